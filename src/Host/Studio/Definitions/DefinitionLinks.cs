using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Studio.Contract;

namespace Alur.Host.Studio.Definitions;

/// <summary>What a person may do with definitions. Studio shows what it has no link for read-only.</summary>
internal static class DefinitionLinks
{
    /// <summary>Links of the list.</summary>
    public static IReadOnlyList<StudioLink> OfList(Actor actor) => !CommandMatrix.Allows(actor, Command.EditProcess) ? [] :
    [
        new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete", "POST"),
    ];

    /// <summary>Links of a definition.</summary>
    public static IReadOnlyList<StudioLink> Of(string definitionId, Actor actor) => !CommandMatrix.Allows(actor, Command.EditProcess) ? [] :
    [
        new($"/workflow-definitions/{definitionId}/publish", "publish", "POST"),
        new($"/workflow-definitions/{definitionId}/retract", "retract", "POST"),
        new($"/workflow-definitions/{definitionId}", "delete", "DELETE"),
    ];
}
