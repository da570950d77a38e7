using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Verification;
using Alur.Host.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>A running host with people to work on tickets: what a test of the ticket endpoints starts from.</summary>
public abstract class Office : IAsyncLifetime
{
    private static int _people;

    private readonly ConcurrentDictionary<string, Task<Person>> _named = new(StringComparer.Ordinal);

    public HostFixture Host { get; private set; } = null!;

    /// <summary>The database of this office, for a second host on it; null on SQLite.</summary>
    public string? Database { get; private set; }

    /// <summary>The host's clock, which a test moves.</summary>
    public AdjustableTimeProvider Clock => (AdjustableTimeProvider)Host.Services.GetRequiredService<TimeProvider>();

    /// <summary>The database setting; null for an SQLite file of the host's own.</summary>
    protected abstract Task<string?> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["Sla:Enabled"] = "false" };
        Database = await DatabaseAsync();
        if (Database is not null)
            settings["Storage:Database"] = Database;
        Host = await HostFixture.StartAsync(new HostOptions { Settings = settings });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _named.Values)
            (await person).Client.Dispose();
        if (Host is not null)
        {
            var differences = await DifferencesAsync();
            await Host.DisposeAsync();
            differences.ShouldBeEmpty("because whatever the tests did, the journal must rebuild what is stored");
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>The same person at each call, for tests that do not care who it is: one of each role, and a second reporter and helpdesk.</summary>
    internal Task<Person> Siti => Named("Siti", Roles.Pelapor);

    internal Task<Person> Budi => Named("Budi", Roles.Pelapor);

    internal Task<Person> Andi => Named("Andi", Roles.Helpdesk);

    internal Task<Person> Dewi => Named("Dewi", Roles.Helpdesk);

    internal Task<Person> Rudi => Named("Rudi", Roles.AdminPpe);

    internal Task<Person> Maya => Named("Maya", Roles.Lkpp);

    internal Task<Person> Hendra => Named("Hendra", Roles.Supervisor);

    internal Task<Person> Agus => Named("Agus", Roles.Administrator);

    private async Task<List<string>> DifferencesAsync()
    {
        var verifier = new DatabaseVerifier(Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>());
        var differences = new List<string>();
        await foreach (var difference in verifier.FindDifferencesAsync())
            differences.Add(difference.ToString());
        return differences;
    }

    /// <summary>A new person with a token.</summary>
    internal async Task<Person> NewPersonAsync(string name, params string[] roles)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var userName = $"{name.ToLowerInvariant().Replace(' ', '-')}-{Interlocked.Increment(ref _people)}";
        var made = await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(userName, name, null, roles), null, null);
        var user = made.ShouldBeOfType<PersonResult.Made>().User;
        var (token, _) = await Host.Services.GetRequiredService<ApiTokens>().IssueAsync(user.Id, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        var client = Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Person(user.Id, name, client);
    }

    private Task<Person> Named(string name, string role) => _named.GetOrAdd(name, _ => NewPersonAsync(name, role));
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteOffice : Office
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresOffice : Office
{
    protected override async Task<string?> DatabaseAsync() => await Prepared.Office.PostgresAsync();
}

/// <summary>Somebody with a token.</summary>
internal sealed record Person(string Id, string Name, HttpClient Client)
{
    /// <summary>Sends a ticket and gives it.</summary>
    public async Task<JsonObject> SendTicketAsync(string title = "SPSE tidak dapat dibuka")
    {
        using var answer = await Client.Post("/api/tickets", new { title, description = "Halaman masuk SPSE kosong.", application = "SPSE", kind = "Permasalahan" });
        return await answer.Json();
    }

    /// <summary>Gives a command on a ticket that must succeed, and gives the ticket after it.</summary>
    public async Task<JsonObject> DoAsync(JsonObject ticket, string name, object body)
    {
        using var answer = await Client.Post($"/api/tickets/{ticket.Text("id")}/{name}", body);
        return await answer.Json();
    }

    /// <summary>Completes the ticket's open task with the generic endpoint.</summary>
    public async Task<JsonObject> CompleteAsync(JsonObject ticket, string outcome, object data)
    {
        using var answer = await Client.Post($"/api/tasks/{ticket.OpenTask().Text("id")}/complete", new { outcome, data });
        return await answer.Json();
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await Client.Get(path);
        return await answer.Json();
    }
}

internal static class TicketJson
{
    /// <summary>The ticket's only open task.</summary>
    public static JsonObject OpenTask(this JsonObject ticket) => ticket["tasks"]!.AsArray().Single()!.AsObject();

    public static long Number(this JsonObject json, string name) => json[name]!.GetValue<long>();

    public static JsonObject[] Items(this JsonObject page) => [.. page["items"]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>The ticket waits on this step, in the hands of this person.</summary>
    public static JsonObject ShouldWaitOn(this JsonObject ticket, int step, Person? holder = null)
    {
        ticket.Text("status").ShouldBe("Open");
        ticket.Number("currentStepNo").ShouldBe(step);
        if (holder is not null)
            ticket.OpenTask()["assigneeId"]!.GetValue<string>().ShouldBe(holder.Id);
        return ticket;
    }
}
