using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

// Refusals about who is asking.
public abstract partial record Refusal
{
    /// <summary>Nobody is signed in, or the session or token is no longer good.</summary>
    public sealed record NotSignedIn : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.NotSignedIn;

        /// <inheritdoc/>
        public override string Detail => T("Permintaan ini memerlukan sesi atau token yang berlaku.");
    }

    /// <summary>Wrong user name, wrong password or a deactivated account: one answer for all.</summary>
    public sealed record SignInFailed : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.SignInFailed;

        /// <inheritdoc/>
        public override string Detail => T("Periksa ejaan serta huruf besar dan kecilnya, atau minta tautan kata sandi baru kepada Administrator.");
    }

    /// <summary>The password was right, but the account has a second factor and no code was sent.</summary>
    public sealed record CodeRequired : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.CodeRequired;

        /// <inheritdoc/>
        public override string Detail => T("Akun ini memakai verifikasi dua langkah: kirim juga kode dari aplikasi autentikator atau kode pemulihan.");
    }

    /// <summary>The code is wrong, too old, or was used before: one answer for all.</summary>
    public sealed record CodeWrong : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.CodeWrong;

        /// <inheritdoc/>
        public override string Detail => T("Kode tidak cocok atau sudah dipakai; tunggu kode berikutnya pada aplikasi.");
    }

    /// <summary>The sign-in server said who somebody is, but that signs nobody in here.</summary>
    /// <param name="Reason">Sentence saying why, and what to do.</param>
    public sealed record ExternalSignInFailed(string Reason) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.ExternalSignInFailed;

        /// <inheritdoc/>
        public override string Detail => Reason;
    }

    /// <summary>A role of the person must have a second factor, and the person has none yet.</summary>
    public sealed record SecondFactorRequired : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.SecondFactorRequired;

        /// <inheritdoc/>
        public override string Detail => T("Peran Anda wajib memakai verifikasi dua langkah; pasang dahulu pada halaman akun Anda.");
    }

    /// <summary>Signed in, but not allowed.</summary>
    /// <param name="Reason">Sentence saying which right is missing.</param>
    public sealed record Forbidden(string Reason) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Forbidden;

        /// <inheritdoc/>
        public override string Detail => Reason;
    }

    /// <summary>An unsafe request by cookie that does not come from a page of this site.</summary>
    public sealed record CrossSite : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.CrossSite;

        /// <inheritdoc/>
        public override string Detail => T("Permintaan dengan cookie ini tidak terbukti berasal dari situs ini.");
    }

    /// <summary>A one-time link that is used, expired or unknown.</summary>
    public sealed record LinkInvalid : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.LinkInvalid;

        /// <inheritdoc/>
        public override string Detail => T("Tautan ini tidak berlaku lagi.");
    }
}
