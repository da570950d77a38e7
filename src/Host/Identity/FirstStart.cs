using Alur.Host.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Alur.Host.Identity;

/// <summary>Where the set-up link is printed: to the person at the console, never into a log.</summary>
/// <param name="Output">Standard output, or a test's writer.</param>
public sealed record SetupAnnouncement(TextWriter Output);

/// <summary>Once the server listens: a host without Administrator prints its one-time set-up link. Where demo accounts exist there is no need for one.</summary>
internal sealed class FirstStart(DemoGate demo, IServiceScopeFactory scopes, IServer server, SetupAnnouncement announcement, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (demo.AccountsAllowed)
            return;
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupLink>().IssueAsync(cancellationToken) is not { } secret)
            return;
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        var host = BindingAddress.Parse(address);
        var name = host.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : host.Host;
        await announcement.Output.WriteLineAsync(
            $"""

            Alur belum mempunyai Administrator. Buka tautan sekali pakai ini dalam {SetupLink.Life.TotalHours:0} jam:

                {host.Scheme}://{name}:{host.Port}{Proxies.PathBaseOf(configuration)}/setup?token={secret}

            """);
        await announcement.Output.FlushAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
