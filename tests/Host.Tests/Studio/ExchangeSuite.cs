using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Features;
using Alur.Workflows.Definitions;
using static Alur.Host.Tests.Studio.StudioHttp;
using Roles = Alur.Host.Identity.Roles;

namespace Alur.Host.Tests.Studio;

/// <summary>Definitions from other Elsa servers come in whole, go through Studio whole and go out whole, whatever of them cannot run here.</summary>
public abstract class ExchangeSuite(Office office)
{
    private static readonly string[] Unknown = ["http", "each", "set"];

    private Task<Person> Designer => office.NewPersonAsync("Dian", Roles.Designer);

    [Fact]
    public async Task Activities_that_are_not_known_are_handed_out_as_such_and_come_back_byte_for_byte()
    {
        var designer = await Designer;
        var opened = await ImportAsync(designer, "order-3.8.json");
        var before = await ExportAsync(designer, opened);
        foreach (var id in Unknown)
        {
            var activity = Activity(opened, id);
            (activity.Text("type"), activity["version"]!.GetValue<int>(), activity.Text("nodeId")).ShouldBe(("Elsa.NotFoundActivity", 1, $"Workflow1:f1:{id}"));
            activity.Text("originalActivityJson").ShouldNotBeEmpty();
        }

        (Activity(opened, "set").Text("missingTypeName"), Activity(opened, "set")["missingTypeVersion"]!.GetValue<int>()).ShouldBe(("Elsa.SetVariable", 9));
        JsonNode.Parse(Activity(opened, "each")["outcomes"]!["expression"]!["value"]!.GetValue<string>())!.AsArray().Select(port => port!.GetValue<string>()).ShouldContain("Finished");

        opened["description"] = "Diubah";
        var saved = await designer.SavedAsync(AsStudioPosts(opened));
        var after = await ExportAsync(designer, saved);
        foreach (var id in Unknown) Activity(after, id).ToJsonString().ShouldBe(Activity(before, id).ToJsonString());
        var fixture = JsonNode.Parse(Fixture("order-3.8.json"))!.AsObject();
        foreach (var id in Unknown) Activity(after, id).ToJsonString().ShouldBe(Activity(fixture, id).ToJsonString());
    }

