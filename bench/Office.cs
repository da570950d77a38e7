using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Alur.Host;
using Alur.Host.Clock;
using Alur.Host.Features.ClaimTask;
using Alur.Host.Features.CompleteTask;
using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Search;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Alur.Bench;

/// <summary>The whole host in this process, driven below HTTP: through the pipeline that every command on a ticket takes.</summary>
internal sealed class Office : IAsyncDisposable
{
    private static readonly Actor Reporter = Demo("pelapor", Roles.Pelapor);
    private static readonly Actor Helpdesk = Demo("helpdesk", Roles.Helpdesk);

    private readonly WebApplication app;
    private readonly TicketPipeline pipeline;

    private Office(WebApplication app)
    {
        this.app = app;
        pipeline = app.Services.GetRequiredService<TicketPipeline>();
    }

    /// <summary>Starts a host on a database; tables, demo accounts and SOP 011 are there when it returns.</summary>
    public static async Task<Office> StartAsync(string database, string folder)
    {
        var app = AlurHost.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", "Development"],
            builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Database"] = database,
                ["Attachments:Folder"] = Path.Combine(folder, "attachments"),
                ["Logging:LogLevel:Default"] = "Warning",
            }),
            Record);
        await app.StartAsync();
        await app.Services.GetRequiredService<DemoAccounts>().EnsureAsync(CancellationToken.None);
        return new Office(app);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>A service of the host.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>What fills this office with tickets of so many months, up to the end of the present one.</summary>
    public async Task<ReportFlood> PastOfAsync(int months)
    {
        var reports = Get<MonthReports>();
        var end = reports.Present.Plus(1).Begin(OfficeCalendars.Kepri).AddSeconds(-1);
        return new((await Get<Procedures>().PublishedAsync(TicketOpening.DefinitionId, CancellationToken.None))!.Workflow.VersionId, end, months);
    }

    /// <summary>What fills this office with tickets of the past.</summary>
    public async Task<TicketFlood> FloodAsync() =>
        new(Get<ISearchIndex>(), (await Get<Procedures>().PublishedAsync(TicketOpening.DefinitionId, CancellationToken.None))!.Workflow.VersionId);

    /// <summary>Opens tickets and gives them to the helpdesk; the tickets, at step 2.</summary>
    public async Task<List<TicketCase>> OpenAsync(int count)
    {
        var tickets = new List<TicketCase>(count);
        for (var i = 0; i < count; i++)
        {
            var opened = await OpenAsync(Clock.GetUtcNow());
            tickets.Add(Done(await pipeline.RunAsync(opened.Ticket.Id, new ClaimTask(opened.OpenTasks.First().Id, Helpdesk, null), CancellationToken.None)));
        }

        return tickets;
    }

    /// <summary>Opens a ticket that was sent at a moment; nobody takes it.</summary>
    public async Task<TicketCase> OpenAsync(DateTimeOffset at)
    {
        var number = await app.Services.GetRequiredService<ITicketNumbers>().NextAsync(TicketOpening.NumberPrefix, at, CancellationToken.None);
        var row = new TicketRow
        {
            Id = app.Services.GetRequiredService<IdSource>().Next(), Number = number, ReporterId = Reporter.Id, ReporterName = Reporter.Name,
            Title = "Tidak dapat masuk ke SPSE", Description = "Halaman masuk menampilkan kesalahan setelah kata sandi diisi.", Application = "SPSE",
            Lpse = "LPSE Provinsi Kepulauan Riau", Kind = "Permasalahan", Channel = "web",
            OpenedAt = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
        };
        return Done(await app.Services.GetRequiredService<TicketOpening>().OpenAsync(row, Reporter, _ => [], CancellationToken.None));
    }

    /// <summary>The office's clock.</summary>
    public AdjustableTimeProvider Clock => (AdjustableTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    /// <summary>The sweep, which the office also runs by itself.</summary>
    public DeadlineSweep Sweep => app.Services.GetRequiredService<DeadlineSweep>();

    /// <summary>What it commits with.</summary>
    public RecordingWriter Writer => (RecordingWriter)app.Services.GetRequiredService<IStepWriter>();

    /// <summary>Its database.</summary>
    public AlurDb Open() => app.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    /// <summary>Takes every ticket its seven steps from step 2 to its close, and times each.</summary>
    public async Task FinishAsync(IReadOnlyList<TicketCase> tickets, StepTimer timer)
    {
        foreach (var ticket in tickets)
        {
            var current = ticket;
            foreach (var (outcome, data) in Answers)
            {
                var task = current.OpenTasks.First();
                var actor = task.Role == Roles.Pelapor ? Reporter : Helpdesk;
                var command = new CompleteTask(task.Id, outcome, data, Priorities.Defaults, actor, null);
                var began = Stopwatch.GetTimestamp();
                current = Done(await pipeline.RunAsync(ticket.Ticket.Id, command, CancellationToken.None));
                timer.Took(began);
            }

            if (current.Ticket.Status != TicketStatus.Closed) throw new InvalidOperationException($"Expected a closed ticket but it is {current.Ticket.Status}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The answers from step 2 on: the helpdesk solves, the reporter confirms and closes.</summary>
    public static IReadOnlyList<(string Outcome, JsonElement Data)> Answers { get; } =
    [
        ("Done", Values.Parse("""{"priority":"Tinggi"}""")),
        ("T", Values.Null),
        ("Done", Values.Parse("""{"analysis":"Sesi kedaluwarsa karena cache peramban."}""")),
        ("Y", Values.Null),
        ("Done", Values.Parse("""{"message":"Permasalahan telah diselesaikan, silakan dicoba kembali."}""")),
        ("Selesai", Values.Null),
        ("Selesai", Values.Parse("""{"rating":5}""")),
    ];

    private static void Record(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IStepWriter));
        services.Remove(inner);
        services.Add(new ServiceDescriptor(inner.ImplementationType!, inner.ImplementationType!, ServiceLifetime.Singleton));
        services.AddSingleton<IStepWriter>(provider => new RecordingWriter((IStepWriter)provider.GetRequiredService(inner.ImplementationType!)));
    }

    private static Actor Demo(string account, string role)
    {
        var demo = DemoAccounts.All.First(known => known.Account == account);
        return new Actor(demo.Id, demo.Name, FrozenSet.ToFrozenSet([role]));
    }

    private static TicketCase Done(TicketResult? result) => result is TicketResult.Done done
        ? done.Ticket
        : throw new InvalidOperationException($"Expected the command to be done but got {result}.");
}
