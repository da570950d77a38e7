using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>
/// The columns that an official SOP sheet has for every activity besides its text and actor: mutu baku (persyaratan, waktu, output) and keterangan.
/// Only waktu moves the engine; the others are for people. None has a default: what the paper leaves blank stays blank.
/// </summary>
public static class StandardColumns
{
    /// <summary>Inputs <c>Persyaratan</c>, <c>Waktu</c>, <c>Output</c>, <c>Keterangan</c>.</summary>
    public static ImmutableArray<InputDescriptor> Inputs { get; } =
    [
        General.Inputs.LongText("Persyaratan", "Persyaratan / Perlengkapan", "Apa yang diperlukan untuk mengerjakan langkah ini.") with { Category = "Mutu Baku" },
        General.Inputs.Duration("Waktu", "Waktu", "Waktu baku dalam jam kerja, jj:mm:dd. Kosong berarti tanpa batas waktu.") with { Category = "Mutu Baku" },
        General.Inputs.LongText("Output", "Output", "Apa yang dihasilkan langkah ini.") with { Category = "Mutu Baku" },
        General.Inputs.LongText("Keterangan", "Keterangan", "Catatan untuk pelaksana."),
    ];

    /// <summary>The standard time of a visit, in working time; null when the sheet gives none.</summary>
    internal static TimeSpan? TimeOf(ActivityContext context) => context.GetDuration("Waktu") is { } time && time > TimeSpan.Zero ? time : null;
}
