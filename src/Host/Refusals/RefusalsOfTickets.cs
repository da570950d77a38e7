using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

// Refusals that depend on the state of a ticket or a task.
public abstract partial record Refusal
{
    /// <summary>Not there, or not for this actor. The same for both, so that nobody learns that another's ticket exists.</summary>
    /// <param name="What">Indonesian noun of what was looked for, for example "Tiket"; said in the language of the request.</param>
    public sealed record NotFound(string What) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.NotFound;

        /// <inheritdoc/>
        public override string Detail => T(What + " tidak ditemukan.");
    }

    /// <summary>The task is held by somebody else.</summary>
    /// <param name="HolderId">User id of the holder.</param>
    /// <param name="HolderName">Display name of the holder.</param>
    public sealed record AlreadyClaimed(string HolderId, string HolderName) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.AlreadyClaimed;

        /// <inheritdoc/>
        public override string Detail => T("Tugas ini sudah diambil oleh {0}.", HolderName);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("holderId", HolderId), new("holderName", HolderName)];
    }

    /// <summary>Somebody else has seen to the step's being late before.</summary>
    /// <param name="What">Noun with its name, for example "Tugas langkah 3".</param>
    /// <param name="ById">User id of who has.</param>
    /// <param name="ByName">Display name of who has.</param>
    /// <param name="At">When.</param>
    public sealed record AlreadyAcknowledged(string What, string ById, string ByName, DateTimeOffset At) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.AlreadyAcknowledged;

        /// <inheritdoc/>
        public override string Detail => T("Keterlambatan {0} sudah ditangani oleh {1}.", What, ByName);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members =>
            [new("acknowledgedById", ById), new("acknowledgedByName", ByName), new("acknowledgedAt", At)];
    }

    /// <summary>Not possible in the present state.</summary>
    /// <param name="What">Noun with its name, for example "Tiket 011-2026-000123" or "Tugas langkah 3".</param>
    /// <param name="Expected">What the command needs.</param>
    /// <param name="Actual">What is the case.</param>
    public sealed record WrongState(string What, string Expected, string Actual) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.WrongState;

        /// <inheritdoc/>
        public override string Detail => T("{0} seharusnya {1}, tetapi sekarang {2}.", What, Expected, Actual);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("expected", Expected), new("actual", Actual)];
    }

    /// <summary>Lost the race too often; nothing was changed.</summary>
    public sealed record Contended : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Contended;

        /// <inheritdoc/>
        public override string Detail => T("Tiket ini sedang diubah pihak lain. Kirim lagi.");

        /// <inheritdoc/>
        public override int? RetryAfterSeconds => 1;
    }

    /// <summary><c>If-Match</c> names an old revision.</summary>
    /// <param name="Current">The revision now stored.</param>
    public sealed record Stale(long Current) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.Stale;

        /// <inheritdoc/>
        public override string Detail => T("Data sudah berubah; revisi sekarang {0}.", Current);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("currentRevision", Current)];
    }

    /// <summary><c>If-Match</c> is missing where it must be.</summary>
    /// <param name="Current">The revision now stored.</param>
    public sealed record RevisionRequired(long Current) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.RevisionRequired;

        /// <inheritdoc/>
        public override string Detail => T("Kepala If-Match wajib dikirim; revisi sekarang {0}.", Current);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("currentRevision", Current)];
    }
}
