using System.Collections.Frozen;
using System.Text.Json;
using Alur.Host;
using Alur.Host.Features.ClaimTask;
using Alur.Host.Features.CompleteTask;
using Alur.Host.Features.PauseTask;
using Alur.Host.Features.Reports;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Features.WriteMessage;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Replay;

/// <summary>
/// The whole host in this process, without its web server and on a clock of the replay's own. Commands are those that HTTP gives, with all their checks; the
/// sweep and the outbox are the host's own, looked at when the simulated time has come.
/// </summary>
internal sealed class ReplayOffice : IAsyncDisposable
{
    private static readonly FrozenDictionary<string, Actor> People = new[] { "pelapor", "helpdesk", "adminppe", "administrator" }
        .Select(account => DemoAccounts.All.First(known => known.Account == account))
        .ToFrozenDictionary(demo => demo.Role, demo => new Actor(demo.Id, demo.Name, FrozenSet.ToFrozenSet([demo.Role])));

    private readonly WebApplication app;
    private readonly SimulatedClock clock;
    private readonly TicketPipeline pipeline;
    private readonly SubmitTicket submit;
    private readonly DeadlineSweep sweep;
    private readonly OutboxDispatcher outbox;
    private readonly InlineJobs jobs;

    private ReplayOffice(WebApplication app, SimulatedClock clock)
    {
        this.app = app;
        this.clock = clock;
        pipeline = app.Services.GetRequiredService<TicketPipeline>();
        submit = app.Services.GetRequiredService<SubmitTicket>();
        sweep = app.Services.GetRequiredService<DeadlineSweep>();
        outbox = app.Services.GetRequiredService<OutboxDispatcher>();
        jobs = (InlineJobs)app.Services.GetRequiredService<IBackgroundJobClient>();
    }

    /// <summary>Commands that were carried out.</summary>
    public int Commands { get; private set; }

    /// <summary>Starts an office on an empty database at a moment.</summary>
    public static async Task<ReplayOffice> StartAsync(string database, DateTimeOffset at)
    {
        var clock = new SimulatedClock(at);
        var app = AlurHost.Build(
            ["--environment", "Development"],
            builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Database"] = database,
                ["Attachments:Folder"] = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "attachments"),
                ["Logging:LogLevel:Default"] = "Warning",
                ["Sla:Enabled"] = "false",
            }),
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<IServer, NoServer>();
                services.AddSingleton(new SetupAnnouncement(TextWriter.Null));
                services.AddSingleton<IBackgroundJobClient, InlineJobs>();
            });
        await app.StartAsync();
        await app.Services.GetRequiredService<DemoAccounts>().EnsureAsync(CancellationToken.None);
        var office = new ReplayOffice(app, clock);
        await office.WaitForEverAsync();
        return office;
    }

    /// <summary>Brings the clock to a moment. On the way everything that falls due before it takes effect, each at its own moment.</summary>
    public async Task GoToAsync(DateTimeOffset moment)
    {
        while (await NextDueAsync() is { } due && due < moment)
        {
            clock.GoTo(due);
            await sweep.TickAsync(CancellationToken.None);
            await jobs.RunAsync();
        }
        clock.GoTo(moment);
    }

    /// <summary>Carries out what the outbox holds.</summary>
    public async Task PumpAsync()
    {
        while (await outbox.TickAsync(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>The month of a moment, by the office's clock.</summary>
    public ReportMonth MonthOf(DateTimeOffset at) => ReportMonth.Of(at, app.Services.GetRequiredService<OfficeCalendars>().Current.Find(TimeRules.OfficeCalendar)!.Calendar);

    /// <summary>The report that the office's page shows.</summary>
    public Task<MonthReport> ReportAsync(ReportMonth month) => app.Services.GetRequiredService<MonthReports>().MakeAsync(month, CancellationToken.None);

    /// <summary>The reporter sends a ticket.</summary>
    public async Task<TicketCase> SendAsync(string title)
    {
        Commands++;
        var form = new TicketForm { Title = title, Description = "Kasus dari log; log tidak memuat isinya.", Application = "SPSE" };
        return await submit.SendAsync(form, People[Roles.Pelapor], null, CancellationToken.None) is Sending.Sent sent
            ? sent.Ticket
            : throw new InvalidOperationException($"Expected {title} to be sent but it was not.");
    }

    /// <summary>Whoever holds the ticket's open step answers it.</summary>
    public Task<TicketCase> AnswerAsync(TicketCase ticket, string outcome, JsonElement data = default) =>
        RunAsync(ticket, new CompleteTask(OpenTask(ticket).Id, outcome, data, Priorities.Defaults, People[OpenTask(ticket).Role], null));

    /// <summary>Lets the time of the ticket's open step stand.</summary>
    public async Task<TicketCase> PauseAsync(TicketCase ticket)
    {
        if (OpenTask(ticket).State == TaskState.Open) ticket = await RunAsync(ticket, new ClaimTask(OpenTask(ticket).Id, People[OpenTask(ticket).Role], null));
        return await RunAsync(ticket, new PauseTask(OpenTask(ticket).Id, "Menunggu (log).", People[OpenTask(ticket).Role], null));
    }

    /// <summary>Lets it go on.</summary>
    public Task<TicketCase> ResumeAsync(TicketCase ticket) => RunAsync(ticket, new ResumeTask(OpenTask(ticket).Id, People[OpenTask(ticket).Role], null));

    /// <summary>The helpdesk writes down something that moves nothing.</summary>
    public Task<TicketCase> NoteAsync(TicketCase ticket, string text) => RunAsync(ticket, new WriteMessage(MessageKind.Internal, text, People[Roles.Helpdesk], null));

    /// <summary>The database, for reading.</summary>
    public AlurDb Open() => app.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    public static TaskRow OpenTask(TicketCase ticket) => ticket.OpenTasks.Single();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<TicketCase> RunAsync(TicketCase ticket, TicketCommand command)
    {
        Commands++;
        return await pipeline.RunAsync(ticket.Ticket.Id, command, CancellationToken.None) is TicketResult.Done done
            ? done.Ticket
            : throw new InvalidOperationException($"Expected {command.GetType().Name} on {ticket.Ticket.Title} to be done but it was refused.");
    }

    private async Task<DateTimeOffset?> NextDueAsync()
    {
        await using var db = Open();
        return await db.Deadlines.AsNoTracking().Where(d => d.State == DeadlineState.Open).OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync();
    }

    /// <summary>The office of the log did not close what was not answered: some of its cases go on after weeks.</summary>
    private async Task WaitForEverAsync()
    {
        var store = app.Services.GetRequiredService<SlaPolicyStore>();
        var current = await store.CurrentAsync(CancellationToken.None);
        await store.SaveAsync(SlaPolicy.Empty with { Waiting = new PolicyWaiting() }, current.Revision, "Putar ulang log", People[Roles.Administrator], CancellationToken.None);
    }
}
