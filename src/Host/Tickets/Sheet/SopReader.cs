using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;

namespace Alur.Host.Tickets.Sheet;

/// <summary>Reads the sheet out of a definition. Whatever a definition does not say is left out; nothing is made up.</summary>
internal static class SopReader
{
    public static SopSheet Read(CompiledWorkflow workflow)
    {
        var drawn = workflow.Activities.Where(activity => activity.Parent is { } scope && scope.Owner == workflow.Root).ToList();
        var steps = drawn.Select(activity => Step(activity)).OrderBy(step => step.Number ?? int.MaxValue).ToImmutableArray();
        steps = WithActors(steps);
        return new SopSheet(
            workflow.DefinitionId, workflow.Version, workflow.Name, SopIdentityReader.Read(workflow.Document.CustomProperties),
            [.. steps.Select(step => step.Actor).OfType<string>().Distinct()], steps);
    }

    private static SopStep Step(CompiledActivity activity)
    {
        var properties = activity.Json["customProperties"] as JsonObject;
        return new SopStep(
            activity.Id,
            Number(properties?["step"]),
            activity.DisplayText,
            Text((activity.Json["metadata"] as JsonObject)?["description"]) ?? activity.DisplayText,
            Literal(activity.Json["pelaksana"]),
            Symbol(activity, Text(properties?["symbol"])),
            Text(properties?["source"]) == "reconstructed" ? SopSource.Reconstruction : SopSource.Document,
            Literal(activity.Json["persyaratan"]),
            Time(Literal(activity.Json["waktu"])),
            Literal(activity.Json["output"]),
            Text(properties?["note"]),
            [.. activity.Outbound.Select(link => new SopLink(link.Target.Id, activity.Outbound.Length > 1 ? Label(activity, link.Port) : null))]);
    }

    /// <summary>A symbol that names no actor stands in the column of a step that leads to it.</summary>
    private static ImmutableArray<SopStep> WithActors(ImmutableArray<SopStep> steps) =>
    [
        .. steps.Select(step => step.Actor is not null
            ? step
            : step with { Actor = steps.FirstOrDefault(before => before.Actor is not null && before.Links.Any(link => link.Target == step.ActivityId))?.Actor }),
    ];

    private static SopSymbol Symbol(CompiledActivity activity, string? said) => said?.Split(',')[0] switch
    {
        "terminator" => SopSymbol.Terminator,
        "decision" => SopSymbol.Decision,
        "process" => SopSymbol.Process,
        _ when activity.Inbound.IsEmpty || activity.Outbound.IsEmpty => SopSymbol.Terminator,
        _ => activity.Outbound.Length > 1 ? SopSymbol.Decision : SopSymbol.Process,
    };

    // "Ya, minta data tambahan" is a button's text; beside an arrow its first word is enough.
    private static string Label(CompiledActivity activity, string port)
    {
        var label = activity.Type.Descriptor.Ports.FirstOrDefault(known => known.Name == port)?.DisplayName ?? port;
        var end = label.AsSpan().IndexOfAny(',', ' ');
        return end < 1 ? label : label[..end];
    }

    /// <summary>The text of an input that is written as it stands; null for one that is computed.</summary>
    private static string? Literal(JsonNode? input) =>
        (input as JsonObject)?["expression"] is JsonObject expression && Text(expression["type"]) == "Literal" && Text(expression["value"]) is { Length: > 0 } value ? value : null;

    private static string? Time(string? text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time))
            return text;
        var parts = new[] { (time.Days, "Hari"), (time.Hours, "Jam"), (time.Minutes, "Menit"), (time.Seconds, "Detik") };
        return string.Join(' ', parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"));
    }

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
