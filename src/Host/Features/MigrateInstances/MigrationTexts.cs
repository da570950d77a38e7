using Alur.Host.Tickets;
using Alur.Workflows.Migration;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>Tells in Indonesian what stands against a migration.</summary>
internal static class MigrationTexts
{
    /// <summary>The obstacle as people read it.</summary>
    public static ObstacleView Of(MigrationObstacle obstacle, Procedure source, Procedure target) =>
        new(obstacle.Code, obstacle.ActivityId, obstacle.Visit, Text(obstacle, source, target));

    private static string Text(MigrationObstacle obstacle, Procedure source, Procedure target)
    {
        var step = Name(obstacle.ActivityId, source, target);
        var place = Name(obstacle.Name, target, source);
        var version = target.Workflow.Version;
        return obstacle.Code switch
        {
            "other-definition" => "Versi tujuan milik definisi lain.",
            "same-version" => "Versi asal dan versi tujuan sama.",
            "unknown-source" => $"Aktivitas '{obstacle.ActivityId}' tidak ada di versi asal.",
            "unknown-target" => $"Aktivitas '{obstacle.Name}' tidak ada di versi tujuan.",
            "same-target" => $"Dua aktivitas dipetakan ke '{obstacle.Name}'. Setiap tujuan hanya untuk satu aktivitas.",
            "not-running" => "Prosesnya sudah berakhir.",
            "other-version" => "Prosesnya tidak lagi di versi asal.",
            "no-place" => $"Proses sedang berada di {step}, yang tidak ada di versi {version}. Petakan ke langkah lain.",
            "other-scope" => $"{Capital(step)} di versi {version} berada di dalam wadah lain daripada sekarang.",
            "other-type" => $"{Capital(step)} sedang berjalan sebagai wadah; di versi {version} tempatnya bukan wadah sejenis.",
            "other-wait" => $"{Capital(step)} sedang menunggu; {place} di versi {version} tidak menunggu dengan cara yang sama.",
            "cannot-wait" => $"{Capital(step)} tidak dapat menunggu di versi {version} karena masukannya gagal dihitung ({obstacle.Name}).",
            "target-visited" => $"{Capital(step)} tidak dapat dilanjutkan sebagai {place}, karena langkah itu sudah pernah dikunjungi proses ini.",
            "no-connection" => $"Di {step} sudah menunggu kedatangan dari '{obstacle.Name}', tetapi versi {version} tidak mempunyai panah itu.",
            "variable-gone" => $"Variabel '{obstacle.Name}' berisi nilai, tetapi tidak ada di versi {version}. Izinkan nilainya dibuang, atau tambahkan variabelnya.",
            "variable-type" => $"Variabel '{obstacle.Name}' berisi nilai, tetapi jenisnya lain di versi {version}. Izinkan nilainya dibuang, atau samakan jenisnya.",
            "would-stop" => $"Begitu dipindahkan, proses akan terhenti karena insiden di {step} ({obstacle.Name}).",
            _ => obstacle.Message,
        };
    }

    private static string Name(string? activity, Procedure first, Procedure second) =>
        activity is null ? "proses" : (first.Steps.GetValueOrDefault(activity) ?? second.Steps.GetValueOrDefault(activity))?.Name ?? $"'{activity}'";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
