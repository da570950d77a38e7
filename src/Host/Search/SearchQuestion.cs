using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Search;

/// <summary>A question to the index: every group must be met, by one of its terms.</summary>
/// <param name="Groups">The groups, words first.</param>
/// <param name="ReporterId">Set when the asker sees only his own tickets.</param>
public sealed record SearchQuestion(IReadOnlyList<IReadOnlyList<string>> Groups, string? ReporterId)
{
    /// <summary>Longest question, in characters.</summary>
    public const int Longest = 200;

    /// <summary>Most words of a question.</summary>
    public const int MostWords = 12;

    /// <summary>
    /// Reads what somebody typed, as he may ask it. Nothing in it is an operator: signs only separate words, so there is no broken question but an empty or
    /// too long one.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="actor">Who asks.</param>
    public static (SearchQuestion? Question, Refusal? Refusal) Read(string? text, Actor actor)
    {
        if (text is { Length: > Longest })
            return (null, new Refusal.Invalid("q", T("Paling banyak {0} karakter; pakai kata-kata yang paling khas.", Longest)));
        var typed = SearchWords.Split(text ?? "").Distinct().ToList();
        if (typed.Count == 0)
            return (null, new Refusal.Invalid("q", T("Tulis paling sedikit satu kata, nomor tiket, atau nama orang.")));
        if (typed.Count > MostWords)
            return (null, new Refusal.Invalid("q", T("Paling banyak {0} kata; pakai kata-kata yang paling khas.", MostWords)));
        if (IsNumber(text!.Trim()))
            return (Of([[SearchTerm.Number(text.Trim())]], actor), null);
        var telling = typed.Where(word => !SearchWords.IsEmpty(word)).ToList();
        return (Of((telling.Count == 0 ? typed : telling).Select(word => Group(word, actor)), actor), null);
    }

    /// <summary>Closed tickets with any of the words; null when no word tells anything.</summary>
    /// <param name="words">The words, as <see cref="SearchWords.Split"/> gives them.</param>
    /// <param name="actor">Who asks.</param>
    internal static SearchQuestion? Closed(IEnumerable<string> words, Actor actor)
    {
        string[] any = [.. words.Where(word => !SearchWords.IsEmpty(word)).Distinct().Take(MostWords).SelectMany(SearchWords.Terms).Distinct()];
        return any.Length == 0 ? null : Of([any, [SearchTerm.Closed]], actor);
    }

    private static SearchQuestion Of(IEnumerable<IReadOnlyList<string>> groups, Actor actor) => CommandMatrix.ScopeOf(actor, Command.ViewTicket) switch
    {
        Scope.All => new([.. groups], null),
        // What came to the actor's role, or is his own.
        Scope.Role => new([.. groups, [.. CommandMatrix.RolesThatReachTheirs(actor, Command.ViewTicket).Select(SearchTerm.Role), SearchTerm.Owner(actor.Id)]], null),
        _ => new([.. groups, [SearchTerm.Owner(actor.Id)]], actor.Id),
    };

    private static IReadOnlyList<string> Group(string word, Actor actor)
    {
        var terms = SearchWords.Terms(word);
        return TicketAccess.CanSeeNotes(actor) ? [.. terms, .. terms.Select(term => SearchTerm.Internal + term)] : terms;
    }

    // 011-2026-000123
    private static bool IsNumber(string text) =>
        text.Split('-') is [{ Length: 3 } office, { Length: 4 } year, { Length: >= 6 and <= 12 } count] && (office + year + count).All(char.IsAsciiDigit);
}
