using Alur.Host.Refusals;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>Deletes definitions and versions, only when no instance of any state refers to them: a ticket's history needs its process.</summary>
internal sealed class DefinitionDeleting(DefinitionReading reading, IStepWriter writer)
{
    /// <summary>Deletes a definition with all its versions and saved states.</summary>
    /// <returns>Why not; null when it is gone.</returns>
    public async Task<Refusal?> DefinitionAsync(string definitionId, CancellationToken cancellationToken)
    {
        if (await reading.LatestAsync(definitionId, cancellationToken) is not { } latest) return new Refusal.NotFound("Proses");
        if (await reading.InstancesOfAsync(definitionId, cancellationToken) is > 0 and var used) return InUse(used);
        if (await reading.ChosenAsync(definitionId, row => row.IsPublished, cancellationToken) is not null)
            return new Refusal.DefinitionRefused([T("Proses '{0}' sedang terbit: tiket baru berjalan menurutnya, sehingga tidak dapat dihapus. Tarik dahulu.", latest.Name)]);
        // The statement checks both too: an instance may have started since.
        await writer.CommitAsync(DefinitionWrites.Delete(definitionId), cancellationToken);
        return await reading.LatestAsync(definitionId, cancellationToken) is null ? null : InUse(await reading.InstancesOfAsync(definitionId, cancellationToken));

        Refusal.DefinitionRefused InUse(int instances) => Used(T("Proses '{0}'", latest.Name), instances, T("Tarik saja prosesnya agar tiket baru tidak memakainya."));
    }

    /// <summary>Deletes a version that was never published.</summary>
    /// <returns>Why not; null when it is gone.</returns>
    public async Task<Refusal?> VersionAsync(string versionId, CancellationToken cancellationToken)
    {
        if (await reading.VersionAsync(versionId, cancellationToken) is not { } row) return new Refusal.NotFound("Versi proses");
        var name = T("Versi {0} dari '{1}'", row.Version, row.Name);
        if (row.IsPublished) return new Refusal.DefinitionRefused([T("{0} sedang terbit, sehingga tidak dapat dihapus. Tarik dahulu.", name)]);
        if (await reading.InstancesOfVersionAsync(versionId, cancellationToken) is > 0 and var used) return Used(name, used, T("Riwayat tiket memerlukannya."));
        if (row.PublishedAt is not null)
            return new Refusal.DefinitionRefused([T("{0} pernah terbit, sehingga tidak dapat dihapus: riwayat tiket yang dipindahkan darinya memerlukannya.", name)]);
        return await writer.CommitAsync(DefinitionWrites.DeleteVersion(row), cancellationToken) is CommitResult.Committed
            ? null
            : new Refusal.DefinitionRefused([T("{0} baru saja diubah atau dipakai. Muat ulang, lalu coba lagi.", name)]);
    }

    private static Refusal.DefinitionRefused Used(string what, int instances, string advice) =>
        new([T("{0} dipakai {1} tiket atau proses, berjalan maupun selesai, sehingga tidak dapat dihapus. {2}", what, instances, advice)]);
}
