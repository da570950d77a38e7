namespace Alur.Host.Tests;

/// <summary>Databases that most tests begin with instead of making them: what is made is the same each time, and takes longer than many a test.</summary>
internal static partial class Prepared
{
    /// <summary>As a host leaves it after its first start in Development: tables, demo accounts, SOP 011 published.</summary>
    public static DatabaseTemplate Office { get; } = new("office", async setting =>
    {
        // Without the watch: no sign of life that the office which gets the copy would miss.
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Storage:Database"] = setting, ["Sla:Enabled"] = "false" } });
    });
}