    [Fact]
    public async Task Moving_an_unknown_activity_changes_where_it_stands_and_nothing_else()
    {
        var designer = await Designer;
        var opened = await ImportAsync(designer, "order-3.8.json");
        Activity(opened, "http")["metadata"]!["designer"]!["position"] = new JsonObject { ["x"] = 77, ["y"] = 88 };
        var after = Activity(await ExportAsync(designer, await designer.SavedAsync(AsStudioPosts(opened))), "http");
        after["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>().ShouldBe(77);
        after["metadata"]!["designer"]!["position"] = new JsonObject { ["x"] = -140.5, ["y"] = 40 };
        JsonNode.DeepEquals(after, Activity(JsonNode.Parse(Fixture("order-3.8.json"))!.AsObject(), "http")).ShouldBeTrue();
    }

    [Fact]
    public async Task Fields_that_Studio_drops_are_kept()
    {
        var designer = await Designer;
        var opened = await ImportAsync(designer, "order-3.8.json");
        opened["description"] = "Diubah";
        var after = await ExportAsync(designer, await designer.SavedAsync(AsStudioPosts(opened)));
        after["x-tenant"]!["region"]!.GetValue<string>().ShouldBe("Kepri");
        after["variables"]![1]!["x-owner"]!.GetValue<string>().ShouldBe("finance");
        after["inputs"]![0]!["x-mask"]!.GetValue<string>().ShouldBe("***");
        after["root"]!["connections"]![0]!["x-note"]!.GetValue<string>().ShouldBe("kept");
        after["options"]!.AsObject().ContainsKey("commitStrategyName").ShouldBeTrue();
        after.Text("description").ShouldBe("Diubah");
    }

    [Fact]
    public async Task What_cannot_run_here_is_reported_and_not_published()
    {
        var designer = await Designer;
        var opened = await ImportAsync(designer, "order-3.8.json");
        opened["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        var problems = (await designer.GetAsync($"/api/definitions/{opened.Text("definitionId")}/problems"))["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()).ToList();
        problems.ShouldContain("Jenis aktivitas yang belum dapat dijalankan di sini: Elsa.ForEach, Elsa.HttpEndpoint.");
        problems.ShouldContain("Bahasa ungkapan yang belum dapat dijalankan di sini: CSharp.");
        problems.ShouldContain(problem => problem.Contains("versi 9 dari jenis 'Elsa.SetVariable'", StringComparison.Ordinal));
        (await designer.Client.Post($"{Definitions}/{opened.Text("definitionId")}/publish", new { }).RefusedAsync()).ShouldBe(problems);
    }

    [Fact]
    public async Task A_definition_of_an_older_server_can_be_published()
    {
        var designer = await Designer;
        var opened = await ImportAsync(designer, "greeting-3.7.json");
        opened["root"]!["connections"]![0]!["source"]!["activity"]!.GetValue<string>().ShouldBe("a");
        (await (await designer.Client.Post($"{Definitions}/{opened.Text("definitionId")}/publish", new { })).Json())["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_export_names_the_schema_and_comes_in_again_unchanged()
    {
        var designer = await Designer;
        using var answer = await designer.Client.Get($"{Definitions}/sop-011/export?versionOptions=Latest");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Content.Headers.ContentDisposition!.FileName!.ShouldMatch("sop-011-v[0-9]+\\.json");
        var json = await answer.Json();
        json.First().Key.ShouldBe("$schema");
        WorkflowCompiler.Compile(WorkflowDocument.Parse(json.ToJsonString(), out _)!, Alur.Activities.AlurCatalog.Default).Workflow.ShouldNotBeNull();
        var again = await (await designer.Client.PostRaw($"{Definitions}/import", json.ToJsonString())).Json();
        again.Text("id").ShouldBe(json.Text("id"));
    }

    [Fact]
    public async Task Several_go_out_as_a_zip_and_come_in_as_one()
    {
        var designer = await Designer;
        var (one, two) = (await designer.SavedAsync(TwoSteps(NewName())), await designer.SavedAsync(TwoSteps(NewName())));
        using var answer = await designer.Client.Post("/elsa/api/bulk-actions/export/workflow-definitions", new { ids = new[] { one.Text("id"), two.Text("id") } });
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        var zip = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using (var archive = new ZipArchive(new MemoryStream(zip)))
            archive.Entries.Select(entry => entry.Name).ShouldBe([$"{one.Text("definitionId")}-v1.json", $"{two.Text("definitionId")}-v1.json"]);

        foreach (var definition in (JsonObject[])[one, two]) (await designer.Client.Delete($"{Definitions}/{definition.Text("definitionId")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await (await UploadAsync(designer, "workflow-definitions.zip", zip)).Json())["count"]!.GetValue<int>().ShouldBe(2);
        (await designer.OpenAsync(one.Text("definitionId"))).Activities().Count.ShouldBe(2);
        (await (await UploadAsync(designer, "greeting.json", Encoding.UTF8.GetBytes(Fixture("greeting-3.7.json")))).Json())["count"]!.GetValue<int>().ShouldBe(1);
        using var torn = new ByteArrayContent([1, 2, 3]);
        torn.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        await designer.Client.PostAsync($"{Definitions}/import-files", torn, TestContext.Current.CancellationToken).RefusedAsync();
        await UploadAsync(designer, "rusak.zip", [(byte)'P', (byte)'K', 1, 2, 3]).RefusedAsync();
        (await UploadAsync(designer, "rusak.json", Encoding.UTF8.GetBytes("{")).RefusedAsync()).ShouldHaveSingleItem().ShouldStartWith("rusak.json: ");
    }

    [Theory]
    [InlineData("rusak.json", "{")]
    [InlineData("tanpa-bagan.json", """{"name":"Tanpa bagan"}""")]
    [InlineData("id.json", """{"definitionId":7}""")]
    public async Task One_file_that_is_refused_keeps_the_others_out_and_is_named(string name, string json)
    {
        var designer = await Designer;
        var (one, two) = (Named(), Named());
        foreach (var zipped in (bool[])[false, true])
        {
            (string, string)[] files = [("satu.json", one.ToJsonString()), (name, json), ("dua.json", two.ToJsonString())];
            var messages = await (zipped ? UploadAsync(designer, "semua.zip", Zip(files)) : UploadAsync(designer, files)).RefusedAsync();
            foreach (var definition in (JsonObject[])[one, two])
                await designer.Client.Get($"{Definitions}/by-definition-id/{definition.Text("definitionId")}?versionOptions=Latest").RefusedAsync(HttpStatusCode.NotFound);
            messages[..^1].ShouldAllBe(message => message.StartsWith($"{name}: ", StringComparison.Ordinal));
            messages[^1].ShouldBe("Tidak satu pun dari 3 definisi ini disimpan.");
        }

        (await (await UploadAsync(designer, ("satu.json", one.ToJsonString()), ("dua.json", two.ToJsonString()))).Json())["count"]!.GetValue<int>().ShouldBe(2);
        (await designer.OpenAsync(two.Text("definitionId"))).Activities().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_states_of_one_definition_the_later_stays()
    {
        var designer = await Designer;
        var definition = Named();
        var earlier = definition.ToJsonString();
        definition["description"] = "Kemudian";
        (await (await UploadAsync(designer, ("satu.json", earlier), ("dua.json", definition.ToJsonString()))).Json())["count"]!.GetValue<int>().ShouldBe(2);
        var opened = await designer.OpenAsync(definition.Text("definitionId"));
        (opened.Text("description"), opened["version"]!.GetValue<int>()).ShouldBe(("Kemudian", 1));
        (await designer.GetAsync($"/api/definitions/{definition.Text("definitionId")}/saves"))["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Definitions_whose_ids_differ_by_signs_or_capitals_only_have_files_of_their_own()
    {
        var designer = await Designer;
        var tail = Guid.NewGuid().ToString("N");
        var ids = new List<string>();
        foreach (var id in (string[])[$"a.b-{tail}", $"a b-{tail}", $"A-b-{tail}"])
        {
            var definition = TwoSteps(NewName());
            definition["definitionId"] = id;
            ids.Add((await designer.SavedAsync(definition)).Text("id"));
        }

        using var answer = await designer.Client.Post("/elsa/api/bulk-actions/export/workflow-definitions", new { ids });
        var zip = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(entry => entry.Name).ShouldBe([$"a-b-{tail}-v1.json", $"a-b-{tail}-v1-2.json", $"A-b-{tail}-v1-3.json"]);
    }

    private static JsonObject Named()
    {
        var definition = TwoSteps(NewName());
        definition["definitionId"] = $"impor-{Guid.NewGuid():N}";
        return definition;
    }

    private static byte[] Zip(params (string Name, string Json)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, json) in files)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(json);
            }
        }

        return bytes.ToArray();
    }

    private static Task<HttpResponseMessage> UploadAsync(Person person, params (string Name, string Json)[] files) =>
        UploadAsync(person, [.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Json)))]);

    private static Task<HttpResponseMessage> UploadAsync(Person person, string name, byte[] bytes) => UploadAsync(person, [(name, bytes)]);

    private static Task<HttpResponseMessage> UploadAsync(Person person, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, "files", name);
        }

