using System.Collections.Frozen;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Desk;

/// <summary>What a step asks of the one before whom it lies, as a plain question. The paper's own words stand below it.</summary>
internal static class Questions
{
    private static readonly FrozenDictionary<string, string> ByType = new Dictionary<string, string>
    {
        ["Sop011.SetPriority"] = "Seberapa mendesak permasalahan ini?",
        ["Sop011.IsInformationMissing"] = "Apakah data masih kurang?",
        ["Sop011.RequestData"] = "Data apa yang masih diperlukan dari pelapor?",
        ["Sop011.ProvideData"] = "Helpdesk memerlukan data tambahan. Apa jawaban Anda?",
        ["Sop011.HelpdeskAnalysis"] = "Apa hasil analisanya?",
        ["Sop011.CanHelpdeskSolve"] = "Dapatkah helpdesk menyelesaikannya?",
        ["Sop011.HelpdeskReply"] = "Bagaimana penyelesaiannya? Tulis untuk pelapor.",
        ["Sop011.ConfirmHelpdeskSolution"] = "Apakah permasalahan Anda sudah selesai?",
        ["Sop011.EscalateToAdminPpe"] = "Mengapa tiket ini dieskalasikan ke Admin PPE?",
        ["Sop011.ReceiveEscalation"] = "Sudahkah eskalasi ini diterima dan dipelajari?",
        ["Sop011.AdminPpeAnalysis"] = "Apa hasil analisanya?",
        ["Sop011.CanAdminPpeSolve"] = "Dapatkah Admin PPE menyelesaikannya?",
        ["Sop011.AdminPpeReply"] = "Bagaimana penyelesaiannya? Tulis untuk pelapor.",
        ["Sop011.ConfirmAdminPpeSolution"] = "Apakah permasalahan Anda sudah selesai?",
        ["Sop011.EscalateToLkpp"] = "Mengapa tiket ini dieskalasikan ke LKPP?",
        ["Sop011.LkppReply"] = "Bagaimana LKPP menyelesaikannya? Tulis untuk pelapor.",
        ["Sop011.CloseTicket"] = "Apakah tiket ini dapat ditutup?",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether there is a question for an activity type.</summary>
    public static bool Has(string type) => ByType.ContainsKey(type);

    /// <summary>The question of an activity type; the step's title when there is none for it.</summary>
    public static string Of(string type, string title) => ByType.TryGetValue(type, out var question) ? T(question) : title;
}
