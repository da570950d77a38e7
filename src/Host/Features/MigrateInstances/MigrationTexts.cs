using Alur.Host.Tickets;
using Alur.Workflows.Migration;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>Tells what stands against a migration.</summary>
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
            "other-definition" => T("Versi tujuan milik definisi lain."),
            "same-version" => T("Versi asal dan versi tujuan sama."),
            "unknown-source" => T("Aktivitas '{0}' tidak ada di versi asal.", obstacle.ActivityId),
            "unknown-target" => T("Aktivitas '{0}' tidak ada di versi tujuan.", obstacle.Name),
            "same-target" => T("Dua aktivitas dipetakan ke '{0}'. Setiap tujuan hanya untuk satu aktivitas.", obstacle.Name),
            "not-running" => T("Prosesnya sudah berakhir."),
            "other-version" => T("Prosesnya tidak lagi di versi asal."),
            "no-place" => T("Proses sedang berada di {0}, yang tidak ada di versi {1}. Petakan ke langkah lain.", step, version),
            "other-scope" => T("{0} di versi {1} berada di dalam wadah lain daripada sekarang.", Capital(step), version),
            "other-type" => T("{0} sedang berjalan sebagai wadah; di versi {1} tempatnya bukan wadah sejenis.", Capital(step), version),
            "other-wait" => T("{0} sedang menunggu; {1} di versi {2} tidak menunggu dengan cara yang sama.", Capital(step), place, version),
            "cannot-wait" => T("{0} tidak dapat menunggu di versi {1} karena masukannya gagal dihitung ({2}).", Capital(step), version, obstacle.Name),
            "target-visited" => T("{0} tidak dapat dilanjutkan sebagai {1}, karena langkah itu sudah pernah dikunjungi proses ini.", Capital(step), place),
            "no-connection" => T("Di {0} sudah menunggu kedatangan dari '{1}', tetapi versi {2} tidak mempunyai panah itu.", step, obstacle.Name, version),
            "variable-gone" => T("Variabel '{0}' berisi nilai, tetapi tidak ada di versi {1}. Izinkan nilainya dibuang, atau tambahkan variabelnya.", obstacle.Name, version),
            "variable-type" => T("Variabel '{0}' berisi nilai, tetapi jenisnya lain di versi {1}. Izinkan nilainya dibuang, atau samakan jenisnya.", obstacle.Name, version),
            "would-stop" => T("Begitu dipindahkan, proses akan terhenti karena insiden di {0} ({1}).", step, obstacle.Name),
            _ => obstacle.Message,
        };
    }

    private static string Name(string? activity, Procedure first, Procedure second) =>
        activity is null ? T("proses") : (first.Steps.GetValueOrDefault(activity) ?? second.Steps.GetValueOrDefault(activity))?.Name ?? $"'{activity}'";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
