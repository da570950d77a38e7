using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Tests.Features;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Studio;

/// <summary>Running instances as Studio's list and viewer ask for them.</summary>
public abstract class InstanceSuite(Office office)
{
    private const string Instances = "/elsa/api/workflow-instances";

    [Fact]
    public async Task An_instance_is_shown_with_exactly_these_members()
    {
        var designer = await DesignerAsync();
        var sent = await (await office.Siti).SendTicketAsync();
        var id = sent.Text("id");
        var shown = await designer.GetAsync($"{Instances}/{id}");
        foreach (var time in (string[])["createdAt", "updatedAt"])
            shown[time]!.GetValue<DateTimeOffset>().ShouldBe(sent["openedAt"]!.GetValue<DateTimeOffset>());
        shown["workflowState"]!["bookmarks"]![0]!["createdAt"] = "T";
        (shown["createdAt"], shown["updatedAt"]) = ("T", "T");
        var bookmark = shown["workflowState"]!["bookmarks"]![0]!["id"]!.GetValue<string>();
        var (version, number, versionId) = (shown["version"]!.ToJsonString(), sent.Text("number"), shown.Text("definitionVersionId"));
        shown.ToJsonString().ShouldBe(JsonNode.Parse($$"""
            {
              "id": "{{id}}", "definitionId": "sop-011", "definitionVersionId": "{{versionId}}", "version": {{version}}, "status": "Running", "subStatus": "Suspended",
              "correlationId": "{{number}}", "name": "{{number}}", "incidentCount": 0, "isTest": false, "isSystem": false, "createdAt": "T", "updatedAt": "T", "finishedAt": null,
              "workflowState": {
                "id": "{{id}}", "definitionId": "sop-011", "definitionVersionId": "{{versionId}}", "definitionVersion": {{version}}, "correlationId": "{{number}}",
                "status": "Running", "subStatus": "Suspended",
                "bookmarks": [{
                  "id": "{{bookmark}}", "name": "Tugas", "activityId": "langkah2", "activityNodeId": "Workflow1:bagan:langkah2", "activityInstanceId": "{{id}}-langkah2-1", "createdAt": "T"
                }],
                "incidents": [], "input": {}, "output": {}, "properties": {}
              }
            }
            """)!.ToJsonString());
        var state = await designer.GetAsync($"{Instances}/{id}/execution-state");
        (state.Text("status"), state.Text("workflowSubStatus"), state["updatedAt"]!.GetValue<DateTimeOffset>()).ShouldBe(("Running", "Suspended", sent["openedAt"]!.GetValue<DateTimeOffset>()));
        (await designer.GetAsync($"{Instances}/{id}/variables")).ToJsonString().ShouldBe(
            """{"items":[{"id":"penyelesai-terakhir","name":"PenyelesaiTerakhir","value":null}],"count":1}""");
        // Who may read tickets sees more.
        var supervised = await (await office.Hendra).GetAsync($"{Instances}/{id}");
        supervised.Text("name").ShouldBe(sent.Text("title"));
        supervised["workflowState"]!["input"]!["ticket"]!.GetValue<string>().ShouldBe(number);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        var (siti, designer, hendra) = (await office.Siti, await DesignerAsync(), await office.Hendra);
        var sent = new List<JsonObject>();
        for (var i = 0; i < 5; i++)
            sent.Add(await siti.SendTicketAsync($"Tiket {i}"));
        await hendra.DoAsync(sent[4], "cancel", new { reason = "Salah kirim." });

        var page = await ListAsync(designer, new { page = 0, pageSize = 2 });
        page["totalCount"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(5);
        page.Items().Select(item => item.Text("id")).ShouldBe([sent[4].Text("id"), sent[3].Text("id")]);
        page.Items()[0].Text("status").ShouldBe("Finished");
        page.Items()[0].Text("subStatus").ShouldBe("Cancelled");
        (await ListAsync(designer, new { page = 1, pageSize = 2 })).Items().Select(item => item.Text("id")).ShouldBe([sent[2].Text("id"), sent[1].Text("id")]);
        (await ListAsync(designer, new { page = 2_000_000_000, pageSize = 2_000_000_000 })).Items().ShouldBeEmpty();

        foreach (var term in (string[])[sent[1].Text("id"), sent[1].Text("number")])
        {
            var found = (await ListAsync(designer, new { searchTerm = term })).Items().Single();
            found.Text("id").ShouldBe(sent[1].Text("id"));
            found.Text("name").ShouldBe(sent[1].Text("number"), "because a designer sees processes, not what tickets say");
        }
        (await ListAsync(hendra, new { searchTerm = sent[1].Text("number") })).Items().Single().Text("name").ShouldBe("Tiket 1");
        (await ListAsync(designer, new { searchTerm = sent[4].Text("number"), statuses = new[] { "Running" } })).Items().ShouldBeEmpty();
        (await ListAsync(designer, new { searchTerm = sent[4].Text("number"), statuses = new[] { "Running", "Finished" }, subStatuses = new[] { "Cancelled" } })).Items().Length.ShouldBe(1);
        (await ListAsync(designer, new { definitionIds = new[] { "lain" } }))["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await ListAsync(designer, new { searchTerm = sent[0].Text("id"), hasIncidents = true })).Items().ShouldBeEmpty();
        var later = new { column = "CreatedAt", @operator = "GreaterThan", timestamp = sent[2]["openedAt"]!.GetValue<DateTimeOffset>() };
        (await ListAsync(designer, new { searchTerm = sent[2].Text("id"), timestampFilters = new[] { later } })).Items().ShouldBeEmpty();
        (await ListAsync(designer, new { searchTerm = sent[2].Text("id"), timestampFilters = new[] { later with { @operator = "Is" } } })).Items().Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_journal_tells_visits_and_hides_what_tickets_say()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await DesignerAsync());
        var sent = await siti.SendTicketAsync();
        await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        var path = $"{Instances}/{sent.Text("id")}/journal";

        var all = await (await designer.Client.Post($"{path}?skip=0&take=100", new { filter = (object?)null })).Json();
        all.Items().Select(line => $"{line.Text("activityId")} {line.Text("eventName")}").ShouldBe(
        [
            "bagan Started", "langkah1 Started", "langkah1 Completed", "langkah2 Started", "langkah2 Suspended", "langkah2 Completed", "langkah3 Started", "langkah3 Suspended",
        ]);
        all["totalCount"]!.GetValue<int>().ShouldBe(8);
        var line = all.Items()[5];
        line.Text("nodeId").ShouldBe("Workflow1:bagan:langkah2");
        line.Text("activityInstanceId").ShouldBe($"{sent.Text("id")}-langkah2-1");
        line.Text("parentActivityInstanceId").ShouldBe($"{sent.Text("id")}-bagan-1");
        line.Text("source").ShouldBe("Andi");
        line["payload"]!.ToJsonString().ShouldBe("""{"Outcomes":["Done"],"Data":"(tidak ditampilkan)"}""");

        var one = await (await (await office.Hendra).Client.Post(path + "?skip=2&take=1", new { filter = new { activityNodeIds = new[] { "Workflow1:bagan:langkah2" } } })).Json();
        one["totalCount"]!.GetValue<int>().ShouldBe(3);
        one.Items().Single()["payload"]!.ToJsonString().ShouldBe("""{"Outcomes":["Done"],"Data":{"priority":"Tinggi"}}""");
        (await (await designer.Client.Post(path, new { filter = new { excludedActivityTypes = new[] { "Elsa.Flowchart", "Sop011.SetPriority" }, eventNames = new[] { "Started" } } })).Json())
            .Items().Select(started => started.Text("activityId")).ShouldBe(["langkah1", "langkah3"]);
    }

    [Fact]
    public async Task Visits_are_counted_for_the_chart_and_told_one_by_one()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await DesignerAsync());
        var sent = await siti.SendTicketAsync();
        await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        var id = sent.Text("id");
        var report = await (await designer.Client.Post("/elsa/api/activity-executions/report", new
        {
            workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:bagan:langkah2", "Workflow1:bagan:langkah3", "Workflow1:bagan:langkah9" },
        })).Json();
        report.ToJsonString().ShouldBe("""
            {"stats":[
            {"activityId":"langkah2","activityNodeId":"Workflow1:bagan:langkah2","startedCount":1,"completedCount":1,"uncompletedCount":0,"isBlocked":false,"isFaulted":false,"aggregateFaultCount":0,"metadata":{}},
            {"activityId":"langkah3","activityNodeId":"Workflow1:bagan:langkah3","startedCount":1,"completedCount":0,"uncompletedCount":1,"isBlocked":true,"isFaulted":false,"aggregateFaultCount":0,"metadata":{}}
            ]}
            """.ReplaceLineEndings(""));
        foreach (var route in (string[])["activity-executions", "activity-execution-summaries"])
        {
            var record = (await designer.GetAsync($"/elsa/api/{route}/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:bagan:langkah3")).Items().Single();
            record.Text("status").ShouldBe("Running");
            record["hasBookmarks"]!.GetValue<bool>().ShouldBeTrue();
            record["activityState"]!["Pelaksana"]!.GetValue<string>().ShouldBe("Helpdesk");
            (await designer.GetAsync($"/elsa/api/activity-executions/by-id?id={record.Text("id")}")).Text("activityId").ShouldBe("langkah3");
        }
        (await designer.Client.Get($"/elsa/api/activity-executions/by-id?id={id}-nirwana-1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_migrated_instance_tells_its_past_on_the_chart_of_today()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await DesignerAsync());
        var source = await Editions.PublishAsync(office, _ => { });
        var sent = await siti.SendTicketAsync();
        await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        var target = await Editions.PublishAsync(office, definition =>
        {
            definition.Rename("langkah2", "prioritas");
            definition.Step("prioritas")["nodeId"] = "Workflow1:bagan:prioritas";
        });
        var form = new { sourceVersion = source, targetVersion = target, sla = "keep", dryRun = false, mapping = new { langkah2 = "prioritas" }, instances = new[] { sent.Text("id") } };
        (await (await designer.Client.Post("/api/definitions/sop-011/migrations", form)).Json()).Number("moved").ShouldBe(1);
        var report = await (await designer.Client.Post("/elsa/api/activity-executions/report", new { workflowInstanceId = sent.Text("id") })).Json();
        report["stats"]!.AsArray().Select(stat => stat!["activityNodeId"]!.GetValue<string>()).ShouldBe(
            ["Workflow1:bagan", "Workflow1:bagan:langkah1", "Workflow1:bagan:prioritas", "Workflow1:bagan:langkah3"]);
        await Editions.PublishAsync(office, _ => { });
    }

    [Fact]
    public async Task Cancelling_is_the_tickets_cancellation_and_needs_its_right()
    {
        var (siti, hendra, designer) = (await office.Siti, await office.Hendra, await DesignerAsync());
        var sent = await siti.SendTicketAsync();
        var path = $"/elsa/api/cancel/workflow-instances/{sent.Text("id")}";
        (await designer.Client.Post(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "because of the office's tickets none is a designer's");
        (await hendra.Client.Post(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var history = (await siti.GetAsync($"/api/tickets/{sent.Text("id")}/history")).Items()[^1];
        (history.Text("what"), history.Text("text")).ShouldBe(("Tiket dibatalkan.", "Dibatalkan dari Studio"));
        await ShouldSay(await hendra.Client.Post(path), $"Tiket {sent.Text("number")} seharusnya masih terbuka, tetapi sekarang sudah dibatalkan.");

        var two = new[] { (await siti.SendTicketAsync()).Text("id"), (await siti.SendTicketAsync()).Text("id") };
        (await (await hendra.Client.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { ids = two })).Json())["cancelledCount"]!.GetValue<int>().ShouldBe(2);
        await ShouldSay(await hendra.Client.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { ids = new[] { "x" } }), "Proses tidak ditemukan.");
    }

    [Fact]
    public async Task A_ticket_of_the_office_is_never_deleted()
    {
        var (siti, designer) = (await office.Siti, await DesignerAsync());
        var sent = await siti.SendTicketAsync();
        await ShouldSay(
            await designer.Client.Delete($"{Instances}/{sent.Text("id")}"),
            $"Proses tiket {sent.Text("number")} seharusnya sebuah uji coba, tetapi sekarang tiket resmi, yang tidak dapat dihapus.");
        (await siti.GetAsync($"/api/tickets/{sent.Text("id")}")).Number("revision").ShouldBe(1);
        (await designer.Client.Delete($"{Instances}/00000000000000000000000000000000")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whatever_is_asked_wrongly_is_refused_in_Elsas_form()
    {
        var designer = await DesignerAsync();
        foreach (var (path, body) in ((string, string)[])
            [(Instances, "[]"), (Instances, """{"page":"x"}"""), (Instances, """{"timestampFilters":[{"timestamp":"kemarin"}]}"""), ("/elsa/api/activity-executions/report", "3")])
        {
            using var answer = await designer.Client.PostRaw(path, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path} {body}");
            (await answer.Text()).ShouldStartWith("""{"statusCode":400,"message":""");
        }
    }

    [Fact]
    public async Task Only_those_who_see_processes_may()
    {
        foreach (var person in (Person[])[await office.Siti, await office.Andi, await office.Maya])
            (await person.Client.Post(Instances, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task ShouldSay(HttpResponseMessage answer, string message)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Text());
        JsonNode.Parse(await answer.Text())!["errors"]!["generalErrors"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe([message]);
    }

    private static async Task<JsonObject> ListAsync(Person person, object body) => await (await person.Client.Post(Instances, body)).Json();

    private Task<Person> DesignerAsync() => office.NewPersonAsync("Wayan", Roles.Designer);
}

public sealed class InstancesOnSqlite(SqliteOffice office) : InstanceSuite(office), IClassFixture<SqliteOffice>;

public sealed class InstancesOnPostgres(PostgresOffice office) : InstanceSuite(office), IClassFixture<PostgresOffice>;
