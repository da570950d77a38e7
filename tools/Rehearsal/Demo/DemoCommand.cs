using Alur.Rehearsal.Hosting;
using Spectre.Console;

namespace Alur.Rehearsal.Demo;

/// <summary>Plays six tickets through SOP 011 on a running host, shows what happened, and holds it against what should have happened.</summary>
internal static class DemoCommand
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var options = new Arguments(args, ["--host", "--host-dll"], ["--self"]);
        if (options.Has("--self")) return await OnOwnHostAsync(options.Text("--host-dll") ?? throw new UsageException("expected --host-dll, the path of Alur.Host.dll"));

        var text = options.Text("--host") ?? DefaultAddress;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"expected a URL after --host but found '{text}'");
        using var probe = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        if (await HostProcess.AnswersAsync(probe)) return await PlayAsync(address);

        Console.Error.WriteLine($"""
            demo: no Alur answers at {address}
              start one in another terminal:  ./dev run
              or let the demo start its own:  ./dev demo --self
            """);
        return 1;
    }

    private static async Task<int> OnOwnHostAsync(string dll)
    {
        var folder = Directory.CreateTempSubdirectory("alur-demo-").FullName;
        try
        {
            await using var host = new HostProcess(dll, Path.Combine(folder, "alur.db"), folder);
            await host.StartAsync();
            return await PlayAsync(host.Address);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> PlayAsync(Uri address)
    {
        using var cast = await Cast.SignInAsync(address);
        using var clock = new OfficeClock(address);
        var off = 0;
        foreach (var scene in Scenes.All)
        {
            AnsiConsole.Write(new Rule(Markup.Escape($"({scene.Letter}) {scene.Title}")).LeftJustified());
            off += await new Story(cast, clock, scene).PlayAsync();
        }

        AnsiConsole.Write(new Rule());
        Console.WriteLine(off == 0 ? $"all {Scenes.All.Count} tickets went as they should" : $"{off} things are off, marked ✗ above");
        return off == 0 ? 0 : 1;
    }
}
