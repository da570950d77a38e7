using System.Net;
using System.Text.Json.Nodes;
using Alur.Rehearsal.Hosting;

namespace Alur.Rehearsal.Demo;

/// <summary>One ticket on its way. Plays its actors over HTTP and remembers everything that is not as it should be.</summary>
/// <param name="cast">The people.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="scene">What is to happen.</param>
internal sealed class Story(Cast cast, OfficeClock clock, Scene scene)
{
    // The sweep looks once a second; on a busy machine it may take a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<string> off = [];
    private string id = "";

    public Cast Cast => cast;

    /// <summary>Plays the scene, prints the history and returns how many things are off.</summary>
    public async Task<int> PlayAsync()
    {
        try
        {
            await scene.Act(this);
            await CheckEndAsync();
        }
        catch (SceneStoppedException stopped)
        {
            off.Add(stopped.Message);
        }

        foreach (var what in off) Console.WriteLine($"✗ {what}");
        if (off.Count == 0) Console.WriteLine($"✓ closed, by way of {scene.Path}");
        Console.WriteLine();
        return off.Count;
    }

    /// <summary>Step 1. Sent twice under one key: it must become one ticket.</summary>
    public async Task SubmitAsync()
    {
        var key = $"demo-{Guid.NewGuid():N}";
        var first = await SendAsync(cast.Pelapor, "/api/tickets", Sop011.Ticket(scene.Subject), "sending the ticket", HttpStatusCode.Created, key);
        var again = await cast.Pelapor.PostAsync("/api/tickets", Sop011.Ticket(scene.Subject), key);
        id = first.Text("id")!;
        Expect(again.Text("id") == id, $"the same key should give the same ticket {id} but gave {(int)again.Status} {again.Text("id")}");
    }

    public async Task ClaimAsync(AlurClient who)
    {
        var task = await CurrentAsync();
        await ExpectListedAsync(who, "unclaimed", task);
        await SendAsync(who, $"/api/tasks/{task.Id}/claim", [], $"{who.Name} claiming step {task.Step}");
    }

    /// <summary>Two reach for one task in the same moment.</summary>
    public async Task RaceAsync(AlurClient one, AlurClient other)
    {
        var task = await CurrentAsync();
        AlurClient[] rivals = [one, other];
        var replies = await Task.WhenAll(rivals.Select(rival => rival.PostAsync($"/api/tasks/{task.Id}/claim")));
        var winners = replies.Count(reply => reply.Status == HttpStatusCode.OK);
        Expect(winners == 1, $"exactly one claim should win but {winners} did");
        if (winners != 1) return;

        var (winner, loser) = replies[0].Status == HttpStatusCode.OK ? (0, 1) : (1, 0);
        Expect(replies[loser].Status == HttpStatusCode.Conflict, $"the loser should get 409 but got {(int)replies[loser].Status}");
        Expect(replies[loser].Body?.ToJsonString().Contains(rivals[winner].Name, StringComparison.Ordinal) == true, $"the refusal should name {rivals[winner].Name}: {replies[loser].Body}");
        var late = await rivals[loser].PostAsync($"/api/tasks/{task.Id}/complete", new JsonObject { ["data"] = Sop011.Data(task.Step, "Done") });
        Expect(late.Status == HttpStatusCode.Conflict, $"completing another's task should be refused with 409 but got {(int)late.Status}");
        Console.WriteLine($"{rivals[winner].Name} was first; {rivals[loser].Name} was told so");
    }

    public Task SetPriorityAsync() => AnswerAsync(2, "set-priority", Sop011.Data(2, "Done"));

    public Task RequestDataAsync() => AnswerAsync(4, "request-data", Sop011.Data(4, "Done"));

    public Task ReplyAsync(int step) => AnswerAsync(step, "reply", Sop011.Data(step, "Done"));

    public Task DecideAsync(int step, string answer) => AnswerAsync(step, "decide", new JsonObject { ["answer"] = answer });

    public Task EscalateAsync(int step) => AnswerAsync(step, "escalate", Sop011.Data(step, "Done"));

    public Task ConfirmAsync(int step) => AnswerAsync(step, "confirm", []);

    public Task RefuseAsync(int step) => AnswerAsync(step, "refuse", Sop011.Data(step, "Belum"));

    public Task LkppAnswerAsync() => AnswerAsync(17, "lkpp-answer", Sop011.Data(17, "Done"));

    public Task CloseAsync(int rating) => AnswerAsync(18, "close", new JsonObject { ["rating"] = rating, ["remark"] = "Terima kasih." });

    /// <summary>Steps without a name of their own: the generic completion.</summary>
    public async Task CompleteAsync(int step)
    {
        var task = await AtAsync(step);
        await SendAsync(
            HolderOf(task), $"/api/tasks/{task.Id}/complete", new JsonObject { ["outcome"] = "Done", ["data"] = Sop011.Data(step, "Done") }, $"completing step {step}");
    }

