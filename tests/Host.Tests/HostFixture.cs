using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests;

/// <summary>
/// The whole host on a real Kestrel at a free loopback port, over an SQLite file of its own in a temporary folder. Share it by <c>IClassFixture</c>; start a
/// second one in a test that needs other settings or a restart on the same data.
/// </summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly HostOptions _options;
    private readonly bool _ownsFolder;
    private WebApplication? _app;

    public HostFixture()
        : this(new HostOptions())
    {
    }

    private HostFixture(HostOptions options)
    {
        _options = options;
        _ownsFolder = options.Folder is null;
        Folder = options.Folder ?? Directory.CreateTempSubdirectory("alur-test-").FullName;
    }

    /// <summary>Where the database and attachments of this host lie.</summary>
    public string Folder { get; }

    /// <summary>Base address, without a slash at the end.</summary>
    public string Url => _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The services of the running host.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The running application.</summary>
    public WebApplication App => _app!;

    /// <summary>Starts a host with other settings. Dispose it.</summary>
    public static async Task<HostFixture> StartAsync(HostOptions options)
    {
        var host = new HostFixture(options);
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        if (_options.IsUsual) await Prepared.Office.CopyToAsync(Path.Combine(Folder, "alur.db"));
        _app = AlurHost.Build(["--urls", _options.Urls, "--environment", _options.Environment], builder =>
        {
            var settings = new Dictionary<string, string?>
            {
                ["Storage:Database"] = Path.Combine(Folder, "alur.db"),
                ["Attachments:Folder"] = Path.Combine(Folder, "attachments"),
                ["Logging:LogLevel:Default"] = "Warning",
            };
            foreach (var (key, value) in _options.Settings)
                settings[key] = value;
            builder.Configuration.AddInMemoryCollection(settings);
            _options.Adjust?.Invoke(builder);
        }, _options.Late);
        await _app.StartAsync();
    }

    /// <summary>A client without cookies of its own that follows no redirect and is nobody.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Url) };

    /// <summary>A client that carries the bearer token of a demo account, for example <c>helpdesk</c>.</summary>
    public async Task<HttpClient> SignedInAsync(string account)
    {
        var client = Anonymous();
        using var answer = await client.Post("/api/dev/sign-in", new { account });
        var token = (await answer.Json()).Text("accessToken");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>How a test's host differs from the usual.</summary>
public sealed record HostOptions
{
    public string Environment { get; init; } = "Development";

    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>A folder that the test owns, to start again on the same data; null for a new one that goes with the host.</summary>
    public string? Folder { get; init; }

    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Whether the host finds a database that has seen a first start, which is quicker: in Development, on a database that the test does not care for.</summary>
    internal bool IsUsual => Environment == "Development" && Folder is null && !Settings.ContainsKey("Storage:Database");

    /// <summary>Changes the configuration, or adds services before the host registers its own.</summary>
    public Action<WebApplicationBuilder>? Adjust { get; init; }

    /// <summary>Replaces services after the host has registered its own.</summary>
    public Action<IServiceCollection>? Late { get; init; }
}
