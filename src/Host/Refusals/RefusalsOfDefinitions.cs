using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

// Refusals about process definitions.
public abstract partial record Refusal
{
    /// <summary>The definition cannot be taken, published or removed.</summary>
    /// <param name="Messages">Why, in sentences; at least one.</param>
    public sealed record DefinitionRefused(IReadOnlyList<string> Messages) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.DefinitionRefused;

        /// <inheritdoc/>
        public override string Detail => Messages.Count == 1 ? Messages[0] : T("Ada {0} hal yang harus diperbaiki.", Messages.Count);

        /// <inheritdoc/>
        public override IReadOnlyDictionary<string, string[]>? Errors => new Dictionary<string, string[]>(StringComparer.Ordinal) { ["definition"] = [.. Messages] };
    }

    /// <summary>The change was made on a state of the definition that is no longer the newest.</summary>
    /// <param name="By">Name of who changed it meanwhile.</param>
    /// <param name="At">When, as the office's clock shows it.</param>
    public sealed record DefinitionStale(string By, string At) : Refusal
    {
        /// <inheritdoc/>
        public override ProblemKind Kind => ProblemKinds.DefinitionStale;

        /// <inheritdoc/>
        public override string Detail =>
            T("{0} sudah menyimpan proses ini pada {1}, setelah Anda membukanya. Perubahan Anda tidak disimpan; muat ulang halaman, lalu ulangi perubahannya.", By, At);

        /// <inheritdoc/>
        public override IEnumerable<KeyValuePair<string, object?>> Members => [new("changedBy", By)];
    }
}
