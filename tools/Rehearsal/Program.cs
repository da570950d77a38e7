using Alur.Rehearsal;
using Alur.Rehearsal.Chaos;
using Alur.Rehearsal.Demo;
using Spectre.Console;

if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140;
try
{
    return args switch
    {
        ["demo", .. var rest] => await DemoCommand.RunAsync(rest),
        ["chaos", .. var rest] => await ChaosCommand.RunAsync(rest),
        _ => throw new UsageException("expected demo or chaos"),
    };
}
catch (UsageException wrong)
{
    Console.Error.WriteLine($"{args.FirstOrDefault() ?? "rehearsal"}: {wrong.Message}");
    return 2;
}
