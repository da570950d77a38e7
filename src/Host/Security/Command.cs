namespace Alur.Host.Security;

/// <summary>Everything a person can ask of the host, as one closed list. Each endpoint names its command; <see cref="CommandMatrix"/> says who may.</summary>
public enum Command
{
    /// <summary>Send a ticket (staff: record one for a reporter).</summary>
    SubmitTicket,

    /// <summary>Read a ticket, its history, public messages and attachments; list tickets.</summary>
    ViewTicket,

    /// <summary>Write a public message on a ticket.</summary>
    WriteMessage,

    /// <summary>Read and write internal notes.</summary>
    WriteNote,

    /// <summary>Change the priority of a ticket outside its step.</summary>
    ChangePriority,

    /// <summary>Attach a file to a ticket.</summary>
    AttachFile,

    /// <summary>See the work list and single tasks.</summary>
    ViewTasks,

    /// <summary>Take an unclaimed task of one's role.</summary>
    ClaimTask,

    /// <summary>Give a claimed task back.</summary>
    ReleaseTask,

    /// <summary>Give a task to a person: any (Supervisor), or the one that the actor holds to a colleague of its role.</summary>
    AssignTask,

    /// <summary>Make the time of a step stand, with a reason, and let it go on: any (Supervisor), or the one that the actor holds.</summary>
    PauseTask,

    /// <summary>Complete the task one holds, with any outcome its step has.</summary>
    CompleteTask,

    /// <summary>Step 2: set the priority and go on.</summary>
    SetPriority,

    /// <summary>Step 4: ask the reporter for data.</summary>
    RequestData,

    /// <summary>Steps 5, 8, 14: reply on the ticket.</summary>
    Reply,

    /// <summary>A decision step: Ya or Tidak.</summary>
    Decide,

    /// <summary>Steps 10, 16: hand the ticket to the next tier.</summary>
    Escalate,

    /// <summary>Steps 9, 15: it is solved.</summary>
    Confirm,

    /// <summary>Steps 9, 15, 18: it is not solved.</summary>
    Refuse,

    /// <summary>Step 18: close with a rating.</summary>
    CloseTicket,

    /// <summary>Step 17: LKPP's answer.</summary>
    AnswerForLkpp,

    /// <summary>End a ticket before its end, with a reason.</summary>
    CancelTicket,

    /// <summary>Tell a ticket's process that an event it waits for has happened.</summary>
    PublishEvent,

    /// <summary>See incidents of the process and retry, resolve or skip them.</summary>
    HandleIncident,

    /// <summary>Move running processes to another version of their definition.</summary>
    MigrateInstances,

    /// <summary>See which steps are late.</summary>
    ViewBreaches,

    /// <summary>Say that one has seen to a step's being late.</summary>
    AcknowledgeBreach,

    /// <summary>See the office's reports, its board and recorded outages.</summary>
    ViewReports,

    /// <summary>See one's own notifications.</summary>
    ViewNotifications,

    /// <summary>See one's own account, sign out, make or end one's own tokens.</summary>
    UseOwnAccount,

    /// <summary>List staff, to assign a task.</summary>
    ViewStaff,

    /// <summary>Invite people, give roles, deactivate.</summary>
    ManagePeople,

    /// <summary>See process definitions and running instances in Studio.</summary>
    ViewProcess,

    /// <summary>Change, publish and remove process definitions.</summary>
    EditProcess,

    /// <summary>Read and change working-time calendars, import holidays, say which role has which.</summary>
    ManageCalendars,

    /// <summary>Read and change the SLA policy: standard times, warnings, escalations.</summary>
    ManagePolicies,

    /// <summary>Set up mail, templates and webhooks; see what could not be sent or done, send or run it again, discard it.</summary>
    ManageNotices,

    /// <summary>Say what the office is called, set the host up step by step, and see what is still missing.</summary>
    ManageOffice,

    /// <summary>Keep the office's canned replies.</summary>
    ManageReplies,

    /// <summary>Put a canned reply into a message on a ticket.</summary>
    UseReplies,

    /// <summary>Take a ticket's packet for LKPP: those to whom it came as Admin PPE or LKPP, and whoever sees every ticket.</summary>
    TakePacket,

    /// <summary>Open the dashboard of background jobs.</summary>
    ViewJobs,
}
