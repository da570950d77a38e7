var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/", () => "Alur");
app.Run();
