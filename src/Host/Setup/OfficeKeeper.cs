using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Commit;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Setup;

/// <summary>What an office says of itself.</summary>
/// <param name="Name">Its name, at most 100 characters; missing or blank for none.</param>
/// <param name="PublicAddress">The address under which people reach the site; missing or blank for none.</param>
public sealed record OfficeBody(string? Name, string? PublicAddress);

/// <summary>Keeps the office's name and address, and the marks of setting up; each change with its record.</summary>
/// <param name="name">The name, as pages read it.</param>
/// <param name="notices">Where links lead.</param>
/// <param name="records">Records what is changed.</param>
public sealed class OfficeKeeper(OfficeName name, NoticeSettingsSource notices, OperatorRecords records)
{
    /// <summary>What counts now.</summary>
    public async Task<OfficeBody> ReadAsync(CancellationToken cancellationToken) =>
        new(await name.ReadAsync(cancellationToken), (await notices.ReadAsync(cancellationToken)).PublicAddress);

    /// <summary>Stores both; gives why not. What stays the same is not written again.</summary>
    public async Task<Refusal?> SaveAsync(OfficeBody body, Actor actor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var wanted = errors.Optional("name", body.Name, OfficeSettings.LongestName);
        if (wanted?.Any(char.IsControl) == true)
            errors.Add("name", T("Harus satu baris."));
        var address = NoticeSettingsEndpoints.ReadAddress(body.PublicAddress, errors);
        if (errors.Refusal is { } wrong)
            return wrong;
        var (before, settings) = (await name.ReadAsync(cancellationToken), await notices.ReadAsync(cancellationToken));
        var writes = new List<Write>();
        if (wanted != before)
            writes.Add(StoredSettings.Put(OfficeSettings.Key, new OfficeSettings(wanted)));
        if (address != settings.PublicAddress)
            writes.Add(StoredSettings.Put(NoticeSettings.Key, settings with { PublicAddress = address }));
        if (writes.Count > 0)
            await records.DoAsync(actor, "office.change", OfficeSettings.Key, $"{wanted ?? "–"}; {address ?? "–"}", writes);
        name.Forget();
        return null;
    }

    /// <summary>Sets a mark of setting up.</summary>
    /// <param name="key">One of <see cref="SetupMarks"/>.</param>
    /// <param name="value">What it says.</param>
    /// <param name="action">What the record calls it.</param>
    /// <param name="actor">Who.</param>
    public Task MarkAsync(string key, string value, string action, Actor actor) => records.DoAsync(actor, action, key, value, SetupMarks.Put(key, value));
}