    /// <summary>Lets the present step's time run out: first the warning, then the breach, each once.</summary>
    public async Task LetItBeLateAsync(AlurClient who)
    {
        var task = await CurrentAsync();
        if (task.DueAt is not { } due)
        {
            off.Add($"step {task.Step} should have a time but has none");
            return;
        }

        // At nine tenths of the way the warning is due and the breach is not, also when the office is closed in between.
        var now = await clock.NowAsync();
        await clock.MoveToAsync(due - TimeSpan.FromMinutes(3));
        await UntilAsync(async () => (await HistoryAsync()).Count("ticket.warned") == 1, "the holder should be warned once");
        Expect((await HistoryAsync()).Count("ticket.breached") == 0, "nothing should be breached yet");
        await clock.MoveToAsync(due + TimeSpan.FromSeconds(1));
        await UntilAsync(async () => (await HistoryAsync()).Count("ticket.breached") == 1, "the breach should be recorded once");
        Console.WriteLine($"the clock was moved from {now.ToOffset(TimeSpan.FromHours(7)):dd MMM HH:mm} to {due.ToOffset(TimeSpan.FromHours(7)):dd MMM HH:mm} WIB");

        await ExpectNoticeAsync(who, "deadline.warning", 1);
        await ExpectNoticeAsync(who, "deadline.breach", 1);
        await ExpectNoticeAsync(cast.Supervisor, "deadline.breach", 1);
        var breaches = (await cast.Supervisor.GetAsync("/api/breaches?limit=200")).Items.Count(breach => (string?)breach["ticketId"] == id);
        Expect(breaches == 1, $"the supervisor should see one breach of this ticket but sees {breaches}");
        var overdue = (await who.GetAsync("/api/tasks?view=overdue&limit=100")).Items.Any(listed => (string?)listed["id"] == task.Id);
        Expect(overdue, $"{who.Name} should see step {task.Step} as overdue");
    }

    private async Task CheckEndAsync()
    {
        var ticket = await TicketView.LoadAsync(cast.Supervisor, id);
        var history = await HistoryAsync();
        history.Print($"{ticket.Number} {scene.Subject}");
        Expect(ticket.Status == "Closed", $"the ticket should be closed but is {ticket.Status}");
        Expect(history.Path == scene.Path, $"the way should be {scene.Path} but was {history.Path}");
        var late = scene.Letter == "e" ? 1 : 0;
        Expect(history.Count("ticket.breached") == late, $"there should be {late} breaches in the end but there are {history.Count("ticket.breached")}");
        var seenByOther = await cast.Of("pelapor2").GetAsync($"/api/tickets/{id}");
        Expect(seenByOther.Status == HttpStatusCode.NotFound, $"another reporter should not find the ticket but got {(int)seenByOther.Status}");
    }

    private async Task AnswerAsync(int step, string name, JsonObject body)
    {
        var task = await AtAsync(step);
        await SendAsync(HolderOf(task), $"/api/tickets/{id}/{name}", body, $"{name} at step {step}");
    }

    /// <summary>The ticket must be at that step, and its holder's list must show it at once.</summary>
    private async Task<TaskView> AtAsync(int step)
    {
        var task = await CurrentAsync();
        if (task.Step != step) throw new SceneStoppedException($"the ticket should be at step {step} but is at {task.Step}");
        if (task.AssigneeId is not null) await ExpectListedAsync(HolderOf(task), "mine", task);
        return task;
    }

    private async Task<TaskView> CurrentAsync() =>
        (await TicketView.LoadAsync(cast.Supervisor, id)).Current ?? throw new SceneStoppedException("somebody should have something to do but nobody has");

    private AlurClient HolderOf(TaskView task) =>
        cast.WithUserId(task.AssigneeId) ?? throw new SceneStoppedException($"step {task.Step} should be held by one of the cast but is held by {task.AssigneeName ?? "nobody"}");

    private async Task ExpectListedAsync(AlurClient who, string view, TaskView task)
    {
        // Oldest first, so a fresh task may be pages away on a host that has been used.
        string? next = null;
        do
        {
            var page = await who.GetAsync($"/api/tasks?view={view}&limit=100{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}");
            if (page.Items.Any(listed => (string?)listed["id"] == task.Id)) return;
            next = page.Text("next");
        }
        while (next is not null);
        off.Add($"{who.Name}'s list '{view}' should show step {task.Step} at once but does not");
    }

    private async Task ExpectNoticeAsync(AlurClient who, string kind, int times)
    {
        var notices = (await who.GetAsync("/api/notifications?limit=200")).Items;
        var found = notices.Count(notice => (string?)notice["ticketId"] == id && (string?)notice["kind"] == kind);
        Expect(found == times, $"{who.Name} should have {times} notice of {kind} about this ticket but has {found}");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            if (clock.Elapsed > Patience) throw new SceneStoppedException($"{what} but that did not happen within {Patience.TotalSeconds:0} s");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private Task<History> HistoryAsync() => History.ReadAsync(cast.Supervisor, id);

    private static async Task<Reply> SendAsync(AlurClient who, string path, JsonObject body, string what, HttpStatusCode expected = HttpStatusCode.OK, string? key = null)
    {
        var reply = await who.PostAsync(path, body, key);
        if (reply.Status != expected) throw new SceneStoppedException($"{what} should be answered with {(int)expected} but was with {(int)reply.Status}: {reply.Body}");
        return reply;
    }

    private void Expect(bool holds, string what)
    {
        if (!holds) off.Add(what);
    }

    private sealed class SceneStoppedException(string message) : Exception(message);
}
