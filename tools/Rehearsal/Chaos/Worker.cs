using System.Net;
using System.Text.Json.Nodes;
using Alur.Rehearsal.Hosting;

namespace Alur.Rehearsal.Chaos;

/// <summary>
/// One client: sends tickets, claims and completes their tasks, writes notes, each request under a key of its own. A request that a kill cut off is sent
/// again, with the same key and body, until the host has answered it.
/// </summary>
/// <param name="number">Which client.</param>
/// <param name="seed">Decides, with the number, what it does.</param>
/// <param name="cast">Whom it can act as.</param>
/// <param name="ledger">Where it writes what it was promised.</param>
/// <param name="gate">Closed while the host is down.</param>
/// <param name="answered">Told after each answer.</param>
internal sealed class Worker(int number, int seed, Cast cast, Ledger ledger, Gate gate, Action answered)
{
    /// <summary>What the text of each note begins with.</summary>
    public const string NotePrefix = "Catatan kekacauan ";

    private const int TicketsAtOnce = 4;

    private readonly Random random = new(unchecked((seed * 31) + number));
    private readonly List<string> tickets = [];
    private int requests;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (tickets.Count == 0 || (tickets.Count < TicketsAtOnce && random.Next(4) == 0)) await CreateAsync();
            else if (random.Next(5) == 0) await NoteAsync(Pick());
            else await AdvanceAsync(Pick());
        }
    }

    private string Pick() => tickets[random.Next(tickets.Count)];

    private async Task CreateAsync()
    {
        var title = $"Kekacauan {number}-{requests}";
        var reporter = cast.Of(random.Next(2) == 0 ? "pelapor" : "pelapor2");
        var reply = await SendAsync(reporter, "/api/tickets", Sop011.Ticket(title));
        if (reply.Status != HttpStatusCode.Created)
        {
            ledger.Surprise($"a new ticket was answered with {(int)reply.Status}: {reply.Body}");
            return;
        }

        ledger.Add(new Promise.Ticket(reply.Text("id")!, reply.Text("number")!, title));
        tickets.Add(reply.Text("id")!);
    }

    private async Task NoteAsync(string ticket)
    {
        var text = $"{NotePrefix}{number}-{requests}";
        var reply = await SendAsync(cast.Helpdesk, $"/api/tickets/{ticket}/messages", new JsonObject { ["text"] = text, ["visibility"] = "internal" });
        if (reply.IsSuccess) ledger.Add(new Promise.Note(ticket, text));
        else ledger.Surprise($"a note was answered with {(int)reply.Status}: {reply.Body}");
    }

    private async Task AdvanceAsync(string ticket)
    {
        var view = await LoadAsync(ticket);
        if (view.Current is not { } task)
        {
            tickets.Remove(ticket);
            return;
        }

        if (task.State == "Open") await ClaimAsync(task);
        else if (cast.WithUserId(task.AssigneeId) is { } holder) await CompleteAsync(task, holder);
        else ledger.Surprise($"task {task.Id} is held by {task.AssigneeId}, who is nobody");
    }

    // Both of a role at once, where there are two: one must win.
    private async Task ClaimAsync(TaskView task)
    {
        AlurClient[] rivals = task.Role switch
        {
            "Helpdesk" => [cast.Helpdesk, cast.Helpdesk2],
            "AdminPpe" => [cast.AdminPpe],
            "Lkpp" => [cast.Lkpp],
            _ => [],
        };
        var replies = await Task.WhenAll(rivals.Select(rival => SendAsync(rival, $"/api/tasks/{task.Id}/claim", [])));
        for (var i = 0; i < replies.Length; i++)
        {
            if (replies[i].Status == HttpStatusCode.OK) ledger.Add(new Promise.Claim(task.Id, rivals[i].UserId));
            else Refused(replies[i], $"the claim of {task.Id}");
        }
    }

    private async Task CompleteAsync(TaskView task, AlurClient holder)
    {
        var outcome = task.Step switch
        {
            3 or 7 or 13 => random.Next(2) == 0 ? "Y" : "T",
            9 or 15 or 18 => random.Next(3) == 0 ? "Belum" : "Selesai",
            _ => "Done",
        };
        var reply = await SendAsync(
            holder, $"/api/tasks/{task.Id}/complete", new JsonObject { ["outcome"] = outcome, ["data"] = Sop011.Data(task.Step, outcome) });
        if (reply.Status == HttpStatusCode.OK) ledger.Add(new Promise.Completion(task.Id, holder.UserId, outcome));
        else Refused(reply, $"completing step {task.Step} with {outcome}");
    }

    private void Refused(Reply reply, string what)
    {
        // Somebody else was first, or the process went on meanwhile: that is an answer too.
        if (reply.Status == HttpStatusCode.Conflict) ledger.Refused(409);
        else ledger.Surprise($"{what} was answered with {(int)reply.Status}: {reply.Body}");
    }

    private async Task<TicketView> LoadAsync(string ticket)
    {
        while (true)
        {
            await gate.Wait;
            try
            {
                return await TicketView.LoadAsync(cast.Supervisor, ticket);
            }
            catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException)
            {
                // Reading promises nothing; read again when the host is back.
            }
        }
    }

    private async Task<Reply> SendAsync(AlurClient sender, string path, JsonObject body)
    {
        var key = $"chaos-{seed}-{number}-{Interlocked.Increment(ref requests)}";
        while (true)
        {
            await gate.Wait;
            try
            {
                var reply = await sender.PostAsync(path, (JsonObject)body.DeepClone(), key);
                answered();
                return reply;
            }
            catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException)
            {
                // The answer is lost; whether the work is done, the key will tell.
                ledger.Retried();
            }
        }
    }
}
