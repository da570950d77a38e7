using System.Globalization;
using System.Linq.Expressions;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Studio.Definitions;

/// <summary>Which versions are meant, as Elsa's <c>versionOptions</c> writes it: <c>Latest</c>, <c>Published</c>, a number, ….</summary>
internal static class VersionChoice
{
    /// <summary>The condition; null when the text means nothing.</summary>
    /// <param name="text">The text; null or empty for <paramref name="otherwise"/>.</param>
    /// <param name="otherwise">What an empty text means.</param>
    public static Expression<Func<DefinitionRow, bool>>? Of(string? text, string otherwise = "All") =>
        (string.IsNullOrWhiteSpace(text) ? otherwise : text).ToUpperInvariant() switch
        {
            "ALL" or "ALLVERSIONS" => row => true,
            "LATEST" => row => row.IsLatest,
            "PUBLISHED" => row => row.IsPublished,
            "LATESTORPUBLISHED" => row => row.IsLatest || row.IsPublished,
            "LATESTANDPUBLISHED" => row => row.IsLatest && row.IsPublished,
            "DRAFT" => row => row.PublishedAt == null,
            var number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => row => row.Version == version,
            _ => null,
        };
}
