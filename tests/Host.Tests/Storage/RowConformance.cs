using System.Text.Json;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>The hand-written statements and the model agree on every column, on both databases.</summary>
public abstract class RowConformance(ITestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task Every_column_written_by_hand_reads_back_through_the_model()
    {
        var instance = Fill(Samples.Instance("t1"));
        var ticket = Fill(Samples.Ticket("t1"));
        var task = Fill(Samples.Task("t1"));
        var deadline = Fill(Samples.Deadline(task));
        // A new deadline has not failed; the statements of failing are looked at below.
        (deadline.Attempts, deadline.Reason, deadline.Clock) = (0, null, null);
        var line = Samples.Event("t1", 1);
        var message = new MessageRow { Id = "m", TicketId = "t1", AuthorId = "u", AuthorName = "U", AuthorRole = "Helpdesk", Kind = MessageKind.Internal, Text = "x", At = Samples.Noon };
        var file = new AttachmentRow { Id = "a", TicketId = "t1", Name = "b.png", ContentType = "image/png", Size = 3_000_000_000, Sha256 = "00", StoredAs = "a/b", UploadedBy = "u", At = Samples.Noon };
        var notice = Fill(new NotificationRow { Id = "n", Key = "nk", Kind = "breach", Text = "y", CreatedAt = Samples.Noon });
        var answer = new IdempotencyRow { UserId = "u", Key = "i", RequestHash = "h", Status = 201, Response = "{}", CreatedAt = Samples.Noon };
        await Host.CommittedAsync(
            InstanceWrites.Insert(instance), TicketWrites.Insert(ticket), TaskWrites.Open(task), DeadlineWrites.Open(deadline), EventWrites.Insert(line),
            MessageWrites.Insert(message), MessageWrites.Attach(file), NotificationWrites.Insert(notice), SupportWrites.RememberAnswer(answer),
            SupportWrites.PutSetting("s", "1"), SupportWrites.PutSetting("s", "2"));

        await using var db = Host.Open();
        Same(await db.Instances.SingleAsync(), instance);
        Same(await db.Tickets.SingleAsync(), ticket);
        Same(await db.Tasks.SingleAsync(), task);
        Same(await db.Deadlines.SingleAsync(), deadline);
        Same(await db.Events.SingleAsync(), line);
        Same(await db.Messages.SingleAsync(), message);
        Same(await db.Attachments.SingleAsync(), file);
        Same(await db.Notifications.SingleAsync(), notice);
        Same(await db.Idempotency.SingleAsync(), answer);
        (await db.Settings.SingleAsync(s => s.Key == "s")).Value.ShouldBe("2");
    }

    [Fact]
    public async Task Canned_replies_and_saved_views_read_back_through_the_model()
    {
        var reply = Fill(new CannedReplyRow
        {
            Id = "r", Revision = 1, Title = "T é", Body = "{{ tiket.nomor }}", Roles = "Helpdesk Lkpp", ChangedById = "u", ChangedByName = "U", ChangedAt = Samples.Noon,
        });
        await Host.CommittedAsync(CannedReplyWrites.Insert(reply));
        await LosesAsync(CannedReplyWrites.Insert(reply));
        await using (var db = Host.Open()) Same(await db.CannedReplies.SingleAsync(), reply);
        await Host.CommittedAsync(CannedReplyWrites.Retire("r", 1));
        await LosesAsync(CannedReplyWrites.Retire("r", 1));

        var view = new SavedViewRow { Id = "v", UserId = "u", Slot = 1, Name = "N ☃", Query = "view=all", SavedAt = Samples.Noon };
        SavedViewRow Another(string id, int slot, string name) => new() { Id = id, UserId = "u", Slot = slot, Name = name, Query = "view=mine", SavedAt = Samples.Noon };
        await Host.CommittedAsync(SavedViewWrites.Insert(view), SavedViewWrites.Insert(Another("w", 2, "M")));
        await LosesAsync(SavedViewWrites.Insert(Another("x", 1, "O")));
        await LosesAsync(SavedViewWrites.Insert(Another("x", 3, "M")));
        await LosesAsync(SavedViewWrites.Rename("v", "u", "M"));
        await LosesAsync(SavedViewWrites.Rename("v", "another", "O"));
        await using (var db = Host.Open()) Same(await db.SavedViews.SingleAsync(v => v.Id == "v"), view);
        await Host.CommittedAsync(SavedViewWrites.Rename("v", "u", "O"));
        await LosesAsync(SavedViewWrites.Remove("v", "another"));
        await Host.CommittedAsync(SavedViewWrites.Remove("v", "u"));
        await LosesAsync(SavedViewWrites.Remove("v", "u"));
    }

    [Fact]
    public async Task Calendars_assignments_and_recalculations_read_back_through_the_model()
    {
        var calendar = Fill(new CalendarRow { Id = "kantor", Revision = 1, Document = "{}", ChangedByName = "U", ChangedAt = Samples.Noon });
        calendar.IsCurrent = true;
        var role = new RoleCalendarRow { Role = "Lkpp", CalendarId = "kantor", Revision = 1, ChangedById = "u", ChangedByName = "U", ChangedAt = Samples.Noon };
        var change = Fill(new RecalculationRow { Id = "r", Subject = "kantor", ToValue = "2", ChangedByName = "U", ChangedAt = Samples.Noon });
        change.FinishedAt = null;
        await Host.CommittedAsync(CalendarWrites.Insert(calendar), CalendarWrites.Assign(role), CalendarWrites.Record(change));
        await using (var db = Host.Open())
        {
            Same(await db.Calendars.SingleAsync(), calendar);
            Same(await db.RoleCalendars.SingleAsync(), role);
            Same(await db.Recalculations.SingleAsync(), change);
        }

        var policy = new SlaPolicyRow { Revision = 3, Document = "{}", Note = "n", ChangedById = "u", ChangedByName = "U", ChangedAt = Samples.Noon, IsCurrent = true };
        await Host.CommittedAsync(SlaPolicyWrites.Insert(policy));
        await LosesAsync(SlaPolicyWrites.Insert(policy));
        await using (var db = Host.Open()) Same(await db.SlaPolicies.SingleAsync(), policy);
        await Host.CommittedAsync(SlaPolicyWrites.Retire(3));
        await LosesAsync(SlaPolicyWrites.Retire(3));

        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1")));
        var pause = new PauseRow { Id = "p1", InstanceId = "t1", TaskId = "t1-receive-1", FromAt = Samples.Noon, Reason = "r", PausedById = "u", PausedByName = "U" };
        await Host.CommittedAsync(PauseWrites.Insert(pause));
        await using (var db = Host.Open()) Same(await db.Pauses.SingleAsync(), pause);
        pause.Id = "p2";
        await LosesAsync(PauseWrites.Insert(pause));
        await Host.CommittedAsync(PauseWrites.End("t1-receive-1", Samples.Noon), PauseWrites.Insert(pause));
        await Host.CommittedAsync(PauseWrites.End("t1-receive-1", Samples.Noon));
        await LosesAsync(PauseWrites.End("t1-receive-1", Samples.Noon));

        // Each loses against whoever was first.
        await LosesAsync(CalendarWrites.Insert(calendar));
        await LosesAsync(CalendarWrites.Assign(role));
        await Host.CommittedAsync(CalendarWrites.Retire("kantor", calendar.Revision));
        await LosesAsync(CalendarWrites.Retire("kantor", calendar.Revision));
        await Host.CommittedAsync(CalendarWrites.CountMoved("r", 3), CalendarWrites.Finish("r", Samples.Noon));
        await using var after = Host.Open();
        var finished = await after.Recalculations.SingleAsync();
        (finished.Moved, finished.FinishedAt).ShouldBe((change.Moved + 3, Samples.Noon));
    }

    private static DeadlineRow Later(DeadlineRow row)
    {
        var later = Fill(Samples.Deadline(Samples.Task("t1"), row.Kind));
        (later.Kind, later.Level, later.State, later.DueAt) = (row.Kind, row.Level, DeadlineState.Open, Samples.Noon.AddHours(9));
        return later;
    }

    private static TaskRow Times(DateTimeOffset? dueAt)
    {
        var task = Samples.Task("t1");
        (task.DueAt, task.BudgetSeconds, task.StandardSeconds, task.CalendarId, task.CalendarRevision) = (dueAt, 5, 6, "kantor", 7);
        return task;
    }

    private static TaskRow Seen(string userId)
    {
        var task = Samples.Task("t1");
        (task.AcknowledgedAt, task.AcknowledgedById, task.AcknowledgedByName, task.AcknowledgedRemark) = (Samples.Noon, userId, "U", "Catatan");
        return task;
    }

    [Fact]
    public async Task Every_nullable_column_takes_a_null()
    {
        var ticket = Samples.Ticket("t1");
        foreach (var property in typeof(TicketRow).GetProperties().Where(p => new System.Reflection.NullabilityInfoContext().Create(p).WriteState == System.Reflection.NullabilityState.Nullable))
            property.SetValue(ticket, null);
        var task = Samples.Task("t1");
        task.StepNo = null;
        task.DueAt = null;
        var line = Samples.Event("t1", 1);
        (line.ActivityId, line.Visit, line.ActorId, line.ActorName) = (null, null, null, null);
        await Host.CommittedAsync(InstanceWrites.Insert(Samples.Instance("t1")), TicketWrites.Insert(ticket), TaskWrites.Open(task), EventWrites.Insert(line));

        await using var db = Host.Open();
        Same(await db.Tickets.SingleAsync(), ticket);
        Same(await db.Tasks.SingleAsync(), task);
        Same(await db.Events.SingleAsync(), line);
    }

    [Fact]
    public async Task An_update_writes_what_it_says_and_no_more()
    {
        await Host.AddTicketAsync("t1");
        var instance = Fill(Samples.Instance("t1", revision: 2));
        instance.CreatedAt = Samples.Noon;
        var ticket = Samples.Ticket("t1");
        (ticket.Priority, ticket.Status, ticket.CurrentStep, ticket.CurrentStepNo, ticket.CurrentRole, ticket.CurrentHolder) = ("Tinggi", TicketStatus.Closed, "18", 18, "Pelapor", "Siti");
        (ticket.ClosedAt, ticket.Rating, ticket.Remark, ticket.LkppNumber) = (Samples.Noon.AddDays(1), 5, "Terima kasih", "LKPP-9");
        await Host.CommittedAsync(InstanceWrites.Update(instance, 1), TicketWrites.Update(ticket));

        await using var db = Host.Open();
        Same(await db.Instances.SingleAsync(), instance);
        Same(await db.Tickets.SingleAsync(), ticket);
    }

    [Fact]
    public async Task A_step_that_only_moves_writes_what_it_says_and_no_more()
    {
        await Host.AddTicketAsync("t1");
        var instance = Fill(Samples.Instance("t1", revision: 2));
        (instance.CreatedAt, instance.Status, instance.IncidentCount) = (Samples.Noon, "Running", 0);
        var ticket = Samples.Ticket("t1");
        (ticket.CurrentStep, ticket.CurrentStepNo, ticket.CurrentRole, ticket.CurrentHolder) = ("6", 6, "Helpdesk", "Andi");
        await Host.CommittedAsync(InstanceWrites.Move(instance, 1), TicketWrites.Update(Samples.Ticket("t1"), ticket));
        await LosesAsync(InstanceWrites.Move(instance, 1));

        await using var db = Host.Open();
        Same(await db.Instances.SingleAsync(), instance);
        Same(await db.Tickets.SingleAsync(), ticket);
    }

    [Fact]
    public async Task A_task_walks_only_from_the_states_its_statements_name()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1")));
        const string id = "t1-receive-1";
        await LosesAsync(TaskWrites.Release(id));
        await Host.CommittedAsync(TaskWrites.Claim(id, "u1", "U1", Samples.Noon));
        await LosesAsync(TaskWrites.Claim(id, "u2", "U2", Samples.Noon));
        await Host.CommittedAsync(TaskWrites.Assign(id, "u2", "U2", Samples.Noon));
        await Host.CommittedAsync(TaskWrites.Release(id));
        await Host.CommittedAsync(TaskWrites.MarkWarned(id, Samples.Noon), TaskWrites.MarkBreached(id, Samples.Noon.AddMinutes(1)));
        await Host.CommittedAsync(TaskWrites.MarkWarned(id, Samples.Noon.AddHours(1)), TaskWrites.MarkBreached(id, Samples.Noon.AddHours(1)));
        await Host.CommittedAsync(TaskWrites.SetPriority("t1", "Tinggi"), TaskWrites.SetTimes(Times(Samples.Noon.AddHours(2))));
        await Host.CommittedAsync(TaskWrites.Complete(id, "u3", "U3", "Done", Samples.Noon.AddMinutes(5)));
        await LosesAsync(TaskWrites.Complete(id, "u4", "U4", "Done", Samples.Noon));
        await LosesAsync(TaskWrites.Cancel(id, Samples.Noon));
        await LosesAsync(TaskWrites.Assign(id, "u4", "U4", Samples.Noon));
        await LosesAsync(TaskWrites.SetTimes(Times(null)));

        await Host.CommittedAsync(TaskWrites.Acknowledge(Seen("u5")));
        await LosesAsync(TaskWrites.Acknowledge(Seen("u6")));

        await using var db = Host.Open();
        var task = await db.Tasks.SingleAsync();
        (task.AcknowledgedAt, task.AcknowledgedById, task.AcknowledgedByName, task.AcknowledgedRemark).ShouldBe((Samples.Noon, "u5", "U", "Catatan"));
        (task.State, task.AssigneeId, task.Outcome, task.CompletedAt).ShouldBe((TaskState.Completed, "u3", "Done", Samples.Noon.AddMinutes(5)));
        (task.WarnedAt, task.BreachedAt, task.Priority, task.DueAt).ShouldBe((Samples.Noon, Samples.Noon.AddMinutes(1), "Tinggi", Samples.Noon.AddHours(2)));
    }

    [Fact]
    public async Task A_deadline_takes_effect_once_and_not_after_its_task_ended()
    {
        await Host.AddTicketAsync("t1");
        var task = Samples.Task("t1");
        var (warning, breach) = (Samples.Deadline(task, DeadlineKind.Warning), Samples.Deadline(task));
        await Host.CommittedAsync(TaskWrites.Open(task), DeadlineWrites.Open(warning), DeadlineWrites.Open(breach));
        await Host.CommittedAsync(DeadlineWrites.Enqueue(warning.Id, Samples.Noon));
        await LosesAsync(DeadlineWrites.Enqueue(warning.Id, Samples.Noon));
        await Host.CommittedAsync(DeadlineWrites.Reopen(warning.Id));
        await Host.CommittedAsync(DeadlineWrites.Replan(Later(breach)));
        await Host.CommittedAsync(DeadlineWrites.Fire(warning.Id, Samples.Noon));
        await LosesAsync(DeadlineWrites.Fire(warning.Id, Samples.Noon));
        // What took effect is not moved.
        await Host.CommittedAsync(DeadlineWrites.Replan(Later(warning)));
        await Host.CommittedAsync(TaskWrites.Cancel(task.Id, Samples.Noon), DeadlineWrites.CloseOf(task.Id));
        await LosesAsync(DeadlineWrites.Fire(breach.Id, Samples.Noon));

        await using var db = Host.Open();
        (await db.Deadlines.OrderBy(d => d.Kind).Select(d => d.State).ToListAsync()).ShouldBe([DeadlineState.Closed, DeadlineState.Fired], ignoreOrder: true);
    }

    [Fact]
    public async Task Timers_and_the_outbox_walk_their_states()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TimerWrites.Set(new TimerRow { InstanceId = "t1", ActivityId = "wait", Visit = 1, DueAt = Samples.Noon }));
        await Host.CommittedAsync(TimerWrites.Set(new TimerRow { InstanceId = "t1", ActivityId = "wait", Visit = 1, DueAt = Samples.Noon.AddHours(1) }));
        await Host.CommittedAsync(TimerWrites.Enqueue("t1", "wait", 1, Samples.Noon));
        await LosesAsync(TimerWrites.Enqueue("t1", "wait", 1, Samples.Noon));
        await Host.CommittedAsync(TimerWrites.Fire("t1", "wait", 1));
        await LosesAsync(TimerWrites.Fire("t1", "wait", 1));
        await Host.CommittedAsync(TimerWrites.Clear("t1", "wait", 1));

        await Host.CommittedAsync(OutboxWrites.Insert(Samples.Outbox("k")));
        await Host.CommittedAsync(OutboxWrites.Lease("id-k", 0, Samples.Noon.AddMinutes(1)));
        await LosesAsync(OutboxWrites.Lease("id-k", 0, Samples.Noon.AddMinutes(1)));
        await Host.CommittedAsync(OutboxWrites.Done("id-k"));
        await Host.CommittedAsync(OutboxWrites.Failed("id-k"));

        await using var db = Host.Open();
        (await db.Timers.SingleAsync()).State.ShouldBe(TimerState.Fired);
        var effect = await db.Outbox.SingleAsync();
        (effect.State, effect.Attempts, effect.NextAttemptAt).ShouldBe((OutboxState.Done, 1, Samples.Noon.AddMinutes(1)));
    }

    /// <summary>Gives every property that is still empty a value of its own, so that two columns that were swapped show.</summary>
    private static T Fill<T>(T row)
        where T : notnull
    {
        var n = 1;
        foreach (var property in typeof(T).GetProperties())
        {
            n++;
            if (property.PropertyType == typeof(string) && property.GetValue(row) is null) property.SetValue(row, $"{property.Name} é ☃ {n}");
            if (property.PropertyType == typeof(int) && property.GetValue(row) is 0) property.SetValue(row, n);
            if (property.PropertyType == typeof(int?) && property.GetValue(row) is null) property.SetValue(row, n);
            if (property.PropertyType == typeof(bool)) property.SetValue(row, true);
            if (property.PropertyType == typeof(DateTimeOffset) || (property.PropertyType == typeof(DateTimeOffset?) && property.GetValue(row) is null))
                property.SetValue(row, Samples.Noon.AddMilliseconds(n));
        }

        return row;
    }

    private static void Same<T>(T stored, T written) => JsonSerializer.Serialize(stored).ShouldBe(JsonSerializer.Serialize(written));

    private async Task LosesAsync(Write write) => (await Host.CommitAsync(write)).ShouldBe(new CommitResult.Conflict(0));
}

public sealed class SqliteRowTests() : RowConformance(new SqliteDatabases());

public sealed class PostgresRowTests() : RowConformance(new PostgresDatabases());
