using System.Text.Json;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Instances;

/// <summary>
/// Journals and states as earlier releases stored them: they must be read, rebuilt and written back for ever. A new release adds files; a changed file is a broken contract.
/// Each line of a journal is a time, a tab and an event; the last line is the state.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.journal").Select(f => Path.GetFileName(f)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_journal_of_an_earlier_release_gives_the_state_that_release_stored(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var journal = lines[..^1].Select(line => line.Split('\t')).Select(parts => new RecordedEvent(JsonSerializer.Deserialize<DateTimeOffset>(parts[0]), EngineJson.ReadEvent(parts[1])));
        var state = EngineJson.ReadState(lines[^1]);
        EngineJson.Write(StateBuilder.Rebuild(journal)).ShouldBe(EngineJson.Write(state));
        EngineJson.Write(state).ShouldBe(lines[^1]);
    }

    [Fact]
    public void Every_kind_of_event_stands_in_a_golden_file()
    {
        var stored = Directory.EnumerateFiles(Folder, "*.journal").SelectMany(f => File.ReadLines(f)).ToArray();
        foreach (var kind in EventKinds.All)
        {
            stored.ShouldContain(line => line.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal), kind);
        }
    }
}
