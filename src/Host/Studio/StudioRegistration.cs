using Alur.Host.Security;
using Alur.Host.Studio.Contract;
using Alur.Host.Studio.Definitions;
using Alur.Host.Studio.Descriptors;
using Alur.Host.Studio.Instances.Live;

namespace Alur.Host.Studio;

/// <summary>Puts the server side of Elsa Studio's contract into the host.</summary>
public static class StudioRegistration
{
    /// <summary>Registers what the contract's routes need.</summary>
    public static IServiceCollection AddAlurStudioApi(this IServiceCollection services)
    {
        services.AddSingleton<StudioActivities>();
        services.AddSingleton<UnknownActivities>();
        services.AddSingleton<DefinitionReading>();
        services.AddSingleton<DefinitionView>();
        services.AddSingleton<DraftDocument>();
        services.AddSingleton<PublishCheck>();
        services.AddSingleton<DefinitionSaving>();
        services.AddSingleton<DefinitionDeleting>();
        Instances.InstanceRoutes.Add(services);
        return services;
    }

    /// <summary>Maps the contract. Each part adds its routes to the one group.</summary>
    public static IEndpointRouteBuilder MapAlurStudioApi(this IEndpointRouteBuilder routes)
    {
        var studio = routes.MapStudioApi();
        FeatureRoutes.Map(studio);
        DescriptorRoutes.Map(studio);
        DefinitionRoutes.Map(studio);
        BulkRoutes.Map(studio);
        ExchangeRoutes.Map(studio);
        SavedStates.Map(routes);
        Instances.InstanceRoutes.Map(studio);
        routes.MapHub<InstanceHub>(InstanceHub.Path).RequireCommand(Command.ViewProcess);
        return routes;
    }
}
