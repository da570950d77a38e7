using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Features;
using static Alur.Host.Tests.Studio.StudioHttp;
using Roles = Alur.Host.Identity.Roles;

namespace Alur.Host.Tests.Studio;

/// <summary>Definitions as Studio creates, saves, publishes, lists and removes them, on both databases.</summary>
public abstract class DefinitionSuite(Office office)
{
    private static readonly string[] Contract =
    [
        "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "isReadonly",
        "isSystem", "isLatest", "isPublished", "options", "root", "links",
    ];

    private Task<Person> Designer => office.NewPersonAsync("Dian", Roles.Designer);

    [Fact]
    public async Task Create_gives_the_definition_in_the_shape_of_the_contract()
    {
        var name = NewName();
        using var answer = await (await Designer).Save(Empty(name), publish: null);
        var json = await answer.Json();
        json.Select(member => member.Key).ShouldBe(["workflowDefinition", "alreadyPublished", "consumingWorkflowCount"]);
        (json["alreadyPublished"]!.GetValue<bool>(), json["consumingWorkflowCount"]!.GetValue<int>()).ShouldBe((false, 0));
        var made = json["workflowDefinition"]!.AsObject();
        made.Select(member => member.Key).ShouldBe(Contract, ignoreOrder: true);
        made.Text("name").ShouldBe(name);
        made.Text("definitionId").Length.ShouldBeGreaterThan(8);
        (made["version"]!.GetValue<int>(), made["isLatest"]!.GetValue<bool>(), made["isPublished"]!.GetValue<bool>()).ShouldBe((1, true, false));
        var root = made["root"]!.AsObject();
        (root.Text("nodeId"), root["activities"]!.AsArray().Count, root["connections"]!.AsArray().Count).ShouldBe(("Workflow1:Flowchart1", 0, 0));
        made["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>()).ShouldContain("publish");
        made["links"]![0]!.AsObject().Select(member => member.Key).ShouldBe(["href", "rel", "method"]);
    }

    [Fact]
    public async Task The_first_edit_of_a_published_version_starts_a_draft_and_publishing_moves_new_tickets_only()
    {
        var designer = await Designer;
        var published = await designer.SavedAsync(TwoSteps(NewName()), publish: true);
        (published["version"]!.GetValue<int>(), published["isPublished"]!.GetValue<bool>()).ShouldBe((1, true));

        published.Activities()[0]!["metadata"]!["displayText"] = "Lain";
        var draft = await designer.SavedAsync(published);
        (draft["version"]!.GetValue<int>(), draft["isPublished"]!.GetValue<bool>(), draft["isLatest"]!.GetValue<bool>()).ShouldBe((2, false, true));
        draft.Text("id").ShouldNotBe(published.Text("id"));
        var id = draft.Text("definitionId");
        (await designer.OpenAsync(id, "Published")).Text("id").ShouldBe(published.Text("id"));

        draft.Activities()[0]!["metadata"]!["displayText"] = "Lain lagi";
        var again = await designer.SavedAsync(draft);
        again["version"]!.GetValue<int>().ShouldBe(2);
        (await (await designer.Client.Post($"{Definitions}/{id}/publish", new { })).Json())["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        (await designer.OpenAsync(id, "Published"))["version"]!.GetValue<int>().ShouldBe(2);
        (await designer.OpenAsync(id, "1"))["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        (await (await designer.Client.Post($"{Definitions}/{id}/publish", new { })).Json())["alreadyPublished"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Saving_without_a_change_makes_no_version()
    {
        var designer = await Designer;
        var published = await designer.SavedAsync(TwoSteps(NewName()), publish: true);
        var same = await designer.SavedAsync(published);
        (same.Text("id"), same["isPublished"]!.GetValue<bool>()).ShouldBe((published.Text("id"), true));
    }

    [Fact]
    public async Task A_stale_save_is_refused_and_says_who_saved_meanwhile()
    {
        var (dian, eko) = (await Designer, await office.NewPersonAsync("Eko", Roles.Designer));
        var opened = await dian.SavedAsync(TwoSteps(NewName()));
        var other = opened.DeepClone().AsObject();
        other["description"] = "Dari Eko";
        other = await eko.SavedAsync(other);

        opened["description"] = "Dari Dian";
        (await dian.Save(opened).RefusedAsync()).ShouldHaveSingleItem().ShouldStartWith("Eko sudah menyimpan proses ini pada ");
        (await dian.OpenAsync(opened.Text("definitionId"))).Text("description").ShouldBe("Dari Eko");
    }

    [Fact]
    public async Task A_window_may_overtake_its_own_save_but_not_that_of_another_window_of_the_same_person()
    {
        var eko = await office.NewPersonAsync("Eko", Roles.Designer);
        var opened = await eko.SavedAsync(TwoSteps(NewName()));
        opened["description"] = "Pertama";
        (await (await eko.Save(opened, window: "satu")).Json())["workflowDefinition"]!.AsObject().Text("description").ShouldBe("Pertama");
        // Studio sends a save while the one before is under way: both name the same state.
        opened["description"] = "Kedua, cepat";
        (await (await eko.Save(opened, window: "satu")).Json())["workflowDefinition"]!.AsObject().Text("description").ShouldBe("Kedua, cepat");

        opened["description"] = "Dari jendela lain";
        foreach (var other in new[] { "dua", null, "", "satu, dua", new string('a', 65) })
            (await eko.Save(opened, window: other).RefusedAsync()).ShouldHaveSingleItem().ShouldStartWith("Eko sudah menyimpan proses ini pada ");
        (await eko.OpenAsync(opened.Text("definitionId"))).Text("description").ShouldBe("Kedua, cepat");
    }

    [Fact]
    public async Task Of_two_who_save_at_once_one_wins_and_the_other_is_told()
    {
        var (dian, eko) = (await Designer, await office.NewPersonAsync("Eko", Roles.Designer));
        var opened = await dian.SavedAsync(TwoSteps(NewName()));
        var (one, two) = (opened.DeepClone().AsObject(), opened.DeepClone().AsObject());
        (one["description"], two["description"]) = ("Satu", "Dua");
        var answers = await Task.WhenAll(dian.Save(one), eko.Save(two));
        answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.BadRequest], ignoreOrder: true);
    }

    [Fact]
    public async Task A_save_that_would_empty_a_chart_is_refused()
    {
        var designer = await Designer;
        var opened = await designer.SavedAsync(TwoSteps(NewName()));
        opened["root"]!["activities"] = new JsonArray();
        (await designer.Save(opened).RefusedAsync()).ShouldHaveSingleItem().ShouldContain("mengosongkan bagan yang berisi 2 aktivitas");
        (await designer.OpenAsync(opened.Text("definitionId"))).Activities().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_run_is_saved_but_not_published_and_the_reasons_name_the_step()
    {
        var designer = await Designer;
        var definition = TwoSteps(NewName());
        definition.Activities()[0]!["waktu"] = Literal("setengah jam", "TimeSpan");
        definition.Activities()[1]!.AsObject().Remove("role");
        var saved = await designer.SavedAsync(definition);
        var messages = await designer.Save(saved, publish: true).RefusedAsync();
        messages.ShouldContain(message => message.Contains("'Satu'", StringComparison.Ordinal) && message.Contains("jj:mm:dd", StringComparison.Ordinal));
        messages.ShouldContain(message => message.Contains("'Dua'", StringComparison.Ordinal) && message.Contains("isian wajib", StringComparison.Ordinal));
        (await designer.Client.Post($"{Definitions}/{saved.Text("definitionId")}/publish", new { }).RefusedAsync()).ShouldBe(messages);
        (await designer.GetAsync($"/api/definitions/{saved.Text("definitionId")}/problems"))["problems"]!.AsArray().Count.ShouldBe(messages.Count);
    }

    [Fact]
    public async Task A_withdrawn_process_takes_no_tickets_until_it_is_published_again()
    {
        var designer = await Designer;
        var withdrawn = await (await designer.Client.Post($"{Definitions}/sop-011/retract", new { })).Json();
        withdrawn["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        try
        {
            await (await (await office.Siti).Client.Post("/api/tickets", new { title = "a", description = "b", application = "SPSE", kind = "Permasalahan" }))
                .ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        }
        finally
        {
            (await (await designer.Client.Post($"{Definitions}/sop-011/publish", new { })).Json())["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        }

        await (await office.Siti).SendTicketAsync();
    }

    [Fact]
    public async Task Saved_states_are_listed_and_brought_back()
    {
        var designer = await Designer;
        var definition = await designer.SavedAsync(TwoSteps(NewName()));
        var id = definition.Text("definitionId");
        for (var i = 1; i <= 55; i++)
        {
            definition["description"] = $"Simpanan {i}";
            definition = await designer.SavedAsync(definition);
        }

        var saves = (await designer.GetAsync($"/api/definitions/{id}/saves")).Items();
        saves.Length.ShouldBe(50);
        (saves[0].Text("id"), saves[0].Text("savedByName"), saves[0]["activities"]!.GetValue<int>()).ShouldBe((definition.Text("id"), "Dian", 2));
        var older = saves[9].Text("id");
        (await designer.GetAsync($"/api/definitions/{id}/saves/{older}")).Text("description").ShouldBe("Simpanan 46");
        (await (await designer.Client.Post($"/api/definitions/{id}/saves/{older}/restore", new { })).Json())["version"]!.GetValue<int>().ShouldBe(1);
        (await designer.OpenAsync(id)).Text("description").ShouldBe("Simpanan 46");
        (await designer.GetAsync($"/api/definitions/{id}/saves")).Items().Length.ShouldBe(50);
        await (await designer.Client.Post($"/api/definitions/{id}/saves/nihil/restore", new { })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Revert_makes_a_draft_of_an_older_version()
    {
        var designer = await Designer;
        var definition = await designer.SavedAsync(TwoSteps(NewName()), publish: true);
        definition["description"] = "Kedua";
        definition = await designer.SavedAsync(definition, publish: true);
        var summary = await (await designer.Client.Post($"{Definitions}/{definition.Text("definitionId")}/revert/1", new { })).Json();
        (summary["version"]!.GetValue<int>(), summary["isPublished"]!.GetValue<bool>(), summary.Text("description")).ShouldBe((3, false, "Uji"));
        (await designer.Client.Post($"{Definitions}/{definition.Text("definitionId")}/revert/9", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_tickets_use_is_not_deleted_and_the_refusal_counts_them()
    {
        var designer = await Designer;
        await (await office.Siti).SendTicketAsync();
        (await designer.Client.Delete($"{Definitions}/sop-011").RefusedAsync()).ShouldHaveSingleItem().ShouldMatch("dipakai [1-9][0-9]* tiket");
        var version = (await designer.OpenAsync("sop-011", "Published")).Text("id");
        await designer.Client.Delete($"/elsa/api/workflow-definition-versions/{version}").RefusedAsync();
        (await designer.Client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "sop-011" } }).RefusedAsync())
            .ShouldHaveSingleItem().ShouldContain("tiket");
    }

    [Fact]
    public async Task What_nothing_uses_is_deleted_and_the_version_before_becomes_the_newest()
    {
        var designer = await Designer;
        var first = await designer.SavedAsync(TwoSteps(NewName()), publish: true);
        var id = first.Text("definitionId");
        first["description"] = "Draf";
        var draft = await designer.SavedAsync(first);
        (await designer.Client.Delete($"/elsa/api/workflow-definition-versions/{draft.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await designer.OpenAsync(id))["version"]!.GetValue<int>().ShouldBe(1);
        (await designer.Client.Delete($"/elsa/api/workflow-definition-versions/{first.Text("id")}").RefusedAsync()).ShouldHaveSingleItem().ShouldContain("Tarik dahulu");
        (await designer.Client.Delete($"{Definitions}/{id}").RefusedAsync()).ShouldHaveSingleItem().ShouldContain("Tarik dahulu");
        await designer.Client.Post($"{Definitions}/{id}/retract", new { });
        (await designer.Client.Delete($"/elsa/api/workflow-definition-versions/{first.Text("id")}").RefusedAsync()).ShouldHaveSingleItem().ShouldContain("pernah terbit");
        (await designer.Client.Delete($"{Definitions}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await designer.Client.Get($"{Definitions}/by-definition-id/{id}").RefusedAsync(HttpStatusCode.NotFound);
        (await designer.GetAsync($"/api/definitions/{id}/saves")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_definition_that_no_answer_could_hold_is_refused_and_one_just_within_is_opened_again()
    {
        var designer = await Designer;
        var definition = TwoSteps(NewName());
        definition.Activities()[0]!["customProperties"] = Nested(24);
        var saved = await designer.SavedAsync(definition);
        (await designer.OpenAsync(saved.Text("definitionId"))).Activities().Count.ShouldBe(2);
        (await designer.Client.Get($"{Definitions}/{saved.Text("definitionId")}/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
        saved.Activities()[0]!["customProperties"] = Nested(25);
        (await designer.Save(saved).RefusedAsync()).ShouldHaveSingleItem().ShouldContain("bersarang lebih dari 28 tingkat");

        static JsonObject Nested(int levels) => levels == 1 ? [] : new JsonObject { ["dalam"] = Nested(levels - 1) };
    }

    [Fact]
    public async Task What_is_imported_stands_for_itself()
    {
        var designer = await Designer;
        var saved = await designer.SavedAsync(TwoSteps(NewName()));
        var without = saved.DeepClone().AsObject();
        saved["x-catatan"] = "Hanya pada simpanan kedua";
        (await designer.SavedAsync(saved)).Text("x-catatan").ShouldBe("Hanya pada simpanan kedua");
        (await (await designer.Client.PostRaw($"{Definitions}/import", without.ToJsonString())).Json()).ContainsKey("x-catatan").ShouldBeFalse();
    }

    [Fact]
    public async Task The_list_answers_as_Studio_asks()
    {
        var designer = await Designer;
        var name = NewName();
        var definition = await designer.SavedAsync(TwoSteps(name), publish: true);
        definition["description"] = "Draf";
        await designer.SavedAsync(definition);
        var term = Uri.EscapeDataString(name.ToUpperInvariant());
        var list = await designer.GetAsync($"{Definitions}?versionOptions=Latest&Page=0&PageSize=10&SearchTerm={term}&IsSystem=False&OrderBy=Name&OrderDirection=Ascending");
        list.Select(member => member.Key).ShouldBe(["items", "totalCount", "links"]);
        list["totalCount"]!.GetValue<int>().ShouldBe(1);
        var item = list.Items().Single();
        item.Select(member => member.Key).ShouldBe(
            ["id", "definitionId", "name", "description", "version", "isLatest", "isPublished", "materializerName", "isMaterializerAvailable", "createdAt", "links"], ignoreOrder: true);
        (item["version"]!.GetValue<int>(), item.Text("description")).ShouldBe((2, "Draf"));
        list["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>()).ShouldBe(["bulk-publish", "bulk-retract", "bulk-delete"]);

        await CountAsync("versionOptions=AllVersions", 2);
        await CountAsync("versionOptions=Published", 1);
        await CountAsync("versionOptions=LatestOrPublished", 2);
        await CountAsync("", 2);
        await CountAsync("versionOptions=Latest&IsSystem=True", 0);
        (await designer.GetAsync($"{Definitions}?versionOptions=AllVersions&DefinitionIds={definition.Text("definitionId")}"))["totalCount"]!.GetValue<int>().ShouldBe(2);
        (await designer.GetAsync($"{Definitions}?versionOptions=AllVersions&SearchTerm={term}&Page=1&PageSize=1")).Items().Length.ShouldBe(1);
        await designer.Client.Get($"{Definitions}?Page=abc").RefusedAsync();

        async Task CountAsync(string query, int count) =>
            (await designer.GetAsync($"{Definitions}?SearchTerm={term}&{query}"))["totalCount"]!.GetValue<int>().ShouldBe(count, query);
    }

    [Fact]
    public async Task Names_are_checked()
    {
        var designer = await Designer;
        var name = NewName();
        var path = $"{Definitions}/validation/is-name-unique?name={Uri.EscapeDataString(name)}";
        (await designer.GetAsync(path))["isUnique"]!.GetValue<bool>().ShouldBeTrue();
        var made = await designer.SavedAsync(Empty(name));
        (await designer.GetAsync(path))["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await designer.GetAsync($"{path}&definitionId={made.Text("definitionId")}"))["isUnique"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_supervisor_looks_and_cannot_change()
    {
        var supervisor = await office.Hendra;
        var opened = await supervisor.OpenAsync("sop-011");
        opened["links"]!.AsArray().ShouldBeEmpty();
        opened["description"] = "x";
        await supervisor.Save(opened).RefusedAsync(HttpStatusCode.Forbidden);
        await (await office.Andi).Client.Get($"{Definitions}/by-definition-id/sop-011").RefusedAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_sequence_is_taken_and_a_state_machine_refused()
    {
        var designer = await Designer;
        var sequence = Empty(NewName());
        sequence["root"]!["type"] = "Elsa.Sequence";
        (await designer.SavedAsync(sequence))["root"]!.AsObject().ContainsKey("connections").ShouldBeFalse();
        var machine = Empty(NewName());
        machine["root"]!["type"] = "Elsa.StateMachine";
        (await designer.Save(machine).RefusedAsync()).ShouldHaveSingleItem().ShouldContain("Elsa.StateMachine");
    }

    [Fact]
    public async Task Many_are_published_withdrawn_and_deleted_at_once()
    {
        var designer = await Designer;
        var ids = new[] { (await designer.SavedAsync(TwoSteps(NewName()))).Text("definitionId"), (await designer.SavedAsync(TwoSteps(NewName()), publish: true)).Text("definitionId") };
        var body = new { definitionIds = ids.Append("nihil") };
        var published = await (await designer.Client.Post("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", body)).Json();
        (published["published"]!.AsArray().Count, published["alreadyPublished"]!.AsArray().Count, published["notFound"]!.AsArray().Count).ShouldBe((1, 1, 1));
        var retracted = await (await designer.Client.Post("/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", body)).Json();
        (retracted["retracted"]!.AsArray().Count, retracted["notFound"]!.AsArray().Count).ShouldBe((2, 1));
        (await (await designer.Client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", body)).Json())["deleted"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model\":5}")]
    [InlineData("{\"model\":{}}")]
    [InlineData("{\"model\":{\"root\":[]}}")]
    [InlineData("{\"model\":{\"name\":\"a\",\"name\":\"b\",\"root\":{\"type\":\"Elsa.Flowchart\"}}}")]
    [InlineData("{\"model\":{\"name\":{},\"definitionId\":7,\"root\":{\"type\":\"Elsa.Flowchart\"}}}")]
    [InlineData("{\"model\":{\"name\":\"a\",\"root\":{\"type\":\"Elsa.Flowchart\",\"activities\":{}}}}")]
    [InlineData("{\"model\":{\"name\":\"a\",\"variables\":{},\"root\":{\"type\":\"Elsa.Flowchart\"}},\"publish\":\"x\"}")]
    public async Task A_broken_body_is_refused_in_Studios_form(string body)
    {
        var designer = await Designer;
        await designer.Client.PostRaw(Definitions, body).RefusedAsync();
        await designer.Client.PostRaw($"{Definitions}/import", body).RefusedAsync();
        await designer.Client.PostRaw(Definitions, "{\"model\":{}}", "text/plain").RefusedAsync();
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteDefinitionTests(SqliteOffice office) : DefinitionSuite(office), IClassFixture<SqliteOffice>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresDefinitionTests(PostgresOffice office) : DefinitionSuite(office), IClassFixture<PostgresOffice>;
