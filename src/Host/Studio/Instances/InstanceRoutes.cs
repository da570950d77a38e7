using Alur.Host.Studio.Instances.Live;

namespace Alur.Host.Studio.Instances;

/// <summary>Running instances in Studio: list, viewer, ending them, trying a definition out, and being told of changes.</summary>
internal static class InstanceRoutes
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<InstanceReader>();
        services.AddSingleton<TrialTickets>();
        services.AddSingleton<InstanceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<InstanceWatch>());
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
    }

    public static void Map(IEndpointRouteBuilder studio)
    {
        InstanceList.Map(studio);
        InstanceDetails.Map(studio);
        InstanceJournal.Map(studio);
        ActivityExecutions.Map(studio);
        EndInstance.Map(studio);
        TryOut.Map(studio);
    }
}
