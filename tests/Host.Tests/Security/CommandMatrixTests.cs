using System.Collections.Frozen;
using Alur.Host.Identity;
using Alur.Host.Security;

namespace Alur.Host.Tests.Security;

/// <summary>The authorisation matrix cell by cell, against a second writing of it: who changes a right must say so twice.</summary>
public sealed class CommandMatrixTests
{
    private const string Everybody = "Pelapor:Own Helpdesk:Own AdminPpe:Own Lkpp:Own Supervisor:Own Designer:Own Administrator:Own";
    private const string WhoeverPerforms = "Pelapor:Own Helpdesk:Role AdminPpe:Role Lkpp:Role";

    private static readonly Dictionary<Command, string> Allowed = new()
    {
        [Command.SubmitTicket] = "Pelapor:Own Helpdesk:All",
        [Command.ViewTicket] = "Pelapor:Own Helpdesk:All AdminPpe:All Lkpp:Role Supervisor:All Designer:Own Administrator:Own",
        [Command.WriteMessage] = "Pelapor:Own Helpdesk:All AdminPpe:All Lkpp:Role Supervisor:All",
        [Command.WriteNote] = "Helpdesk:All AdminPpe:All Lkpp:Role Supervisor:All",
        [Command.ChangePriority] = "Helpdesk:All AdminPpe:All Supervisor:All",
        [Command.AttachFile] = "Pelapor:Own Helpdesk:All AdminPpe:All Lkpp:Role Supervisor:All",
        [Command.ViewTasks] = "Pelapor:Own Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All Designer:Own Administrator:Own",
        [Command.ClaimTask] = WhoeverPerforms,
        [Command.ReleaseTask] = "Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All",
        [Command.AssignTask] = "Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All",
        [Command.PauseTask] = "Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All",
        [Command.CompleteTask] = WhoeverPerforms + " Designer:Own Administrator:Own",
        [Command.SetPriority] = "Helpdesk:Role AdminPpe:Role",
        [Command.RequestData] = "Helpdesk:Role AdminPpe:Role Lkpp:Role",
        [Command.Reply] = WhoeverPerforms,
        [Command.Decide] = WhoeverPerforms,
        [Command.Escalate] = "Helpdesk:Role AdminPpe:Role",
        [Command.Confirm] = "Pelapor:Own Helpdesk:Role AdminPpe:Role",
        [Command.Refuse] = "Pelapor:Own Helpdesk:Role AdminPpe:Role",
        [Command.CloseTicket] = "Pelapor:Own Helpdesk:Role AdminPpe:Role",
        [Command.AnswerForLkpp] = "Lkpp:Role",
        [Command.CancelTicket] = "Supervisor:All Designer:Own Administrator:Own",
        [Command.PublishEvent] = "Supervisor:All Designer:Own Administrator:Own",
        [Command.HandleIncident] = "Administrator:All",
        [Command.MigrateInstances] = "Designer:All Administrator:All",
        [Command.ViewBreaches] = "Supervisor:All",
        [Command.AcknowledgeBreach] = "Supervisor:All",
        [Command.ViewReports] = "Supervisor:All Administrator:All",
        [Command.ViewNotifications] = Everybody,
        [Command.UseOwnAccount] = Everybody,
        [Command.ViewStaff] = "Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All Administrator:All",
        [Command.ManagePeople] = "Administrator:All",
        [Command.ViewProcess] = "Supervisor:All Designer:All Administrator:All",
        [Command.EditProcess] = "Designer:All Administrator:All",
        [Command.ManageCalendars] = "Administrator:All",
        [Command.ManagePolicies] = "Administrator:All",
        [Command.ManageNotices] = "Administrator:All",
        [Command.ManageOffice] = "Administrator:All",
        [Command.ManageReplies] = "Supervisor:All Administrator:All",
        [Command.UseReplies] = "Helpdesk:Role AdminPpe:Role Lkpp:Role Supervisor:All",
        [Command.TakePacket] = "AdminPpe:Role Lkpp:Role Supervisor:All",
        [Command.ViewJobs] = "Administrator:All",
    };

    public static TheoryData<string, Command> Cells =>
        new(from command in Enum.GetValues<Command>() from role in Roles.All select new TheoryDataRow<string, Command>(role, command));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell(string role, Command command)
    {
        var allowed = Allowed[command].Split(' ').Select(cell => cell.Split(':')).ToDictionary(cell => cell[0], cell => Enum.Parse<Scope>(cell[1]));
        CommandMatrix.ScopeOf(role, command).ShouldBe(allowed.GetValueOrDefault(role));
        var actor = new Actor("a", "A", FrozenSet.ToFrozenSet([role], StringComparer.Ordinal));
        CommandMatrix.Allows(actor, command).ShouldBe(allowed.ContainsKey(role));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void No_role_gives_nothing_and_an_invented_one_gives_nothing(string role, Command command)
    {
        CommandMatrix.Allows(new Actor("a", "A", FrozenSet<string>.Empty), command).ShouldBeFalse();
        CommandMatrix.Allows(new Actor("a", "A", FrozenSet.ToFrozenSet([role.ToUpperInvariant(), "root"], StringComparer.Ordinal)), command).ShouldBeFalse();
    }

    [Fact]
    public void Of_several_roles_the_widest_scope_counts()
    {
        var actor = new Actor("a", "A", FrozenSet.ToFrozenSet([Roles.Pelapor, Roles.Supervisor, Roles.Lkpp], StringComparer.Ordinal));
        CommandMatrix.ScopeOf(actor, Command.ViewTicket).ShouldBe(Scope.All);
        CommandMatrix.ScopeOf(actor, Command.CompleteTask).ShouldBe(Scope.Role);
        CommandMatrix.ScopeOf(actor, Command.SubmitTicket).ShouldBe(Scope.Own);
    }

    [Fact]
    public void The_host_itself_passes_no_check() => Enum.GetValues<Command>().ShouldAllBe(command => !CommandMatrix.Allows(Actor.System, command));
}
