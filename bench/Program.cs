using Alur.Bench;

var figures = await EngineBench.RunAsync(args.Contains("--quick"));
Report.Print(figures);
return 0;
