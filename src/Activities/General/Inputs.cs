using System.Collections.Immutable;
using Alur.Workflows.Definitions;

namespace Alur.Activities.General;

/// <summary>The kinds of input that many activities have.</summary>
internal static class Inputs
{
    public static InputDescriptor Text(string name, string display, string description, bool required = false) => new()
    {
        Name = name,
        Kind = ValueKind.Text,
        DisplayName = display,
        Description = description,
        IsRequired = required,
    };

    public static InputDescriptor LongText(string name, string display, string description) => Text(name, display, description) with { UiHint = "multiline" };

    public static InputDescriptor Condition(string description) => new()
    {
        Name = "Condition",
        Kind = ValueKind.Boolean,
        TypeName = "Boolean",
        DisplayName = "Syarat",
        Description = description,
        DefaultJson = "false",
        DefaultSyntax = "JavaScript",
    };

    public static InputDescriptor Duration(string name, string display, string description, bool required = false) => new()
    {
        Name = name,
        Kind = ValueKind.Duration,
        TypeName = "TimeSpan",
        DisplayName = display,
        Description = description,
        IsRequired = required,
    };

    public static InputDescriptor Choice(string name, string typeName, string display, string description, string @default, ImmutableArray<ChoiceDescriptor> choices) => new()
    {
        Name = name,
        Kind = ValueKind.Text,
        TypeName = typeName,
        DisplayName = display,
        Description = description,
        UiHint = "dropdown",
        DefaultJson = $"\"{@default}\"",
        Choices = choices,
    };

    /// <summary>A list of outcomes that become the node's ports.</summary>
    public static InputDescriptor Outcomes(string name, string display, string description) => new()
    {
        Name = name,
        Kind = ValueKind.TextList,
        TypeName = "ICollection<String>",
        DisplayName = display,
        Description = description,
        UiHint = "dynamic-outcomes",
        DefaultSyntax = "Object",
    };
}
