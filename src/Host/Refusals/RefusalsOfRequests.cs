using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

// Refusals that come from the request itself, whatever it was meant to do.
public abstract partial record Refusal
{
    /// <summary>The request cannot be read: broken JSON, wrong JSON type, a character that no text may hold.</summary>
    /// <param name="Reason">Sentence; never contains the body itself.</param>
    public sealed record Malformed(string Reason) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Malformed;

        /// <inheritdoc/>
        public override string Detail => Reason;
    }

    /// <summary>Readable, but one or more fields break a rule.</summary>
    /// <param name="Fields">Messages by field name; at least one.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Fields) : Refusal
    {
        /// <summary>A refusal for a single field.</summary>
        public Invalid(string field, string message)
            : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] })
        {
        }

        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Invalid;

        /// <inheritdoc/>
        public override string Detail => Fields.Count == 1 ? T("Isian '{0}' salah: {1}", Fields.First().Key, Fields.First().Value[0]) : T("{0} isian salah.", Fields.Count);

        /// <inheritdoc/>
        public override IReadOnlyDictionary<string, string[]>? Errors => Fields;
    }

    /// <summary>Body or file larger than the limit.</summary>
    /// <param name="LimitBytes">The limit that was passed, in bytes.</param>
    public sealed record TooLarge(long LimitBytes) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.TooLarge;

        /// <inheritdoc/>
        public override string Detail => T("Batasnya {0} KiB.", LimitBytes / 1024);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("limitBytes", LimitBytes)];
    }

    /// <summary>The content type, or the type a file really is, is not taken here.</summary>
    /// <param name="Reason">Sentence naming what was expected.</param>
    public sealed record UnsupportedType(string Reason) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.UnsupportedType;

        /// <inheritdoc/>
        public override string Detail => Reason;
    }

    /// <summary>The address knows no such method.</summary>
    public sealed record MethodNotAllowed : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.MethodNotAllowed;

        /// <inheritdoc/>
        public override string Detail => T("Metode HTTP ini tidak dikenal pada alamat tersebut.");
    }

    /// <summary>An Idempotency-Key used before for another body.</summary>
    public sealed record IdempotencyMismatch : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.IdempotencyMismatch;

        /// <inheritdoc/>
        public override string Detail => T("Idempotency-Key ini sudah dipakai untuk permintaan dengan isi yang berbeda.");
    }

    /// <summary>Over the rate limit.</summary>
    /// <param name="Seconds">Whole seconds to wait, at least 1.</param>
    public sealed record TooMany(int Seconds) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.TooMany;

        /// <inheritdoc/>
        public override string Detail => T("Coba lagi dalam {0} detik.", Seconds);

        /// <inheritdoc/>
        public override int? RetryAfterSeconds => Seconds;
    }

    /// <summary>A defect; the details are in the log under the trace id of the answer.</summary>
    public sealed record Unexpected : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Unexpected;

        /// <inheritdoc/>
        public override string Detail => T("Server gagal memproses permintaan ini. Perubahan dibatalkan.");
    }

    /// <summary>The host is draining or its database does not answer.</summary>
    public sealed record Unavailable : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Unavailable;

        /// <inheritdoc/>
        public override string Detail => T("Server sedang tidak dapat melayani permintaan ini.");

        /// <inheritdoc/>
        public override int? RetryAfterSeconds => 1;
    }
}
