namespace Alur.Host.Studio.Contract;

/// <summary>What Studio asks of a server before anything else: which optional parts it has.</summary>
internal static class FeatureRoutes
{
    public static void Map(IEndpointRouteBuilder studio) => studio.MapGet("/features/installed", () => StudioList.Of(new InstalledFeature("Elsa.RealTimeWorkflowUpdates"))).Reads();

    internal sealed record InstalledFeature(string FullName);
}
