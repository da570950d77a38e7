using Alur.Host.Refusals;
using Alur.Host.Studio.Contract;
using Alur.Host.Studio.Definitions;
using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Descriptors;

/// <summary>What a definition can be made of.</summary>
internal static class DescriptorRoutes
{
    public static void Map(IEndpointRouteBuilder studio)
    {
        var descriptors = studio.MapGroup("/descriptors");
        descriptors.MapGet("/activities", (StudioActivities activities) => Results.Bytes(activities.Json, "application/json; charset=utf-8")).Reads();
        descriptors.MapGet("/expression-descriptors", () => StudioList.Of([.. FixedLists.Expressions.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/variables", () => StudioList.Of([.. FixedLists.VariableTypes.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/storage-drivers", () => StudioList.Of([.. FixedLists.StorageDrivers.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/workflow-activation-strategies", () => StudioList.Of([.. FixedLists.Activation.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/incident-strategies", () => StudioList.Of([.. FixedLists.Incidents.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/log-persistence-strategies", () => StudioList.Of([.. FixedLists.LogPersistence.Select(FixedLists.Said)])).Reads();
        descriptors.MapGet("/commit-strategies/workflows", () => StudioList.Of<StudioStrategy>()).Reads();
        descriptors.MapGet("/commit-strategies/activities", () => StudioList.Of<StudioStrategy>()).Reads();
        descriptors.MapGet("/output-converters", () => StudioList.Of<StudioStrategy>()).Reads();
        // Studio asks by POST because it sends what the person has filled in so far; no list here depends on it.
        descriptors.MapPost("/activities/{type}/options/{property}", (string type, string property, StudioActivities activities) =>
            activities.OptionsOf(type, property) is { } options ? Results.Json(new { items = options }) : new Refusal.NotFound("Isian").ToResult()).Reads();
        studio.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (string definitionId, DefinitionReading definitions, CancellationToken cancellationToken) =>
            Results.Text(
                ScriptTypes.Of(await definitions.LatestAsync(definitionId, cancellationToken) is { } row ? WorkflowDocument.Parse(row.Document, out _) : null),
                "application/x-typescript")).Reads();
    }
}
