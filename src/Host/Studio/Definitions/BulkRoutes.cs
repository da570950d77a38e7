using Alur.Host.Refusals;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Alur.Host.Studio.Contract;

namespace Alur.Host.Studio.Definitions;

/// <summary>The same action on several definitions. One that is refused stops nothing: the others are done, and the refusals are told together.</summary>
internal static class BulkRoutes
{
    public static void Map(IEndpointRouteBuilder studio)
    {
        var bulk = studio.MapGroup("/bulk-actions");
        // Studio's versions differ in whether the last word is in the plural.
        foreach (var end in (string[])["by-definition-id", "by-definition-ids"])
        {
            bulk.MapPost($"/delete/workflow-definitions/{end}", (HttpContext context, DefinitionDeleting deleting, CancellationToken cancellationToken) =>
                DeleteAsync(context, "definitionIds", id => deleting.DefinitionAsync(id, cancellationToken))).Edits();
            bulk.MapPost($"/publish/workflow-definitions/{end}", PublishAsync).Edits();
            bulk.MapPost($"/retract/workflow-definitions/{end}", RetractAsync).Edits();
        }

        bulk.MapPost("/delete/workflow-definitions/by-id", (HttpContext context, DefinitionDeleting deleting, CancellationToken cancellationToken) =>
            DeleteAsync(context, "ids", id => deleting.VersionAsync(id, cancellationToken))).Edits();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string name, Func<string, Task<Refusal?>> delete)
    {
        if (StudioBody.TextsOf(context, name, out var refusal) is not { } ids) return refusal!.ToResult();
        var refused = new List<string>();
        var deleted = 0;
        foreach (var id in ids)
        {
            switch (await delete(id))
            {
                case null:
                    deleted++;
                    break;
                case not Refusal.NotFound and var why:
                    refused.AddRange(StudioRefusal.MessagesOf(why));
                    break;
            }
        }

        return refused.Count > 0 ? new Refusal.DefinitionRefused(refused).ToResult() : Results.Json(new { deleted });
    }

    private static async Task<IResult> PublishAsync(HttpContext context, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (StudioBody.TextsOf(context, "definitionIds", out var refusal) is not { } ids) return refusal!.ToResult();
        List<string> published = [], alreadyPublished = [], notFound = [], refused = [];
        foreach (var id in ids)
        {
            switch (await saving.PublishAsync(id, cancellationToken))
            {
                case DefinitionResult.Done done:
                    (done.WasPublished ? alreadyPublished : published).Add(id);
                    break;
                case DefinitionResult.Refused { Why: Refusal.NotFound }:
                    notFound.Add(id);
                    break;
                case DefinitionResult.Refused { Why: var why }:
                    refused.AddRange(StudioRefusal.MessagesOf(why));
                    break;
            }
        }

        return refused.Count > 0
            ? new Refusal.DefinitionRefused(refused).ToResult()
            : Results.Json(new { published, alreadyPublished, notFound, updatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> RetractAsync(HttpContext context, DefinitionReading reading, IStepWriter writer, CancellationToken cancellationToken)
    {
        if (StudioBody.TextsOf(context, "definitionIds", out var refusal) is not { } ids) return refusal!.ToResult();
        List<string> retracted = [], alreadyRetracted = [], notFound = [];
        foreach (var id in ids)
        {
            if (await reading.LatestAsync(id, cancellationToken) is null) notFound.Add(id);
            else if (await reading.ChosenAsync(id, row => row.IsPublished, cancellationToken) is null) alreadyRetracted.Add(id);
            else
            {
                await writer.CommitAsync([DefinitionWrites.Withdraw(id)], cancellationToken);
                retracted.Add(id);
            }
        }

        return Results.Json(new { retracted, alreadyRetracted, notFound });
    }
}
