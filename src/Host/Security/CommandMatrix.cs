using Alur.Host.Identity;

namespace Alur.Host.Security;

/// <summary>
/// The authorisation matrix, role by command, as one table. A cell that is not written is a refusal.
/// The table says whether a role may give a command at all, and how far; whether the ticket is the actor's own, or the task belongs to the actor's role,
/// is checked against the loaded ticket by the command itself.
/// </summary>
/// <remarks>
/// Who performs a step is an editable input of the definition, so commands that complete a step are open (with <see cref="Scope.Role"/>) to each role that
/// an office may put there; the step's own role then decides. Only LKPP's endpoint is LKPP's alone.
/// What Designer and Administrator have of their own are the trials they start: of the office's tickets none is theirs.
/// </remarks>
public static class CommandMatrix
{
    // Columns in the order of Columns; letters: - none, o own, r role, A all.
    private static readonly string[] Columns =
        [Roles.Pelapor, Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Supervisor, Roles.Designer, Roles.Administrator];

    private static readonly (Command Command, string Cells)[] Table =
    [
        //                            Pel Hel Adm Lkp Sup Des Adr
        (Command.SubmitTicket,      " o   A   -   -   -   -   - "),
        (Command.ViewTicket,        " o   A   A   r   A   o   o "),
        (Command.WriteMessage,      " o   A   A   r   A   -   - "),
        (Command.WriteNote,         " -   A   A   r   A   -   - "),
        (Command.ChangePriority,    " -   A   A   -   A   -   - "),
        (Command.AttachFile,        " o   A   A   r   A   -   - "),
        (Command.ViewTasks,         " o   r   r   r   A   o   o "),
        (Command.ClaimTask,         " o   r   r   r   -   -   - "),
        (Command.ReleaseTask,       " -   r   r   r   A   -   - "),
        (Command.AssignTask,        " -   r   r   r   A   -   - "),
        (Command.PauseTask,         " -   r   r   r   A   -   - "),
        (Command.CompleteTask,      " o   r   r   r   -   o   o "),
        (Command.SetPriority,       " -   r   r   -   -   -   - "),
        (Command.RequestData,       " -   r   r   r   -   -   - "),
        (Command.Reply,             " o   r   r   r   -   -   - "),
        (Command.Decide,            " o   r   r   r   -   -   - "),
        (Command.Escalate,          " -   r   r   -   -   -   - "),
        (Command.Confirm,           " o   r   r   -   -   -   - "),
        (Command.Refuse,            " o   r   r   -   -   -   - "),
        (Command.CloseTicket,       " o   r   r   -   -   -   - "),
        (Command.AnswerForLkpp,     " -   -   -   r   -   -   - "),
        (Command.CancelTicket,      " -   -   -   -   A   o   o "),
        (Command.PublishEvent,      " -   -   -   -   A   o   o "),
        (Command.HandleIncident,    " -   -   -   -   -   -   A "),
        (Command.MigrateInstances,  " -   -   -   -   -   A   A "),
        (Command.ViewBreaches,      " -   -   -   -   A   -   - "),
        (Command.AcknowledgeBreach, " -   -   -   -   A   -   - "),
        (Command.ViewReports,       " -   -   -   -   A   -   A "),
        (Command.ViewNotifications, " o   o   o   o   o   o   o "),
        (Command.UseOwnAccount,     " o   o   o   o   o   o   o "),
        (Command.ViewStaff,         " -   r   r   r   A   -   A "),
        (Command.ManagePeople,      " -   -   -   -   -   -   A "),
        (Command.ViewProcess,       " -   -   -   -   A   A   A "),
        (Command.EditProcess,       " -   -   -   -   -   A   A "),
        (Command.ManageCalendars,   " -   -   -   -   -   -   A "),
        (Command.ManagePolicies,    " -   -   -   -   -   -   A "),
        (Command.ManageNotices,     " -   -   -   -   -   -   A "),
        (Command.ManageOffice,      " -   -   -   -   -   -   A "),
        (Command.ManageReplies,     " -   -   -   -   A   -   A "),
        (Command.UseReplies,        " -   r   r   r   A   -   - "),
        (Command.TakePacket,        " -   -   r   r   A   -   - "),
        (Command.ViewJobs,          " -   -   -   -   -   -   A "),
    ];

    private static readonly Dictionary<(string Role, Command Command), Scope> Cells = Read();

    /// <summary>What one role may: the cell of the table, <see cref="Scope.None"/> when there is none.</summary>
    public static Scope ScopeOf(string role, Command command) => Cells.GetValueOrDefault((role, command));

    /// <summary>The widest scope that the actor's roles give together.</summary>
    public static Scope ScopeOf(Actor actor, Command command)
    {
        var widest = Scope.None;
        foreach (var role in actor.Roles)
        {
            var scope = ScopeOf(role, command);
            if (scope > widest)
                widest = scope;
        }
        return widest;
    }

    /// <summary>True when at least one role of the actor has the command, in whatever scope.</summary>
    public static bool Allows(Actor actor, Command command) => ScopeOf(actor, command) != Scope.None;

    /// <summary>Those of the actor's roles that reach, with this command, what has come to the role and no more.</summary>
    public static IEnumerable<string> RolesThatReachTheirs(Actor actor, Command command) => actor.Roles.Where(role => ScopeOf(role, command) == Scope.Role);

    private static Dictionary<(string, Command), Scope> Read()
    {
        var cells = new Dictionary<(string, Command), Scope>();
        foreach (var (command, row) in Table)
        {
            var letters = row.Where(letter => letter != ' ').ToArray();
            if (letters.Length != Columns.Length)
                throw new InvalidOperationException($"Expected {Columns.Length} cells for {command} but found {letters.Length}.");
            for (var i = 0; i < letters.Length; i++)
            {
                cells.Add((Columns[i], command), letters[i] switch
                {
                    '-' => Scope.None,
                    'o' => Scope.Own,
                    'r' => Scope.Role,
                    'A' => Scope.All,
                    var other => throw new InvalidOperationException($"Expected - o r A for {command} but found {other}."),
                });
            }
        }
        return cells;
    }
}
