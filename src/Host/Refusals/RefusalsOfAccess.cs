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
        public override string Detail => "Permintaan ini memerlukan sesi atau token yang berlaku.";
    }

    /// <summary>Wrong user name, wrong password or a deactivated account: one answer for all.</summary>
    public sealed record SignInFailed : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.SignInFailed;

        /// <inheritdoc/>
        public override string Detail => "Nama pengguna atau kata sandi tidak cocok.";
    }

    /// <summary>Signed in, but not allowed.</summary>
    /// <param name="Reason">Indonesian sentence saying which right is missing.</param>
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
        public override string Detail => "Permintaan dengan cookie ini tidak terbukti berasal dari situs ini.";
    }

    /// <summary>A one-time link that is used, expired or unknown.</summary>
    public sealed record LinkInvalid : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.LinkInvalid;

        /// <inheritdoc/>
        public override string Detail => "Tautan ini tidak berlaku lagi.";
    }
}