        return person.Client.PostAsync($"{Definitions}/import-files", form, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonObject> ImportAsync(Person designer, string fixture)
    {
        var json = JsonNode.Parse(Fixture(fixture))!.AsObject();
        json["definitionId"] = $"{json.Text("definitionId")}-{Guid.NewGuid():N}";
        return await (await designer.Client.PostRaw($"{Definitions}/import", json.ToJsonString())).Json();
    }

    private static Task<JsonObject> ExportAsync(Person designer, JsonObject definition) => designer.GetAsync($"{Definitions}/{definition.Text("definitionId")}/export");

    private static JsonObject Activity(JsonObject definition, string id) => definition.Activities().Single(activity => activity!["id"]!.GetValue<string>() == id)!.AsObject();

    /// <summary>What Studio makes of a definition: only the fields it knows, outside of activities.</summary>
    private static JsonObject AsStudioPosts(JsonObject opened)
    {
        var posted = opened.DeepClone().AsObject();
        posted.Remove("x-tenant");
        posted["variables"]![1]!.AsObject().Remove("x-owner");
        posted["inputs"]![0]!.AsObject().Remove("x-mask");
        foreach (var connection in posted["root"]!["connections"]!.AsArray()) connection!.AsObject().Remove("x-note");
        posted["options"]!.AsObject().Remove("commitStrategyName");
        return posted;
    }

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Studio", "Elsa", name));
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteExchangeTests(SqliteOffice office) : ExchangeSuite(office), IClassFixture<SqliteOffice>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresExchangeTests(PostgresOffice office) : ExchangeSuite(office), IClassFixture<PostgresOffice>;
