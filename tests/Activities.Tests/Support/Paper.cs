namespace Alur.Activities.Tests.Support;

/// <summary>
/// SOP 011 told a second time, by hand, from the paper's table: who acts, which answers there are, and where each leads.
/// It shares no code with the product, so that the two can disagree.
/// </summary>
internal static class Paper
{
    public const int Closed = 0;

    public static readonly Dictionary<int, string> Actors = new()
    {
        [1] = "Pelapor", [2] = "Helpdesk", [3] = "Helpdesk", [4] = "Helpdesk", [5] = "Pelapor", [6] = "Helpdesk", [7] = "Helpdesk", [8] = "Helpdesk", [9] = "Pelapor",
        [10] = "Helpdesk", [11] = "AdminPpe", [12] = "AdminPpe", [13] = "AdminPpe", [14] = "AdminPpe", [15] = "Pelapor", [16] = "AdminPpe", [17] = "Lkpp", [18] = "Pelapor",
    };

    /// <summary>The arrows of <c>S-1-2-3; 3Y-4-5-3; 3T-6-7; 7Y-8-9; 9 selesai-18, 9 belum-6; 7T-10-11-12-13; 13Y-14-15; 15 selesai-18, 15 belum-12; 13T-16-17-18; 18 selesai-END, 18 belum-{6,12,17}</c>.</summary>
    public static readonly string[] Arrows =
    [
        "langkah1:Done>langkah2", "langkah2:Done>langkah3", "langkah3:Y>langkah4", "langkah3:T>langkah6", "langkah4:Done>langkah5", "langkah5:Done>langkah3",
        "langkah6:Done>langkah7", "langkah7:Y>langkah8", "langkah7:T>langkah10", "langkah8:Done>langkah9", "langkah9:Selesai>langkah18", "langkah9:Belum>langkah6",
        "langkah10:Done>langkah11", "langkah11:Done>langkah12", "langkah12:Done>langkah13", "langkah13:Y>langkah14", "langkah13:T>langkah16",
        "langkah14:Done>langkah15", "langkah15:Selesai>langkah18", "langkah15:Belum>langkah12", "langkah16:Done>langkah17", "langkah17:Done>langkah18",
        "langkah18:Selesai>tutup", "langkah18:BelumHelpdesk>langkah6", "langkah18:BelumAdminPpe>langkah12", "langkah18:BelumLkpp>langkah17",
    ];

    public static string[] AnswersOf(int step) => step switch
    {
        3 or 7 or 13 => ["Y", "T"],
        9 or 15 or 18 => ["Selesai", "Belum"],
        _ => ["Done"],
    };

    /// <summary>The step after an answer.</summary>
    /// <param name="step">The step answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="resolver">The step that solved last: 6, 12 or 17.</param>
    public static int Next(int step, string answer, int resolver) => (step, answer) switch
    {
        (3, "Y") => 4,
        (3, "T") => 6,
        (5, _) => 3,
        (7, "Y") => 8,
        (7, "T") => 10,
        (9 or 15, "Selesai") => 18,
        (9, "Belum") => 6,
        (13, "Y") => 14,
        (13, "T") => 16,
        (15, "Belum") => 12,
        (18, "Selesai") => Closed,
        (18, "Belum") => resolver,
        _ => step + 1,
    };

    /// <summary>The step that solved last, after an answer: 8, 14 and 17 announce a solution of 6, 12 and 17.</summary>
    public static int Resolver(int step, int before) => step switch
    {
        8 => 6,
        14 => 12,
        17 => 17,
        _ => before,
    };

    /// <summary>Data that the step must take.</summary>
    public static string DataFor(int step, string answer) => (step, answer) switch
    {
        (1, _) => """{"title":"Tidak dapat masuk SPSE","description":"Muncul galat saat masuk."}""",
        (2, _) => """{"priority":"Tinggi"}""",
        (4 or 5 or 8 or 14 or 17, _) => """{"message":"Sudah dikerjakan."}""",
        (6 or 12, _) => """{"analysis":"Sertifikat kedaluwarsa."}""",
        (10 or 16, _) or (_, "Belum") => """{"reason":"Masih muncul galat."}""",
        (18, "Selesai") => """{"rating":5}""",
        _ => "{}",
    };

    /// <summary>Sends an answer with good data.</summary>
    public static Walk Do(this Walk walk, int step, string answer = "Done") => walk.Answer($"langkah{step}", answer, DataFor(step, answer));
}
