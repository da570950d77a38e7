using System.Text;
using Alur.Activities;
using Alur.Workflows.Definitions;

namespace Alur.Host.Commands;

/// <summary>Commands that the host program runs instead of serving: they need no web server and start at once.</summary>
public static class CommandLine
{
    /// <summary>The activity types that a definition run from the command line may use.</summary>
    internal static ActivityCatalog Catalog => AlurCatalog.Default;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <returns>The exit code; null when the arguments name no command, so that the host should serve.</returns>
    public static int? Run(string[] args)
    {
        if (args is ["verify", .. var database]) return VerifyCommand.RunAsync(database).GetAwaiter().GetResult();
        if (args is not ["exec", .. var rest]) return null;
        // UTF-8 whatever the locale says, without a byte order mark.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return ExecCommand.Run(rest, Catalog, output, Console.Error, TimeProvider.System);
    }
}
