using Alur.Host.Commands;

if (CommandLine.Run(args) is { } code) return code;

var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/", () => "Alur");
app.Run();
return 0;
