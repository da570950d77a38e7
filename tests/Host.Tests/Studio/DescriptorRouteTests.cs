using System.Net;
using System.Text.Json.Nodes;
using Alur.Activities;

namespace Alur.Host.Tests.Studio;

/// <summary>The lists that Studio builds its toolbox and panels from.</summary>
public sealed class DescriptorRouteTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Base = "/elsa/api/descriptors";
    private const string English = "alur.bahasa=c%3D%7Cuic%3Den";

    [Fact]
    public async Task Activities_have_every_field_of_the_contract()
    {
        var activities = await ActivitiesAsync();
        activities.Count.ShouldBe(AlurCatalog.Default.Types.Length + 1);
        foreach (var activity in activities.Values)
        {
            activity.Select(member => member.Key).ShouldBe(
                ["typeName", "namespace", "name", "version", "category", "displayName", "description", "kind", "isContainer", "isBrowsable", "isStart", "isTerminal",
                "customProperties", "constructionProperties", "ports", "inputs", "outputs"], ignoreOrder: true);
            foreach (var input in activity["inputs"]!.AsArray())
            {
                input!["isBrowsable"]!.GetValue<bool>().ShouldBeTrue();
                input.AsObject().Select(member => member.Key).ShouldBe(
                    ["name", "typeName", "displayName", "description", "category", "order", "isBrowsable", "isWrapped", "uiHint", "defaultValue", "defaultSyntax", "isReadOnly",
                    "uiSpecifications"], ignoreOrder: true);
            }
        }
    }

    [Fact]
    public async Task Steps_are_grouped_by_tier_and_offer_the_actors()
    {
        var activities = await ActivitiesAsync();
        activities["Sop011.SendTicket"].Text("category").ShouldBe("SOP 011 – Pelapor");
        activities["Sop011.AdminPpeReply"].Text("category").ShouldBe("SOP 011 – Admin PPE");
        var actor = Input(activities["Sop011.SetPriority"], "Pelaksana");
        (actor.Text("uiHint"), actor.Text("defaultValue")).ShouldBe(("dropdown", "Helpdesk"));
        Values(actor).ShouldBe(["Pelapor", "Helpdesk", "AdminPpe", "Lkpp"]);
        Values(Input(activities["Alur.HumanTask"], "Role")).ShouldContain("AdminPpe");
        Input(activities["Sop011.SetPriority"], "Waktu").Text("typeName").ShouldBe("TimeSpan");
        activities["Elsa.Start"]["isStart"]!.GetValue<bool>().ShouldBeTrue();
        activities["Elsa.NotFoundActivity"]["isBrowsable"]!.GetValue<bool>().ShouldBeFalse();
        activities["Elsa.If"]["ports"]!.AsArray().Select(port => port!["type"]!.GetValue<string>()).ShouldBe(["Embedded", "Embedded", "Flow"]);
    }

    [Theory]
    [InlineData("expression-descriptors", 5)]
    [InlineData("variables", 9)]
    [InlineData("storage-drivers", 1)]
    [InlineData("workflow-activation-strategies", 1)]
    [InlineData("incident-strategies", 1)]
    [InlineData("log-persistence-strategies", 1)]
    [InlineData("commit-strategies/workflows", 0)]
    [InlineData("commit-strategies/activities", 0)]
    [InlineData("output-converters?sourceType=String&destinationType=Object", 0)]
    public async Task Every_list_is_there(string path, int count)
    {
        using var supervisor = await host.SignedInAsync("supervisor");
        var list = await (await supervisor.Get($"{Base}/{path}")).Json();
        (list["items"]!.AsArray().Count, list["count"]!.GetValue<int>()).ShouldBe((count, count));
    }

    [Fact]
    public async Task Expressions_tell_the_editor_their_language()
    {
        using var designer = await host.SignedInAsync("designer");
        var list = (await (await designer.Get($"{Base}/expression-descriptors")).Json())["items"]!.AsArray();
        var script = list.Single(item => item!["type"]!.GetValue<string>() == "JavaScript")!;
        script.ToJsonString().ShouldBe("""{"type":"JavaScript","displayName":"JavaScript","isSerializable":true,"isBrowsable":true,"properties":{"MonacoLanguage":"javascript"}}""");
    }

    [Fact]
    public async Task Options_of_a_property_are_answered()
    {
        using var designer = await host.SignedInAsync("designer");
        var options = await (await designer.Post($"{Base}/activities/Sop011.SetPriority/options/Pelaksana", new { })).Json();
        options["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Count.ShouldBe(4);
        await (await designer.Post($"{Base}/activities/Nihil/options/X", new { })).ShouldBeStudioRefusal(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_general_is_described_in_the_language_that_was_chosen_and_the_words_of_the_SOP_stay()
    {
        var indonesian = await ActivitiesAsync();
        var english = await ActivitiesAsync(English);
        // Whoever came first froze nothing.
        (await ActivitiesAsync())["Elsa.Delay"].Text("displayName").ShouldBe("Tunda");
        english.Keys.ShouldBe(indonesian.Keys);

        (english["Elsa.Delay"].Text("displayName"), english["Elsa.Delay"].Text("category")).ShouldBe(("Delay", "Waiting"));
        english["Elsa.FlowDecision"]["ports"]!.AsArray().Select(port => (port!["name"]!.GetValue<string>(), port["displayName"]!.GetValue<string>())).ShouldBe([("True", "True"), ("False", "False")]);
        english["Elsa.NotFoundActivity"].Text("displayName").ShouldBe("Unknown activity");
        var mode = Input(english["Elsa.FlowJoin"], "Mode");
        (mode.Text("displayName"), mode.Text("defaultValue")).ShouldBe(("How to wait", "WaitAllActive"));
        Values(mode).ShouldBe(Values(Input(indonesian["Elsa.FlowJoin"], "Mode")));

        var step = english["Sop011.SetPriority"];
        foreach (var own in (string[])["displayName", "description", "category"]) step.Text(own).ShouldBe(indonesian["Sop011.SetPriority"].Text(own));
        Input(step, "Waktu").Text("displayName").ShouldBe("Time");
        step["outputs"]![0]!["displayName"]!.GetValue<string>().ShouldBe("Answer");

        using var designer = await DesignerAsync(English);
        var options = await (await designer.Post($"{Base}/activities/Elsa.FlowSwitch/options/Mode", new { })).Json();
        options["items"]!["dropdown"]!["selectList"]!["items"]![0]!["text"]!.GetValue<string>().ShouldBe("The first case that holds");
    }

    [Theory]
    [InlineData("expression-descriptors", "Fixed value")]
    [InlineData("variables", "Whole number")]
    [InlineData("storage-drivers", "With its process")]
    [InlineData("workflow-activation-strategies", "Each ticket starts a new process.")]
    [InlineData("incident-strategies", "Go on with the others")]
    [InlineData("log-persistence-strategies", "All is recorded")]
    public async Task A_list_is_in_the_language_that_was_chosen(string path, string says)
    {
        using var designer = await DesignerAsync(English);
        (await (await designer.Get($"{Base}/{path}")).Text()).ShouldContain($"\"{says}\"");
    }

    [Fact]
    public async Task Scripts_know_the_variables_of_the_definition()
    {
        using var designer = await host.SignedInAsync("designer");
        var types = await (await designer.Post("/elsa/api/scripting/javascript/type-definitions/sop-011", new { })).Text();
        types.ShouldContain("declare function getPenyelesaiTerakhir(): string;");
        types.ShouldContain("declare function getticket(): string;");
        types.ShouldContain("PenyelesaiTerakhir: string;");
        (await (await designer.Post("/elsa/api/scripting/javascript/type-definitions/nihil", new { })).Text()).ShouldContain("getVariable(");
    }

    private async Task<HttpClient> DesignerAsync(string? language = null)
    {
        var designer = await host.SignedInAsync("designer");
        if (language is not null) designer.DefaultRequestHeaders.Add("Cookie", language);
        return designer;
    }

    private async Task<Dictionary<string, JsonObject>> ActivitiesAsync(string? language = null)
    {
        using var designer = await DesignerAsync(language);
        var list = await (await designer.Get($"{Base}/activities?Refresh=True")).Json();
        return list["items"]!.AsArray().ToDictionary(item => item!.AsObject().Text("typeName"), item => item!.AsObject());
    }

    private static JsonObject Input(JsonObject activity, string name) => activity["inputs"]!.AsArray().Single(input => input!["name"]!.GetValue<string>() == name)!.AsObject();

    private static IEnumerable<string> Values(JsonObject input) =>
        input["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["value"]!.GetValue<string>());
}
