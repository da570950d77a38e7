using Alur.Host.Features.Search;
using Alur.Host.Identity;
using Alur.Host.Search;
using Alur.Host.Security;

namespace Alur.Host.Pages.Find;

/// <summary>Searching. The question stands in the address, so that a search can be shared and gone back to; each sees of it what he may see.</summary>
internal static class FindPages
{
    /// <summary>Where one searches.</summary>
    public const string Path = "/cari";

    public static void Map(RouteGroupBuilder pages) => pages
        .MapGet(Path, async (Actor actor, SearchTickets search, string? q, string? after, CancellationToken cancellationToken) =>
        {
            if (string.IsNullOrWhiteSpace(q))
                return Html.Page<FindPage>(new { Actor = actor });
            var (found, refusal) = await search.RunAsync(q, after, null, actor, cancellationToken);
            return Html.Page<FindPage>(new { Actor = actor, Question = Shown(q), Found = found, Wrong = refusal }, refusal?.Kind.Status ?? StatusCodes.Status200OK);
        })
        .RequireCommand(Command.ViewTicket);

    // What was typed is shown again, but not ten thousand letters of it, nor what no page can hold.
    private static string Shown(string q)
    {
        var text = q.Length <= SearchQuestion.Longest ? q : q[..SearchQuestion.Longest];
        return string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)));
    }
}
