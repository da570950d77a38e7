using Alur.Host.Features;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Desk;

/// <summary>Runs what a form of a ticket's page asks for and answers with that page.</summary>
/// <param name="requests">Runs commands.</param>
/// <param name="repeatable">Makes a form sent twice one act.</param>
/// <param name="desks">Reads the page.</param>
/// <param name="http">The request.</param>
internal sealed class TicketForms(TicketRequests requests, RepeatableCommands repeatable, TicketDesks desks, IHttpContextAccessor http)
{
    private CancellationToken Aborted => http.HttpContext?.RequestAborted ?? CancellationToken.None;

    /// <summary>A command on the ticket, unless what was typed is already known to be wrong.</summary>
    public Task<IResult> OnTicketAsync(string id, FormPost form, string name, (TicketCommand? Command, Refusal? Wrong) asked) => asked.Command is { } command
        ? RunAsync(id, form, name, async prepare => Why(await requests.OnTicketAsync(id, null, _ => prepare(command), Aborted)))
        : AnswerAsync(id, form, name, asked.Wrong!);

    /// <summary>A command on a task of the ticket.</summary>
    public Task<IResult> OnTaskAsync(string id, string task, FormPost form, string name, TaskCommand command) =>
        RunAsync(id, form, name, async prepare => Why(await requests.OnTaskAsync(task, null, _ => (TaskCommand)prepare(command), Aborted)));

    /// <summary>Anything else that ends in a command on the ticket.</summary>
    public async Task<IResult> RunAsync(string id, FormPost form, string name, Func<Func<TicketCommand, TicketCommand>, Task<Refusal?>> run) =>
        await repeatable.OnFormAsync(form.Once, run, Aborted) is { } refusal ? await AnswerAsync(id, form, name, refusal) : Html.SeeOther($"/tiket/{Uri.EscapeDataString(id)}");

    /// <summary>The page once more, with what was typed and what is wrong with it.</summary>
    public async Task<IResult> AnswerAsync(string id, FormPost form, string name, Refusal refusal) => await desks.ReadAsync(id, form.Actor, 0, Aborted) is { } desk
        ? Html.Page<TicketPage>(new { Desk = desk, Typed = form.Again(name, refusal) }, refusal.Kind.Status)
        : refusal.ToResult();

    private static Refusal? Why(TicketResult result) => (result as TicketResult.Refused)?.Why;
}
