using Alur.Host.Features;
using Alur.Host.Features.SavedViews;
using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Alur.Host.Tickets.Sheet;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Pages.Work;

/// <summary>All that the page of the work list shows to one reader.</summary>
/// <param name="Actor">The reader.</param>
/// <param name="Filter">What he wants to see.</param>
/// <param name="List">The tasks.</param>
/// <param name="Saved">The views that he keeps.</param>
/// <param name="Steps">Steps to choose from, by number.</param>
/// <param name="Priorities">The office's priorities.</param>
/// <param name="Staff">To whom he may give what he has chosen; empty when to nobody.</param>
public sealed record WorkDesk(
    Actor Actor, WorkFilter Filter, Page<TaskView> List, IReadOnlyList<SavedView> Saved, IReadOnlyList<SopStep> Steps, IReadOnlyList<string> Priorities, IReadOnlyList<Person> Staff)
{
    /// <summary>The reader may take tasks of a role of his.</summary>
    public bool Claims => CommandMatrix.ScopeOf(Actor, Command.ClaimTask) >= Scope.Role;

    /// <summary>The reader may give any task to anybody who can do it.</summary>
    public bool Assigns => CommandMatrix.ScopeOf(Actor, Command.AssignTask) == Scope.All;

    /// <summary>True when there is something that the reader could do with the task together with others.</summary>
    public bool CanPick(TaskView task) => task.Role != Roles.Pelapor && (Assigns || (Claims && task.State == nameof(TaskState.Open) && Actor.Is(task.Role)));
}

/// <summary>Reads the page of the work list.</summary>
/// <param name="contexts">The database.</param>
/// <param name="views">Views that people keep.</param>
/// <param name="procedures">Knows the steps.</param>
/// <param name="priorities">The office's priorities.</param>
/// <param name="time">The office's clock.</param>
public sealed class WorkDesks(IDbContextFactory<AlurDb> contexts, SavedViews views, Procedures procedures, Priorities priorities, TimeProvider time)
{
    // A list to choose from, in one page.
    private const int MostStaff = 500;

    /// <summary>The page with these filters.</summary>
    public async Task<WorkDesk> ReadAsync(Actor actor, WorkFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sheet = (await procedures.PublishedAsync(TicketOpening.DefinitionId, cancellationToken))?.Sheet;
        var desk = new WorkDesk(
            actor, filter, await WorkList.ReadAsync(db, actor, filter, time.GetUtcNow(), page, cancellationToken), await views.ListAsync(actor, cancellationToken),
            [.. (sheet?.Steps ?? []).Where(step => step.Number is not null)], await priorities.ListAsync(cancellationToken), []);
        return desk.Assigns ? desk with { Staff = await StaffAsync(db, actor, cancellationToken) } : desk;
    }

    // A Supervisor watches; steps belong to the lines.
    private static async Task<IReadOnlyList<Person>> StaffAsync(AlurDb db, Actor actor, CancellationToken cancellationToken)
    {
        var (staff, after) = (new List<Person>(), (string?)null);
        do
        {
            var page = await PeopleEndpoints.StaffAsync(actor, db, null, after, cancellationToken);
            staff.AddRange(page.Items.Where(person => person.Roles.Any(role => role is Roles.Helpdesk or Roles.AdminPpe or Roles.Lkpp)));
            after = page.Next;
        }
        while (after is not null && staff.Count < MostStaff);
        return staff;
    }
}
