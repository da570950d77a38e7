namespace Alur.Rehearsal.Demo;

/// <summary>What one ticket is to go through.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Title">What happens, in a sentence.</param>
/// <param name="Subject">Title of the ticket.</param>
/// <param name="Act">Plays it.</param>
/// <param name="Path">The steps the ticket must have been at, in order.</param>
internal sealed record Scene(string Letter, string Title, string Subject, Func<Story, Task> Act, string Path);

/// <summary>The six scenes of the demonstration.</summary>
internal static class Scenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("a", "The helpdesk solves it", "Tidak dapat masuk ke SPSE", HelpdeskSolvesAsync, "2 3 6 7 8 9 18"),
        new("b", "The helpdesk asks for data twice", "Gagal mengunggah dokumen penawaran", DataAskedTwiceAsync, "2 3 4 5 3 4 5 3 6 7 8 9 18"),
        new("c", "Admin PPE solves it, the reporter refuses once", "Akun penyedia terkunci", AdminPpeSolvesAsync, "2 3 6 7 10 11 12 13 14 15 12 13 14 15 18"),
        new("d", "LKPP solves it, is refused once, and solves it again", "Jadwal tender tidak tersimpan", LkppSolvesAsync, "2 3 6 7 10 11 12 13 16 17 18 17 18"),
        new("e", "The helpdesk is late: one warning, one breach", "Notifikasi SPSE tidak terkirim", HelpdeskIsLateAsync, "2 3 6 7 8 9 18"),
        new("f", "Two helpdesks reach for one ticket", "Permintaan aktivasi akun", TwoRaceAsync, "2 3 6 7 8 9 18"),
    ];

    private static async Task HelpdeskSolvesAsync(Story story)
    {
        await story.SubmitAsync();
        await story.ClaimAsync(story.Cast.Helpdesk);
        await story.SetPriorityAsync();
        await story.DecideAsync(3, "T");
        await HelpdeskAnswersAsync(story);
        await story.CloseAsync(5);
    }

    private static async Task DataAskedTwiceAsync(Story story)
    {
        await story.SubmitAsync();
        await story.ClaimAsync(story.Cast.Helpdesk);
        await story.SetPriorityAsync();
        for (var time = 0; time < 2; time++)
        {
            await story.DecideAsync(3, "Y");
            await story.RequestDataAsync();
            await story.ReplyAsync(5);
        }

        await story.DecideAsync(3, "T");
        await HelpdeskAnswersAsync(story);
        await story.CloseAsync(4);
    }

    private static async Task AdminPpeSolvesAsync(Story story)
    {
        await EscalateToAdminPpeAsync(story);
        await AdminPpeAnswersAsync(story);
        await story.RefuseAsync(15);
        await AdminPpeAnswersAsync(story);
        await story.ConfirmAsync(15);
        await story.CloseAsync(5);
    }

    private static async Task LkppSolvesAsync(Story story)
    {
        await EscalateToAdminPpeAsync(story);
        await story.CompleteAsync(12);
        await story.DecideAsync(13, "T");
        await story.EscalateAsync(16);
        await story.ClaimAsync(story.Cast.Lkpp);
        await story.LkppAnswerAsync();
        await story.RefuseAsync(18);
        await story.LkppAnswerAsync();
        await story.CloseAsync(3);
    }

    private static async Task HelpdeskIsLateAsync(Story story)
    {
        await story.SubmitAsync();
        await story.ClaimAsync(story.Cast.Helpdesk);
        await story.LetItBeLateAsync(story.Cast.Helpdesk);
        await story.SetPriorityAsync();
        await story.DecideAsync(3, "T");
        await HelpdeskAnswersAsync(story);
        await story.CloseAsync(2);
    }

    private static async Task TwoRaceAsync(Story story)
    {
        await story.SubmitAsync();
        await story.RaceAsync(story.Cast.Helpdesk, story.Cast.Helpdesk2);
        await story.SetPriorityAsync();
        await story.DecideAsync(3, "T");
        await HelpdeskAnswersAsync(story);
        await story.CloseAsync(5);
    }

    private static async Task HelpdeskAnswersAsync(Story story)
    {
        await story.CompleteAsync(6);
        await story.DecideAsync(7, "Y");
        await story.ReplyAsync(8);
        await story.ConfirmAsync(9);
    }

    private static async Task AdminPpeAnswersAsync(Story story)
    {
        await story.CompleteAsync(12);
        await story.DecideAsync(13, "Y");
        await story.ReplyAsync(14);
    }

    private static async Task EscalateToAdminPpeAsync(Story story)
    {
        await story.SubmitAsync();
        await story.ClaimAsync(story.Cast.Helpdesk);
        await story.SetPriorityAsync();
        await story.DecideAsync(3, "T");
        await story.CompleteAsync(6);
        await story.DecideAsync(7, "T");
        await story.EscalateAsync(10);
        await story.ClaimAsync(story.Cast.AdminPpe);
        await story.CompleteAsync(11);
    }
}
