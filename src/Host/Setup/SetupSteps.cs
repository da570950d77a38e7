namespace Alur.Host.Setup;

/// <summary>The steps of setting a host up that follow the account, in their order. Each can be left out, gone back to, and done again.</summary>
public static class SetupSteps
{
    /// <summary>Where setting up goes on.</summary>
    public const string Home = "/admin/penyiapan";

    /// <summary>The step that follows the account.</summary>
    public const string First = "kantor";

    /// <summary>The step after which nothing follows.</summary>
    public const string Last = "selesai";

    /// <summary>Name in the address, and what people call it.</summary>
    public static IReadOnlyList<(string Step, string Label)> All { get; } = [(First, "Kantor"), ("kalender", "Kalender"), ("surel", "Surel"), (Last, "Selesai")];

    /// <summary>The step that follows a step; itself for the last.</summary>
    public static string After(string step)
    {
        var at = IndexOf(step);
        return All[Math.Min(at + 1, All.Count - 1)].Step;
    }

    /// <summary>Which step it is, from 0; the first for what is none.</summary>
    public static int IndexOf(string? step) => Math.Max(0, All.ToList().FindIndex(one => one.Step == step));

    /// <summary>The page of a step.</summary>
    public static string PathOf(string step) => $"{Home}/{step}";
}
