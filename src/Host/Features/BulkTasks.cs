using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features;

/// <summary>One of the tasks that a command is given for at once.</summary>
/// <param name="Id">The task.</param>
/// <param name="Revision">The revision of its ticket that the caller acts on; null when it does not matter.</param>
public sealed record BulkItem(string? Id, long? Revision = null);

/// <summary>What became of one of the tasks.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="TicketNumber">Its ticket's number; null when the caller may not see it, or there is none.</param>
/// <param name="Done">True when it is so now, by this request or by an earlier sending of it.</param>
/// <param name="Code">Kind of the refusal; null when it is done.</param>
/// <param name="Reason">Why it was refused, in Indonesian; null when it is done.</param>
public sealed record BulkEnd(string TaskId, string? TicketNumber, bool Done, string? Code = null, string? Reason = null);

/// <summary>What became of all of them.</summary>
/// <param name="Done">How many are done.</param>
/// <param name="Refused">How many were refused; nothing changed on those.</param>
/// <param name="Items">Each, in the order asked.</param>
public sealed record BulkAnswer(int Done, int Refused, IReadOnlyList<BulkEnd> Items);

/// <summary>
/// Gives one command for many tasks. Each goes the way of the single command, with its own revision, transaction and refusal: what is refused for one does not
/// stand in the way of the others. Sent again under the same key, what was done is done already.
/// </summary>
/// <param name="requests">Runs commands.</param>
/// <param name="repeatable">Makes a request sent twice one act.</param>
public sealed class BulkTasks(TicketRequests requests, RepeatableCommands repeatable)
{
    /// <summary>Most tasks at once.</summary>
    public const int Most = 50;

    /// <summary>Name of the field that carries them.</summary>
    public const string Field = "tasks";

    /// <summary>Why these cannot be acted on as a whole; null when they can.</summary>
    public static Refusal? WhyNot(IReadOnlyList<BulkItem?>? tasks)
    {
        if (tasks is not { Count: > 0 and <= Most })
            return new Refusal.Invalid(Field, T("Pilih 1 sampai {0} tugas.", Most));
        if (tasks.Any(task => task?.Id is not { Length: > 0 }))
            return new Refusal.Invalid(Field, T("Setiap tugas wajib mempunyai id."));
        return tasks.DistinctBy(task => task!.Id, StringComparer.Ordinal).Count() == tasks.Count
            ? null
            : new Refusal.Invalid(Field, T("Ada tugas yang disebut dua kali."));
    }

    /// <summary>Runs the command for each task, one after the other.</summary>
    /// <param name="tasks">The tasks, for which <see cref="WhyNot"/> gave null.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="once">The request as one that may be sent twice; null when it is simply done.</param>
    /// <param name="command">Makes the command for a task.</param>
    /// <param name="cancellationToken">Gives up before the next task; what is done stays done.</param>
    public async Task<BulkAnswer> RunAsync(
        IReadOnlyList<BulkItem> tasks, Actor actor, Once? once, Func<string, IfMatch?, TaskCommand> command, CancellationToken cancellationToken)
    {
        var ends = new List<BulkEnd>(tasks.Count);
        foreach (var task in tasks)
            ends.Add(await RunAsync(task.Id!, task.Revision is { } revision ? new IfMatch([revision]) : null, actor, once, command, cancellationToken));
        var done = ends.Count(end => end.Done);
        return new BulkAnswer(done, ends.Count - done, ends);
    }

    private async Task<BulkEnd> RunAsync(
        string id, IfMatch? ifMatch, Actor actor, Once? once, Func<string, IfMatch?, TaskCommand> command, CancellationToken cancellationToken)
    {
        string? number = null;
        var refusal = once is null
            ? await OneAsync(asked => asked)
            : await repeatable.OnFormAsync(once.Part(id), OneAsync, cancellationToken);
        number ??= (await requests.ReadOfTaskAsync(id, actor, cancellationToken))?.Ticket.Number;
        return new BulkEnd(id, number, refusal is null, refusal?.Kind.Slug, refusal?.Detail);

        async Task<Refusal?> OneAsync(Func<TicketCommand, TicketCommand> prepare)
        {
            var result = await requests.OnTaskAsync(id, null, _ => (TaskCommand)prepare(command(id, ifMatch)), cancellationToken);
            number = (result as TicketResult.Done)?.Ticket.Ticket.Number;
            return (result as TicketResult.Refused)?.Why;
        }
    }
}
