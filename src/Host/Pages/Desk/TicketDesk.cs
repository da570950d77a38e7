using Alur.Host.Attachments;
using Alur.Host.Features;
using Alur.Host.Features.CannedReplies;
using Alur.Host.Features.FollowUp;
using Alur.Host.Features.Ledger;
using Alur.Host.Features.TicketHistory;
using Alur.Host.Identity;
using Alur.Host.LkppPackets;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Pages.Desk;

/// <summary>All that the page of a ticket shows to one reader; nothing in it that the reader may not see.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Actor">The reader.</param>
/// <param name="Messages">The conversation, oldest first; notes only for those who may read them.</param>
/// <param name="Files">Its files.</param>
/// <param name="History">Its history.</param>
/// <param name="Tasks">What waits, with what the reader can do about it.</param>
/// <param name="Priorities">The office's priorities.</param>
/// <param name="Ledger">Where its time went; null for those who are not told who had it.</param>
/// <param name="Follows">Number of the ticket that this one goes on with; null for most.</param>
/// <param name="FollowedBy">Number of the ticket that goes on with this one; null for most.</param>
/// <param name="Replies">Canned replies that the reader can put into a message.</param>
/// <param name="CanFollowUp">The reader may go on with it, since the system ended it a short while ago.</param>
public sealed record TicketDesk(
    TicketCase Ticket, Actor Actor, IReadOnlyList<MessageRow> Messages, IReadOnlyList<AttachmentView> Files, Page<HistoryEntry> History,
    IReadOnlyList<DeskTask> Tasks, IReadOnlyList<string> Priorities, LedgerView? Ledger, string? Follows, string? FollowedBy, IReadOnlyList<ReplyChoice> Replies,
    bool CanFollowUp)
{
    /// <summary>True when the ticket can still be worked on.</summary>
    public bool IsOpen => Ticket.Ticket.Status == TicketStatus.Open;

    /// <summary>True when the reader looks at it as somebody of the office.</summary>
    public bool AsStaff => Actor.IsStaff && !TicketAccess.IsReporterHimself(Actor, Ticket.Ticket);

    /// <summary>True when the reader may take the packet for LKPP.</summary>
    public bool CanTakePacket => PacketAccess.WhyNot(Actor, Ticket) is null;

    /// <summary>True when the matrix gives the reader the command.</summary>
    public bool May(Command command) => CommandMatrix.Allows(Actor, command);
}

/// <summary>A task on the desk.</summary>
/// <param name="Task">The task with the ways to answer it.</param>
/// <param name="CanAnswer">The reader may answer it now.</param>
/// <param name="CanClaim">The reader may take it.</param>
/// <param name="CanRelease">The reader may give it back, or take it from its holder.</param>
/// <param name="Colleagues">To whom the reader may give it; empty when to nobody.</param>
public sealed record DeskTask(TaskView Task, bool CanAnswer, bool CanClaim, bool CanRelease, IReadOnlyList<Person> Colleagues);

/// <summary>Reads the desk.</summary>
/// <param name="requests">Finds the ticket that the reader may see.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="priorities">The office's priorities.</param>
/// <param name="ledger">Accounts for times.</param>
/// <param name="replies">Canned replies.</param>
/// <param name="contexts">The database.</param>
/// <param name="time">The office's clock.</param>
public sealed class TicketDesks(
    TicketRequests requests, Procedures procedures, Priorities priorities, TicketLedger ledger, CannedReplies replies, IDbContextFactory<AlurDb> contexts,
    TimeProvider time)
{
    private const int MostMessages = 200;

    /// <summary>The desk of a ticket by id or number; null when there is none that the actor may see.</summary>
    public async Task<TicketDesk?> ReadAsync(string idOrNumber, Actor actor, long historyAfter, CancellationToken cancellationToken) =>
        await requests.ReadAsync(idOrNumber, actor, cancellationToken) is { } ticket ? await ReadAsync(ticket, actor, historyAfter, cancellationToken) : null;

    private async Task<TicketDesk> ReadAsync(TicketCase ticket, Actor actor, long historyAfter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = ticket.Ticket.Id;
        var seesNotes = TicketAccess.CanSeeNotes(actor);
        var messages = await db.Messages.AsNoTracking().Where(message => message.TicketId == id && (seesNotes || message.Kind == MessageKind.Public))
            .OrderByDescending(message => message.At).ThenByDescending(message => message.Id).Take(MostMessages).ToListAsync(cancellationToken);
        messages.Reverse();
        var tasks = new List<DeskTask>();
        foreach (var task in ticket.OpenTasks)
            tasks.Add(await DeskTaskAsync(db, ticket, task, actor, cancellationToken));
        var followsId = ticket.Ticket.FollowsId;
        var follows = followsId is null
            ? null
            : await db.Tickets.AsNoTracking().Where(one => one.Id == followsId).Select(one => one.Number).FirstOrDefaultAsync(cancellationToken);
        var followedBy = ticket.Ticket.AutoClosedAt is null
            ? null
            : await db.Tickets.AsNoTracking().Where(one => one.FollowsId == id).Select(one => one.Number).FirstOrDefaultAsync(cancellationToken);
        return new TicketDesk(
            ticket, actor, messages, await AttachmentEndpoints.ReadAsync(db, id, cancellationToken),
            await TicketHistory.ReadAsync(db, procedures, ticket, actor, historyAfter, Page.Most, cancellationToken), tasks, await priorities.ListAsync(cancellationToken),
            seesNotes && !TicketAccess.IsReporterHimself(actor, ticket.Ticket) ? await ledger.ReadAsync(ticket, names: true, cancellationToken) : null,
            follows, followedBy,
            ticket.Ticket.Status == TicketStatus.Open && !TicketAccess.IsReporterHimself(actor, ticket.Ticket) ? await replies.ChoicesAsync(actor, cancellationToken) : [],
            followedBy is null && CommandMatrix.Allows(actor, Command.SubmitTicket) && FollowUp.IsOpenTo(ticket.Ticket, actor, time.GetUtcNow()));
    }

    private static async Task<DeskTask> DeskTaskAsync(AlurDb db, TicketCase ticket, TaskRow task, Actor actor, CancellationToken cancellationToken)
    {
        var mayDo = TicketAccess.WhyNotDo(actor, task, ticket.Ticket) is null && CommandMatrix.Allows(actor, Command.CompleteTask);
        var isMine = task.State == TaskState.Claimed && task.AssigneeId == actor.Id;
        var isReporters = task.Role == Roles.Pelapor;
        var assignsAny = CommandMatrix.ScopeOf(actor, Command.AssignTask) == Scope.All;
        var releasesAny = CommandMatrix.ScopeOf(actor, Command.ReleaseTask) == Scope.All;
        var assigns = assignsAny ? !isReporters || ticket.Ticket.Channel != Channels.Web : isMine && !isReporters && CommandMatrix.Allows(actor, Command.AssignTask);
        var colleagues = assigns ? (await PeopleEndpoints.StaffAsync(actor, db, isReporters ? null : task.Role, null, cancellationToken)).Items : [];
        return new DeskTask(
            TaskView.Of(ticket, task, withAnswers: true),
            mayDo && (isMine || task.State == TaskState.Open),
            mayDo && !isReporters && task.State == TaskState.Open,
            !isReporters && task.State == TaskState.Claimed && (releasesAny || (isMine && CommandMatrix.Allows(actor, Command.ReleaseTask))),
            [.. colleagues.Where(person => person.Id != task.AssigneeId)]);
    }
}
