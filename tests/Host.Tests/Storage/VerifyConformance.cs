using System.Collections.Immutable;
using System.Text.Json;
using Alur.Activities;
using Alur.Host.Commands;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>The verify command finds what was damaged, and nothing else, on both databases.</summary>
public abstract class VerifyConformance(ITestDatabases databases) : Conformance(databases)
{
    private static readonly CompiledWorkflow Definition =
        WorkflowCompiler.Compile(WorkflowDocument.Parse(DefinitionConformance.OneStep("A"), out _)!, AlurCatalog.Default).Workflow!;

    [Fact]
    public async Task Sound_instances_agree()
    {
        for (var i = 0; i < 450; i++) await AddAsync($"i{i}", finish: i % 2 == 0);
        var (code, output) = await VerifyAsync();
        output.ShouldEndWith("differ\n");
        output.ShouldStartWith("450 instances, ");
        output.ShouldContain(" events, 0 differ");
        code.ShouldBe(0);
    }

    [Theory]
    [InlineData("update instances set state = replace(state, 'periksa', 'perksa') where id = 'i2'", "the stored state")]
    [InlineData("update instances set state = '{}' where id = 'i2'", "readable")]
    [InlineData("update instances set status = 'Finished' where id = 'i2'", "status")]
    [InlineData("update instances set last_event = last_event + 1 where id = 'i2'", "last_event")]
    [InlineData("delete from events where instance_id = 'i2' and seq = 2", "event 2")]
    [InlineData("update events set data = 'x' where instance_id = 'i2' and seq = 2", "rebuilt")]
    [InlineData("update events set data = replace(data, 'Helpdesk', 'Lkpp') where instance_id = 'i2'", "the stored state")]
    [InlineData("update tasks set state = 'Completed' where instance_id = 'i2'", "open task for periksa")]
    [InlineData("update tasks set visit = 7 where instance_id = 'i2'", "visit 7")]
    [InlineData("delete from deadlines where instance_id = 'i2'", "deadline")]
    [InlineData("update deadlines set state = 'Open' where instance_id = 'i3'", "ended task")]
    [InlineData("update tickets set status = 'Cancelled' where id = 'i2'", "ticket")]
    [InlineData("update tickets set solution_due_at = 1 where id = 'i2'", "clock Solution, which is due")]
    [InlineData("update deadlines set task_id = null, clock = 'FirstResponse', state = 'Open' where instance_id = 'i3'", "clock FirstResponse, which has stopped")]
    public async Task Damage_is_found_and_only_there(string damage, string finding)
    {
        await AddAsync("i1", finish: false);
        await AddAsync("i2", finish: false);
        await AddAsync("i3", finish: true);
        await using (var db = Host.Open()) (await db.Database.ExecuteSqlRawAsync(damage.Replace("{}", "{{}}", StringComparison.Ordinal))).ShouldBeGreaterThan(0);

        var (code, output) = await VerifyAsync();
        output.ShouldContain(finding);
        output.ShouldContain("3 instances, ");
        output.ShouldContain(", 1 differ");
        output.ShouldNotContain("i1");
        code.ShouldBe(1);
    }

    private async Task<(int Code, string Output)> VerifyAsync()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var code = await VerifyCommand.RunAsync([Database], output, error);
        error.ToString().ShouldBeEmpty();
        return (code, output.ToString());
    }

    /// <summary>An instance as the ticket pipeline stores it: started, and answered when asked.</summary>
    private async Task AddAsync(string id, bool finish)
    {
        var started = (AdvanceResult.Step)Engine.Advance(Definition, null, new Stimulus.Start(id, ImmutableSortedDictionary<string, JsonElement>.Empty), Samples.Noon);
        var set = new WriteSet();
        var (state, events) = (started.State, started.Events);
        var task = Samples.Task(id, activityId: "periksa");
        if (finish)
        {
            var answered = (AdvanceResult.Step)Engine.Advance(
                Definition, state, new Stimulus.Answer("periksa", 1, "Done", JsonSerializer.SerializeToElement(new { ok = true })), Samples.Noon);
            (state, events) = (answered.State, events.AddRange(answered.Events));
            task.State = TaskState.Completed;
        }

        var instance = Samples.Instance(id);
        (instance.DefinitionId, instance.DefinitionVersionId, instance.State) = (state.DefinitionId, state.VersionId, EngineJson.Write(state));
        (instance.Status, instance.SubStatus, instance.LastEvent) = (state.Status.ToString(), state.SubStatus.ToString(), events.Length + 1);
        (instance.Name, instance.CorrelationId, instance.FinishedAt) = (state.Name, state.CorrelationId, state.FinishedAt);
        var ticket = Samples.Ticket(id);
        ticket.Status = finish ? TicketStatus.Closed : TicketStatus.Open;
        var deadline = Samples.Deadline(task);
        deadline.State = finish ? DeadlineState.Closed : DeadlineState.Open;

        set.Add(InstanceWrites.Insert(instance)).Add(TicketWrites.Insert(ticket)).Add(TaskWrites.Open(task)).Add(DeadlineWrites.Open(deadline));
        var seq = 0;
        foreach (var happened in events)
        {
            set.Add(EventWrites.Insert(new EventRow
            {
                InstanceId = id, Seq = ++seq, At = Samples.Noon, Kind = EngineJson.KindOf(happened), ActivityId = happened.ActivityId,
                Visit = happened.VisitNumber, Data = EngineJson.Write(happened),
            }));
        }

        // The host's own lines share the journal and are not the engine's business.
        var note = Samples.Event(id, ++seq);
        (note.Kind, note.Data) = ("ticket.note", "{}");
        set.Add(EventWrites.Insert(note));
        (await Host.Writer.CommitAsync(set)).ShouldBeOfType<CommitResult.Committed>();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = Host.Open();
        db.Definitions.Add(new DefinitionRow
        {
            VersionId = Definition.VersionId, DefinitionId = Definition.DefinitionId, Version = 1, Name = "A", Document = "{}", IsPublished = true, IsLatest = true,
            PublishedAt = Samples.Noon, CreatedAt = Samples.Noon,
        });
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteVerifyTests() : VerifyConformance(new SqliteDatabases())
{
    [Theory]
    [InlineData]
    [InlineData("a", "b")]
    [InlineData("no/such/file.db")]
    [InlineData(":memory:")]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=1")]
    public async Task What_cannot_be_read_is_code_2(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        (await VerifyCommand.RunAsync(args, output, error)).ShouldBe(2);
        error.ToString().ShouldNotBeEmpty();
        File.Exists("no/such/file.db").ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_database_of_ours_is_code_2_and_stays_as_it_is()
    {
        var file = await Databases.NewAsync();
        await File.WriteAllTextAsync(file, "not a database, but long enough to be looked at as one: " + new string('x', 4096));
        using var output = new StringWriter();
        using var error = new StringWriter();
        (await VerifyCommand.RunAsync([file], output, error)).ShouldBe(2);
        (await File.ReadAllTextAsync(file)).ShouldStartWith("not a database");
    }
}

public sealed class PostgresVerifyTests() : VerifyConformance(new PostgresDatabases());
