using System.Text.Json;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Replay;

/// <summary>
/// Takes a case through SOP 011: what each event of the log means at the step where the ticket stands, as commands. The mapping is a guess; docs/replay.md tells it
/// and why.
/// </summary>
internal sealed class CaseDriver(ReplayOffice office)
{
    private static readonly JsonElement Priority = Values.Parse("""{"priority":"Sedang"}""");
    private static readonly JsonElement Analysis = Values.Parse("""{"analysis":"Menurut log."}""");
    private static readonly JsonElement Message = Values.Parse("""{"message":"Menurut log."}""");
    private static readonly JsonElement Reason = Values.Parse("""{"reason":"Menurut log."}""");
    // The log has no ratings and the form demands one: a filler, which no report of the replay looks at.
    private static readonly JsonElement Rating = Values.Parse("""{"rating":3}""");

    /// <summary>What is open of a case: its next event, and where its ticket stands.</summary>
    internal sealed class Journey(LogCase logged)
    {
        public LogCase Case { get; } = logged;

        public TicketCase? Ticket { get; set; }

        public int Next { get; set; }
    }

    /// <summary>Lets the next event of a case happen.</summary>
    public async Task StepAsync(Journey journey)
    {
        var (index, events) = (journey.Next++, journey.Case.Events);
        var isLast = index == events.Count - 1;
        var ticket = journey.Ticket;
        if (ticket is null)
        {
            // Nothing precedes it, so this is when the ticket came in.
            ticket = await office.SendAsync($"Kasus {journey.Case.Id}");
            if (!isLast)
            {
                journey.Ticket = ticket;
                return;
            }
        }
        journey.Ticket = isLast ? await CloseAsync(await SolveAsync(ticket)) : events[index].Activity switch
        {
            8 => await TakeAsync(ticket, MustWait(events, index)),
            9 => await WaitAsync(ticket),
            6 => StepOf(ticket) is 9 or 15 ? await office.NoteAsync(ticket, "Diselesaikan sekali lagi (log).") : await SolveAsync(ticket),
            1 or 3 => await office.NoteAsync(ticket, "Tingkat gangguan ditetapkan (log)."),
            _ => await ReferAsync(ticket),
        };
    }

    /// <summary>Somebody takes the ticket in hand.</summary>
    private async Task<TicketCase> TakeAsync(TicketCase ticket, bool mustWait) => StepOf(ticket) switch
    {
        2 or 3 or 5 when mustWait => await ToDecisionAsync(ticket),
        2 or 3 or 5 => await ToWorkAsync(ticket),
        6 or 12 when ReplayOffice.OpenTask(ticket).PausedAt is not null => await office.ResumeAsync(ticket),
        6 or 12 => await office.NoteAsync(ticket, "Diambil sekali lagi (log)."),
        _ => await ToWorkAsync(ticket),
    };

    /// <summary>The ticket waits for what somebody else must give: the reporter where the SOP has a step for it, otherwise as a pause.</summary>
    private async Task<TicketCase> WaitAsync(TicketCase ticket)
    {
        if (StepOf(ticket) == 5) return await office.NoteAsync(ticket, "Masih menunggu (log).");
        if (StepOf(ticket) is 2 or 3)
        {
            ticket = await office.AnswerAsync(await ToDecisionAsync(ticket), "Y");
            return await office.AnswerAsync(ticket, "Done", Message);
        }
        ticket = await ToWorkAsync(ticket);
        return ReplayOffice.OpenTask(ticket).PausedAt is null ? await office.PauseAsync(ticket) : await office.NoteAsync(ticket, "Masih menunggu (log).");
    }

    /// <summary>Somebody beyond the helpdesk has to do something.</summary>
    private async Task<TicketCase> ReferAsync(TicketCase ticket)
    {
        if (StepOf(ticket) is 11 or 15) return await ToWorkAsync(ticket);
        if (StepOf(ticket) == 12) return await office.NoteAsync(ticket, "Ditindaklanjuti (log).");
        ticket = await office.AnswerAsync(await ToWorkAsync(ticket), "Done", Analysis);
        return await office.AnswerAsync(await office.AnswerAsync(ticket, "T"), "Done", Reason);
    }

    /// <summary>The problem is solved and the reporter told so.</summary>
    private async Task<TicketCase> SolveAsync(TicketCase ticket)
    {
        if (StepOf(ticket) is 9 or 15) return ticket;
        ticket = await office.AnswerAsync(await ToWorkAsync(ticket), "Done", Analysis);
        return await office.AnswerAsync(await office.AnswerAsync(ticket, "Y"), "Done", Message);
    }

    /// <summary>The reporter confirms and closes. The log says nothing of it: it counts as done at once.</summary>
    private async Task<TicketCase> CloseAsync(TicketCase ticket) => await office.AnswerAsync(await office.AnswerAsync(ticket, "Selesai"), "Selesai", Rating);

    /// <summary>On to where the helpdesk decides whether data is missing.</summary>
    private async Task<TicketCase> ToDecisionAsync(TicketCase ticket) => StepOf(ticket) switch
    {
        2 => await office.AnswerAsync(ticket, "Done", Priority),
        5 => await office.AnswerAsync(ticket, "Done", Message),
        _ => ticket,
    };

    /// <summary>On to where somebody works at the solution: the helpdesk at step 6, Admin PPE at step 12.</summary>
    private async Task<TicketCase> ToWorkAsync(TicketCase ticket) => StepOf(ticket) switch
    {
        2 or 3 or 5 => await office.AnswerAsync(await ToDecisionAsync(ticket), "T"),
        9 or 15 => await office.AnswerAsync(ticket, "Belum", Reason),
        11 => await office.AnswerAsync(ticket, "Done"),
        _ => ticket,
    };

    /// <summary>Whether the case waits before anything else comes of it: then data was missing when it was taken in hand.</summary>
    private static bool MustWait(IReadOnlyList<LogEvent> events, int index)
    {
        for (var next = index + 1; next < events.Count - 1; next++)
        {
            if (events[next].Activity is not (1 or 3 or 8)) return events[next].Activity == 9;
        }
        return false;
    }

    private static int StepOf(TicketCase ticket) => ReplayOffice.OpenTask(ticket).StepNo!.Value;
}
