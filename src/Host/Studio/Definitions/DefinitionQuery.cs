using System.Globalization;
using System.Linq.Expressions;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>What Studio asks of the list of definitions. It asks by page number, so these pages are by offset; there are few definitions.</summary>
internal sealed class DefinitionQuery
{
    private const int MostOnPage = 100;

    private Expression<Func<DefinitionRow, bool>> _versions = row => true;
    private string? _term;
    private string[] _definitionIds = [];
    private string[] _ids = [];
    private bool _onlySystem;
    private bool _byName;
    private bool _ascending;
    private int? _page;
    private int _pageSize = DefinitionReading.Most;

    /// <summary>Reads the query of a request.</summary>
    /// <returns>The query, or a refusal.</returns>
    public static Refusal? Read(IQueryCollection given, out DefinitionQuery query)
    {
        query = new DefinitionQuery();
        if (VersionChoice.Of(given["versionOptions"]) is not { } versions) return new Refusal.Invalid("versionOptions", T("Pilihan versi ini tidak dikenal."));
        query._versions = versions;
        query._term = string.IsNullOrWhiteSpace(given["searchTerm"]) ? null : given["searchTerm"].ToString().Trim().ToLowerInvariant();
        query._definitionIds = Texts(given["definitionIds"]);
        query._ids = Texts(given["ids"]);
        query._onlySystem = string.Equals(given["isSystem"], "true", StringComparison.OrdinalIgnoreCase);
        query._byName = string.Equals(given["orderBy"], "Name", StringComparison.OrdinalIgnoreCase);
        query._ascending = string.IsNullOrEmpty(given["orderDirection"]) ? query._byName : given["orderDirection"].ToString().StartsWith("Asc", StringComparison.OrdinalIgnoreCase);
        if (!Number(given["page"], 0, int.MaxValue / MostOnPage, out query._page)) return new Refusal.Invalid("page", T("Nomor halaman harus bilangan dari 0."));
        if (!Number(given["pageSize"], 1, int.MaxValue, out var size)) return new Refusal.Invalid("pageSize", T("Ukuran halaman harus bilangan dari 1."));
        if (size is not null || query._page is not null) query._pageSize = Math.Min(size ?? MostOnPage, MostOnPage);
        return null;
    }

    /// <summary>The versions meant.</summary>
    public IQueryable<DefinitionRow> Apply(IQueryable<DefinitionRow> rows)
    {
        // Copies fixed for trials are no versions of the definition.
        rows = rows.Where(_versions).Where(row => !row.DefinitionId.StartsWith(TrialWrites.FixedPrefix));
        // No definition here belongs to the system.
        if (_onlySystem) rows = rows.Where(row => false);
        if (_definitionIds.Length > 0) rows = rows.Where(row => _definitionIds.Contains(row.DefinitionId));
        if (_ids.Length > 0) rows = rows.Where(row => _ids.Contains(row.VersionId));
        if (_term is { } term)
        {
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL's lower(); the overloads that the rules ask for have no translation.
            rows = rows.Where(row => row.Name.ToLower().Contains(term) || row.DefinitionId.ToLower().Contains(term)
                || row.VersionId == term || (row.Description != null && row.Description.ToLower().Contains(term)));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return rows;
    }

    /// <summary>The page meant, in order.</summary>
    public IQueryable<DefinitionRow> Page(IQueryable<DefinitionRow> rows)
    {
        var ordered = (_byName, _ascending) switch
        {
            (true, true) => rows.OrderBy(row => row.Name).ThenBy(row => row.VersionId),
            (true, false) => rows.OrderByDescending(row => row.Name).ThenByDescending(row => row.VersionId),
            (false, true) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Version),
            (false, false) => rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Version),
        };
        return ordered.Skip((_page ?? 0) * _pageSize).Take(_pageSize);
    }

    private static string[] Texts(Microsoft.Extensions.Primitives.StringValues values) =>
        [.. values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).Take(DefinitionReading.Most)];

    private static bool Number(string? text, int least, int most, out int? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read < least || read > most) return false;
        number = read;
        return true;
    }
}

/// <summary>A version as lists show it.</summary>
/// <param name="Id">The version's identity.</param>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Version">Its number.</param>
/// <param name="IsLatest">Whether it is the newest.</param>
/// <param name="IsPublished">Whether new tickets start on it.</param>
/// <param name="CreatedAt">When it was first saved.</param>
internal sealed record DefinitionSummary(
    string Id, string DefinitionId, string Name, string? Description, int Version, bool IsLatest, bool IsPublished, DateTimeOffset CreatedAt)
{
    /// <summary>Elsa can keep definitions in other forms than JSON; we do not.</summary>
    public string MaterializerName { get; } = "Json";

    /// <summary>Always.</summary>
    public bool IsMaterializerAvailable { get; } = true;

    /// <summary>What the person may do.</summary>
    public IReadOnlyList<Contract.StudioLink> Links { get; init; } = [];
}
