using System.Globalization;
using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Studio.Contract;
using Alur.Host.Tickets;

namespace Alur.Host.Studio.Instances;

/// <summary>What Studio sends to start a process.</summary>
internal sealed record ExecuteRequest(string? CorrelationId, string? TriggerActivityId, JsonElement? VersionOptions, Dictionary<string, JsonElement>? Input);

/// <summary>"Run" in Studio starts a trial: a ticket marked as a test, whose every step is its starter's. Drafts run too, as they stand at that moment.</summary>
internal static class TryOut
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    public static void Map(IEndpointRouteBuilder studio)
    {
        foreach (var verb in (string[])["execute", "dispatch"])
        {
            studio.MapPost($"/workflow-definitions/{{definitionId}}/{verb}", async (
                string definitionId, ExecuteRequest? request, Actor actor, TrialTickets trials, HttpContext context, CancellationToken cancellationToken) =>
            {
                var (ticket, refusal) = await trials.StartAsync(definitionId, VersionOf(request?.VersionOptions), request?.Input ?? [], actor, cancellationToken);
                if (ticket is null)
                {
                    context.Response.Headers[CannotStartHeader] = "true";
                    return refusal!.ToResult();
                }
                context.Response.Headers[InstanceHeader] = ticket.Ticket.Id;
                context.Response.Headers[CannotStartHeader] = "false";
                return Results.Ok(new { WorkflowInstanceId = ticket.Ticket.Id, WorkflowState = new { ticket.State.Id, Status = InstanceReader.StatusOf(ticket.State.Status), SubStatus = ticket.State.SubStatus.ToString() } });
            }).Edits();
        }
    }

    /// <summary>Which version is meant: a number, or one of Elsa's words; Studio's editor means what it shows, the latest.</summary>
    private static TrialVersion VersionOf(JsonElement? options) => options switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var version) => new(version, false),
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) => new(version, false),
        { ValueKind: JsonValueKind.String } text => new(null, text.GetString() == "Published"),
        { ValueKind: JsonValueKind.Object } one when one.TryGetProperty("version", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var version)
            && version > 0 => new(version, false),
        { ValueKind: JsonValueKind.Object } one => new(null, one.TryGetProperty("isPublished", out var published) && published.ValueKind == JsonValueKind.True),
        _ => new(null, false),
    };
}
