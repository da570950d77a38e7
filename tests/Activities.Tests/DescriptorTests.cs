using System.Text.Json;
using Alur.Activities.General;
using Alur.Activities.Sop011;
using Alur.Workflows.Definitions;

namespace Alur.Activities.Tests;

/// <summary>Descriptors feed the designer as they are, so each must be complete and consistent.</summary>
public sealed class DescriptorTests
{
    /// <summary>The UI hints that Elsa Studio has an editor for.</summary>
    private static readonly string[] Editors =
    [
        "singleline", "multiline", "checkbox", "checklist", "dropdown", "radiolist", "code-editor", "json-editor", "expression-editor", "datetime-picker", "dictionary", "multitext",
        "dynamic-outcomes", "type-picker", "variable-picker", "outcome-picker", "switch-editor", "flow-switch-editor",
    ];

    public static TheoryData<string> TypeNames => [.. AlurCatalog.Default.Types.Select(t => t.Descriptor.TypeName)];

    [Fact]
    public void The_catalog_has_the_general_activities_and_the_eighteen_steps()
    {
        string[] elsa =
        [
            "Flowchart", "Sequence", "Start", "End", "Finish", "Complete", "FlowDecision", "FlowSwitch", "FlowFork", "FlowJoin", "If", "SetVariable", "SetName", "Correlate",
            "WriteLine", "Delay", "Event", "Fault",
        ];

        GeneralActivities.All.Select(t => t.Descriptor.TypeName).ShouldBe([.. elsa.Select(n => $"Elsa.{n}"), "Alur.HumanTask"], ignoreOrder: true);
        Sop011Activities.All.Length.ShouldBe(18);
        AlurCatalog.Default.Types.Length.ShouldBe(37);
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void It_tells_people_what_it_is(string typeName)
    {
        var descriptor = Of(typeName);

        descriptor.Version.ShouldBe(1);
        descriptor.Category.ShouldNotBeNullOrWhiteSpace();
        descriptor.DisplayName.ShouldNotBeNullOrWhiteSpace();
        descriptor.Description.ShouldNotBeNullOrWhiteSpace();
        foreach (var input in descriptor.Inputs)
        {
            input.DisplayName.ShouldNotBeNullOrWhiteSpace(input.Name);
            input.Description.ShouldNotBeNullOrWhiteSpace(input.Name);
            input.TypeName.ShouldNotBeNullOrWhiteSpace(input.Name);
            Editors.ShouldContain(input.UiHint, input.Name);
        }
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Its_names_are_unique_and_do_not_hide_what_every_activity_has(string typeName)
    {
        string[] taken = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables", "start"];
        var descriptor = Of(typeName);
        var properties = descriptor.Inputs.Select(i => i.JsonName).Concat(descriptor.Outputs.Select(o => o.JsonName)).ToList();

        properties.ShouldBeUnique();
        properties.Intersect(taken).ShouldBeEmpty();
        descriptor.Ports.Select(p => p.Name).ShouldBeUnique();
        descriptor.Ports.ShouldAllBe(p => p.DisplayName.Length > 0);
        (descriptor.IsTerminal && descriptor.Ports.Length > 0).ShouldBeFalse("What ends its chart has no way out.");
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Its_defaults_are_values_that_its_inputs_allow(string typeName)
    {
        foreach (var input in Of(typeName).Inputs)
        {
            if (input.OffersRoles)
            {
                input.UiHint.ShouldBe("dropdown", input.Name);
                input.Choices.ShouldBeEmpty("any role may be written");
            }
            else if (input.UiHint == "dropdown")
            {
                input.Choices.Length.ShouldBeGreaterThan(1, input.Name);
                input.Choices.Select(c => c.Value).ShouldBeUnique();
                input.Choices.Select(c => c.Value).ShouldContain(JsonSerializer.Deserialize<string>(input.DefaultJson!));
            }
            else if (input.DefaultJson is not null)
            {
                JsonDocument.Parse(input.DefaultJson).RootElement.ValueKind.ShouldBe(input.Kind == ValueKind.Boolean ? JsonValueKind.False : JsonValueKind.String, input.Name);
            }

            (input.IsRequired && input.DefaultJson is not null).ShouldBeFalse($"{input.Name} cannot be missing when it has a default.");
        }
    }

    [Fact]
    public void Each_step_lets_the_designer_edit_the_columns_of_the_sheet()
    {
        foreach (var step in Sop011Activities.Steps)
        {
            step.Descriptor.Inputs.Select(i => i.Name).ShouldBe(["Pelaksana", "Persyaratan", "Waktu", "Output", "Keterangan"]);
            step.Descriptor.Inputs[0].Choices.Select(c => c.Value).ShouldBe(["Pelapor", "Helpdesk", "AdminPpe", "Lkpp"]);
            step.Descriptor.Inputs[0].DefaultJson.ShouldBe($"\"{step.Sheet.Actor}\"");
        }
    }

    private static ActivityDescriptor Of(string typeName) => AlurCatalog.Default.Find(typeName).ShouldNotBeNull().Descriptor;
}
