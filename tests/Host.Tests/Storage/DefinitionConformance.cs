using Alur.Host.Storage.Definitions;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>Versions of definitions: shipped, drafted, published, compiled, on both databases.</summary>
public abstract class DefinitionConformance(ITestDatabases databases) : Conformance(databases)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alur-workflows-").FullName;

    private IDefinitionStore Store => Host.Get<IDefinitionStore>();

    [Fact]
    public async Task A_shipped_file_becomes_version_1_once()
    {
        await ShipAsync(OneStep("A"));
        await ShipAsync(OneStep("A"));
        var published = (await Store.FindPublishedAsync("izin")).ShouldNotBeNull();
        (published.Version, published.Name).ShouldBe((1, "A"));
        (await VersionsAsync()).ShouldBe([(1, true, true)]);
    }

    [Fact]
    public async Task A_changed_file_becomes_the_next_version_and_running_instances_keep_theirs()
    {
        await ShipAsync(OneStep("A"));
        var first = (await Store.FindPublishedAsync("izin"))!;
        await ShipAsync(OneStep("B"));
        var second = (await Store.FindPublishedAsync("izin"))!;
        (second.Version, second.Name).ShouldBe((2, "B"));
        (await VersionsAsync()).ShouldBe([(1, false, false), (2, true, true)]);

        var again = await StartHostAsync();
        (await again.Get<IDefinitionStore>().GetAsync(first.VersionId)).Name.ShouldBe("A");
    }

    [Fact]
    public async Task A_version_published_before_numbers_had_ranges_goes_on_and_is_not_published_anew()
    {
        var document = OneStep("A").Replace("\"root\":", """ "variables":[{"id":"v","name":"N","typeName":"Int32","value":"2147483648"}],"root":""", StringComparison.Ordinal);
        document.ShouldContain("2147483648");
        await using (var db = Host.Open())
        {
            db.Definitions.Add(new() { VersionId = "old-1", DefinitionId = "lama", Version = 1, Name = "A", Document = document, IsPublished = true, IsLatest = true, CreatedAt = Samples.Noon, PublishedAt = Samples.Noon });
            await db.SaveChangesAsync();
        }
        (await Store.GetAsync("old-1")).Variables.ShouldHaveSingleItem().Name.ShouldBe("N");

        await Store.SaveDraftAsync(document);
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Refused>().Problems.ShouldHaveSingleItem().Code.ShouldBe("wrong-type");
    }

    [Fact]
    public async Task Hosts_that_start_together_publish_once()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "izin.json"), OneStep("A"));
        var hosts = new List<StorageHost>();
        for (var i = 0; i < 4; i++) hosts.Add(await StartHostAsync());
        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.Get<ShippedDefinitions>().LoadAsync(_folder, CancellationToken.None))));
        (await VersionsAsync()).ShouldBe([(1, true, true)]);
    }

    [Fact]
    public async Task A_host_that_looked_before_another_shipped_loses_and_must_look_again()
    {
        var host = await StartHostAsync();
        await ShipAsync(OneStep("A"));
        // What this host saw before: no version at all.
        (await host.Get<DefinitionStore>().ShipAsync(OneStep("A"), null, row => SupportWrites.PutSetting("shipped:izin", $"x {row.VersionId}"), true, CancellationToken.None))
            .ShouldBeNull();
        (await VersionsAsync()).ShouldBe([(1, true, true)]);
    }

    [Fact]
    public async Task The_offices_own_edition_stays_published_when_the_shipped_file_changes()
    {
        await ShipAsync(OneStep("A"));
        await Store.SaveDraftAsync(OneStep("Kantor"));
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Saved>().Version.ShouldBe(2);
        await ShipAsync(OneStep("B"));
        (await Store.FindPublishedAsync("izin"))!.Name.ShouldBe("Kantor");
        (await VersionsAsync()).ShouldBe([(1, false, false), (2, true, false), (3, false, true)]);
        // Publishing the draft is then the office's choice.
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Saved>();
        (await Store.FindPublishedAsync("izin"))!.Name.ShouldBe("B");
    }

    [Fact]
    public async Task A_draft_is_replaced_by_the_next_and_published_by_choice()
    {
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.NoDraft>();
        var first = (await Store.SaveDraftAsync(OneStep("A"))).ShouldBeOfType<SaveResult.Saved>();
        var second = (await Store.SaveDraftAsync(OneStep("B"))).ShouldBeOfType<SaveResult.Saved>();
        (first.Version, second.Version).ShouldBe((1, 1));
        (await Store.FindPublishedAsync("izin")).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(async () => await Store.GetAsync(second.VersionId));

        var published = (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Saved>();
        published.VersionId.ShouldBe(second.VersionId);
        var compiled = await Store.GetAsync(published.VersionId);
        (compiled.VersionId, compiled.Version, compiled.Name).ShouldBe((second.VersionId, 1, "B"));
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.NoDraft>();
    }

    [Fact]
    public async Task What_does_not_compile_may_be_drafted_but_not_published()
    {
        await Store.SaveDraftAsync(OneStep("A").Replace("Alur.HumanTask", "No.SuchType", StringComparison.Ordinal));
        (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Refused>().Problems.ShouldContain(problem => problem.Code == "unknown-type");
        (await Store.FindPublishedAsync("izin")).ShouldBeNull();
        (await Store.SaveDraftAsync("{ not json")).ShouldBeOfType<SaveResult.Refused>().Problems.ShouldNotBeEmpty();
        (await Store.SaveDraftAsync("{}")).ShouldBeOfType<SaveResult.Refused>().Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_is_not_sound_may_be_drafted_but_not_published()
    {
        await Store.SaveDraftAsync(OneStep("A").Replace("\"port\": \"Done\"", "\"port\": \"Ya\"", StringComparison.Ordinal)
            .Replace("\"role\"", "\"outcomes\": [\"Ya\", \"Tidak\"], \"role\"", StringComparison.Ordinal));
        var problem = (await Store.PublishAsync("izin")).ShouldBeOfType<SaveResult.Refused>().Problems.ShouldHaveSingleItem();
        (problem.Code, problem.ActivityId).ShouldBe(("unconnected-outcome", "periksa"));
        problem.Message.ShouldStartWith("Jika ");
        (await Store.FindPublishedAsync("izin")).ShouldBeNull();
    }

    [Fact]
    public async Task A_shipped_file_that_is_wrong_stops_the_start_and_is_named()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => ShipAsync(OneStep("A").Replace("Alur.HumanTask", "No.SuchType", StringComparison.Ordinal)));
        failure.Message.ShouldContain("izin.json");
        failure.Message.ShouldContain("No.SuchType");
    }

    [Fact]
    public async Task Designers_who_save_at_once_all_save_and_one_draft_is_left()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => Store.SaveDraftAsync(OneStep($"D{i}")))));
        (await VersionsAsync()).ShouldBe([(1, false, true)]);
    }

    [Fact]
    public async Task A_version_is_compiled_once()
    {
        await ShipAsync(OneStep("A"));
        var one = await Store.FindPublishedAsync("izin");
        (await Store.GetAsync(one!.VersionId)).ShouldBeSameAs(one);
    }

    /// <summary>A process of one human step.</summary>
    internal static string OneStep(string name) => $$"""
        {
          "id": "file", "definitionId": "izin", "name": "{{name}}", "version": 1,
          "root": {
            "id": "flow", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "periksa", "type": "Alur.HumanTask", "version": 1, "role": { "typeName": "String", "expression": { "type": "Literal", "value": "Helpdesk" } } },
              { "id": "selesai", "type": "Elsa.End", "version": 1 }
            ],
            "connections": [ { "source": { "activity": "periksa", "port": "Done" }, "target": { "activity": "selesai", "port": "In" } } ]
          }
        }
        """;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ShipAsync(string json)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "izin.json"), json);
        await Host.Get<ShippedDefinitions>().LoadAsync(_folder, CancellationToken.None);
    }

    private async Task<List<(int, bool, bool)>> VersionsAsync()
    {
        await using var db = Host.Open();
        var rows = await db.Definitions.Where(row => row.DefinitionId == "izin").OrderBy(row => row.Version).ToListAsync();
        return rows.ConvertAll(row => (row.Version, row.IsPublished, row.IsLatest));
    }
}

public sealed class SqliteDefinitionTests() : DefinitionConformance(new SqliteDatabases());

public sealed class PostgresDefinitionTests() : DefinitionConformance(new PostgresDatabases());
