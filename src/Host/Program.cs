using Alur.Host;
using Alur.Host.Commands;

if (CommandLine.Run(args) is { } code)
    return code;

await AlurHost.Build(args).RunAsync();
return 0;
