using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>Calendars as an Administrator handles them, and how open tasks follow a change, on either database.</summary>
public abstract class CalendarSuite(Office office)
{
    [Fact]
    public async Task The_shipped_calendar_is_revision_1_and_each_change_is_a_revision_that_stays_readable()
    {
        var agus = await office.Agus;
        var first = await agus.GetAsync("/api/calendars/kantor?revision=1");
        first.Text("changedByName").ShouldBe("Sistem");
        first["document"]!["zone"]!.GetValue<string>().ShouldBe("Asia/Jakarta");

        var present = await ReadAsync(agus, "kantor");
        var document = present["document"]!.DeepClone().AsObject();
        document["name"] = $"Pemprov Kepri {Guid.NewGuid():N}";
        await (await PutAsync(agus, "kantor", document, null)).ShouldBeRefusal((HttpStatusCode)428, "revision-required");
        (await (await PutAsync(agus, "kantor", document, present.Number("revision") + 5)).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale"))
            .Number("currentRevision").ShouldBe(present.Number("revision"));
        using (var answer = await PutAsync(agus, "kantor", document, present.Number("revision"), "Nama dinas"))
        {
            (await answer.Json()).Number("revision").ShouldBe(present.Number("revision") + 1);
            answer.Headers.ETag!.Tag.ShouldBe($"\"{present.Number("revision") + 1}\"");
        }
        // The same again, from the old revision, is a conflict; from the new one it changes nothing.
        await (await PutAsync(agus, "kantor", document, present.Number("revision"))).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale");
        (await (await PutAsync(agus, "kantor", document, present.Number("revision") + 1)).Json()).Number("revision").ShouldBe(present.Number("revision") + 1);

        var history = (await agus.GetAsync("/api/calendars/kantor/history?limit=1"));
        history.Items().Single().Text("note").ShouldBe("Nama dinas");
        var older = await agus.GetAsync($"/api/calendars/kantor/history?after={history.Text("next")}");
        older.Items()[^1].Number("revision").ShouldBe(1);
        (await agus.GetAsync("/api/calendars/kantor?revision=1"))["document"]!.ToJsonString().ShouldBe(first["document"]!.ToJsonString());
        (await agus.GetAsync("/api/calendars")).Items().Single(item => item.Text("id") == "kantor").Text("name").ShouldBe(document.Text("name"));
    }

    [Fact]
    public async Task What_is_refused_says_why_and_stores_nothing()
    {
        var agus = await office.Agus;
        var present = await ReadAsync(agus, "kantor");
        var broken = present["document"]!.DeepClone().AsObject();
        broken["week"]!["monday"] = new JsonArray("08:00-12:00", "11:00-16:00");
        broken["zone"] = "Asia/Batam";
        var errors = (await (await PutAsync(agus, "kantor", broken, present.Number("revision"))).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!;
        errors["document.week.monday[1]"]![0]!.GetValue<string>().ShouldBe("jam 11:00-16:00 tumpang tindih dengan atau mendahului 08:00-12:00.");
        errors["document.zone"]![0]!.GetValue<string>().ShouldStartWith("zona waktu 'Asia/Batam' tidak dikenal");
        await (await PutAsync(agus, "KANTOR 2", present["document"]!.AsObject(), null)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await agus.Client.Get("/api/calendars/tidak-ada")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await agus.Client.Put("/api/calendar-roles/Lkpp", new { calendarId = "tidak-ada" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await agus.Client.Put("/api/calendar-roles/Penjaga", new { calendarId = "kantor" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await ReadAsync(agus, "kantor")).Number("revision").ShouldBe(present.Number("revision"));
        (await agus.GetAsync("/api/calendars")).Items().ShouldNotContain(item => item.Text("id").StartsWith("KANTOR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Holidays_are_previewed_then_imported()
    {
        var agus = await office.Agus;
        var id = $"impor-{Guid.NewGuid():N}"[..20];
        var kepri = JsonNode.Parse(CalendarText.Write(OfficeCalendars.Embedded("kepri")))!.AsObject();
        (await (await PutAsync(agus, id, kepri, null)).Json()).Number("revision").ShouldBe(1);
        var file = new { format = "csv", text = "2026-01-01,Tahun Baru\n2026-08-17,Proklamasi Kemerdekaan\n2026-10-28,Sumpah Pemuda\n2027-01-01,Tahun Baru 2027", except = new[] { "2026-10-28" } };

        var preview = await (await agus.Client.Post($"/api/calendars/{id}/holidays/preview", file)).Json();
        preview.Number("fromRevision").ShouldBe(1);
        preview["hoursChange"]!.GetValue<bool>().ShouldBeFalse();
        preview["holidays"]!["added"]!.AsArray().Select(h => h!["date"]!.GetValue<string>()).ShouldBe(["2027-01-01"]);
        preview["holidays"]!["renamed"]!.AsArray().Select(h => h!["date"]!.GetValue<string>()).ShouldBe(["2026-01-01"]);
        preview["holidays"]!["removed"]!.AsArray().Count.ShouldBe(kepri["holidays"]!.AsArray().Count - 2);
        (await ReadAsync(agus, id)).Number("revision").ShouldBe(1, "a preview stores nothing");

        await (await agus.Client.Post($"/api/calendars/{id}/holidays/import", file)).ShouldBeRefusal((HttpStatusCode)428, "revision-required");
        (await (await SendAsync(agus, HttpMethod.Post, $"/api/calendars/{id}/holidays/import", file, 1)).Json()).Number("revision").ShouldBe(2);
        (await ReadAsync(agus, id))["document"]!["holidays"]!.AsArray().Select(h => h!["date"]!.GetValue<string>()).ShouldBe(["2026-01-01", "2026-08-17", "2027-01-01"]);
        var refused = await (await SendAsync(agus, HttpMethod.Post, $"/api/calendars/{id}/holidays/import", new { format = "csv", text = "2026-13-01,A\nx" }, 2))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        refused["errors"]!["text"]!.AsArray().Count.ShouldBe(2);
        await (await agus.Client.Post("/api/calendars/tidak-ada/holidays/preview", file)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await agus.Client.Post($"/api/calendars/{id}/holidays/preview", new { format = "xls", text = "" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public async Task Open_tasks_follow_a_change_as_steps_of_their_tickets_and_ended_ones_stay()
    {
        var (agus, siti, andi) = (await office.Agus, await office.Siti, await office.Andi);
        var done = await siti.SendTicketAsync("Sudah dijawab");
        var ended = done.OpenTask();
        (await andi.Client.Post($"/api/tasks/{ended.Text("id")}/complete", new { outcome = "Done", data = new { priority = "Sedang" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var open = await siti.SendTicketAsync("Masih terbuka");
        var task = open.OpenTask();
        var due = At(task, "dueAt");
        await RecalculateAsync();

        // The day on which the task is due becomes a holiday.
        var present = await ReadAsync(agus, "kantor");
        var document = present["document"]!.DeepClone().AsObject();
        var day = DateOnly.FromDateTime(OfficeCalendars.Kepri.ToLocal(due).DateTime).ToString("yyyy-MM-dd");
        document["holidays"]!.AsArray().Add(new JsonObject { ["date"] = day, ["name"] = "Libur mendadak" });
        var expected = new WorkingCalendar(CalendarText.Read(JsonElement.Parse(document.ToJsonString()), out _)!).DueAt(At(task, "openedAt"), TimeSpan.FromMinutes(30));
        expected.ShouldNotBe(due);

        var affected = await WalkPreviewAsync(agus, "/api/calendars/kantor/preview", new { document });
        var shown = affected.Single(item => item.Text("taskId") == task.Text("id"));
        (shown.Text("ticketNumber"), shown.Number("stepNo"), At(shown, "oldDueAt"), At(shown, "newDueAt")).ShouldBe((open.Text("number"), 2, due, expected));
        affected.ShouldNotContain(item => item.Text("taskId") == ended.Text("id"));
        affected.Select(item => item.Text("taskId")).ShouldBeUnique();

        var stored = await (await PutAsync(agus, "kantor", document, present.Number("revision"), "SKB susulan")).Json();
        At((await andi.GetAsync($"/api/tasks/{task.Text("id")}")), "dueAt").ShouldBe(due, "applying stores; the tickets follow one by one");
        await RecalculateAsync();

        At(await andi.GetAsync($"/api/tasks/{task.Text("id")}"), "dueAt").ShouldBe(expected);
        At(await andi.GetAsync($"/api/tasks/{ended.Text("id")}"), "dueAt").ShouldBe(At(ended, "dueAt"));
        var line = (await andi.GetAsync($"/api/tickets/{open.Text("id")}/history")).Items().Last();
        (line.Text("kind"), line.Text("actorName")).ShouldBe(("ticket.dueMoved", "Sistem"));
        line.Text("what").ShouldStartWith($"Batas waktu dihitung ulang menurut kalender kantor revisi {present.Number("revision") + 1} dan aturan SLA revisi 1, dari ");
        await using (var db = Open())
        {
            var id = task.Text("id");
            (await db.Deadlines.Where(d => d.TaskId == id && d.Kind == DeadlineKind.Breach).Select(d => d.DueAt).SingleAsync()).ShouldBe(expected);
        }
        var recorded = (await agus.GetAsync("/api/recalculations")).Items().Single(item => item.Text("id") == stored.Text("recalculationId"));
        (recorded.Text("cause"), recorded.Text("note"), recorded.Text("changedByName")).ShouldBe(("Calendar", "SKB susulan", "Agus"));
        recorded.Number("moved").ShouldBe(affected.Count);
        recorded["finishedAt"].ShouldNotBeNull();

        // Again: nothing is left to do, and nothing happens twice.
        var revision = (await andi.GetAsync($"/api/tickets/{open.Text("id")}")).Number("revision");
        (await RecalculateAsync()).ShouldBe(0);
        (await andi.GetAsync($"/api/tickets/{open.Text("id")}")).Number("revision").ShouldBe(revision);
    }

    [Fact]
    public async Task A_role_with_a_calendar_of_its_own_is_counted_in_it()
    {
        var (agus, siti, andi) = (await office.Agus, await office.Siti, await office.Andi);
        var task = (await siti.SendTicketAsync("Peran")).OpenTask();
        await RecalculateAsync();
        var night = JsonNode.Parse(CalendarText.Write(OfficeCalendars.Embedded("kepri") with { Zone = "Asia/Jayapura", Holidays = [] }))!.AsObject();
        (await (await PutAsync(agus, "timur", night, null)).Json()).Number("revision").ShouldBe(1);
        var expected = new WorkingCalendar(CalendarText.Read(JsonElement.Parse(night.ToJsonString()), out _)!).DueAt(At(task, "openedAt"), TimeSpan.FromMinutes(30));

        var affected = await WalkPreviewAsync(agus, "/api/calendar-roles/Helpdesk/preview", new { calendarId = "timur" });
        if (expected != At(task, "dueAt"))
            At(affected.Single(item => item.Text("taskId") == task.Text("id")), "newDueAt").ShouldBe(expected);
        (await agus.Client.Put("/api/calendar-roles/Helpdesk", new { calendarId = "timur" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RecalculateAsync();
        At(await andi.GetAsync($"/api/tasks/{task.Text("id")}"), "dueAt").ShouldBe(expected);
        (await agus.GetAsync("/api/calendar-roles")).Items().Single(item => item.Text("role") == "Helpdesk").Text("calendarId").ShouldBe("timur");

        // A new task is counted in it from the start; back in the office's, both are.
        var next = (await siti.SendTicketAsync("Peran lagi")).OpenTask();
        await using (var db = Open())
            (await db.Tasks.Where(t => t.Id == next.Text("id")).Select(t => t.CalendarId).SingleAsync()).ShouldBe("timur");
        (await agus.Client.Put("/api/calendar-roles/Helpdesk", new { calendarId = "kantor" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RecalculateAsync();
        await using (var db = Open())
            (await db.Tasks.CountAsync(t => t.CalendarId == "timur" && t.Role == "Helpdesk" && t.CompletedAt == null)).ShouldBe(0);
    }

    [Fact]
    public async Task Recalculations_of_several_at_once_move_each_task_once()
    {
        var (agus, siti) = (await office.Agus, await office.Siti);
        for (var i = 0; i < 6; i++)
            await siti.SendTicketAsync($"Bersamaan {i}");
        await RecalculateAsync();
        var present = await ReadAsync(agus, "kantor");
        var document = present["document"]!.DeepClone().AsObject();
        document["week"]!.AsObject().Remove("saturday");
        foreach (var day in new[] { "monday", "tuesday", "wednesday", "thursday", "friday" })
            document["week"]![day] = new JsonArray("08:00-11:00", $"13:{present.Number("revision") % 60:00}-16:00");
        var stored = await (await PutAsync(agus, "kantor", document, present.Number("revision"))).Json();

        await Parallel.ForAsync(0, 6, async (_, cancellation) => await office.Host.Services.GetRequiredService<Recalculator>().RunAsync(cancellation));

        await RecalculateAsync();
        await using var db = Open();
        var id = stored.Text("recalculationId");
        var lines = await db.Events.Where(e => e.Kind == "ticket.dueMoved" && e.Data.Contains(id)).Select(e => new { e.InstanceId, e.ActivityId, e.Visit }).ToListAsync();
        lines.Count.ShouldBe(lines.Distinct().Count());
        (await db.Recalculations.Where(r => r.Id == id).Select(r => r.Moved).SingleAsync()).ShouldBe(lines.Count);
        (await db.Tasks.CountAsync(t => t.CompletedAt == null && t.CalendarRevision != present.Number("revision") + 1 && t.CalendarId == "kantor")).ShouldBe(0);
    }

    private Task<int> RecalculateAsync() => office.Host.Services.GetRequiredService<Recalculator>().RunAsync(TestContext.Current.CancellationToken);

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private static DateTimeOffset At(JsonObject json, string name) => json[name]!.GetValue<DateTimeOffset>();

    private static Task<JsonObject> ReadAsync(Person person, string id) => person.GetAsync($"/api/calendars/{id}");

    private static async Task<List<JsonObject>> WalkPreviewAsync(Person person, string path, object body)
    {
        var items = new List<JsonObject>();
        string? next = null;
        do
        {
            using var answer = await person.Client.Post($"{path}?limit=2{(next is null ? "" : $"&after={next}")}", body);
            var page = await answer.Json();
            items.AddRange(page["affected"]!.AsArray().Select(item => item!.AsObject()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return items;
    }

    private static Task<HttpResponseMessage> PutAsync(Person person, string id, JsonObject document, long? ifMatch, string? note = null) =>
        SendAsync(person, HttpMethod.Put, $"/api/calendars/{Uri.EscapeDataString(id)}", new { document, note }, ifMatch);

    private static Task<HttpResponseMessage> SendAsync(Person person, HttpMethod method, string path, object body, long? ifMatch)
    {
        var request = new HttpRequestMessage(method, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        if (ifMatch is { } revision)
            request.Headers.Add("If-Match", $"\"{revision}\"");
        return person.Client.Ask(request);
    }
}

public sealed class CalendarsOnSqlite(SqliteOffice office) : CalendarSuite(office), IClassFixture<SqliteOffice>;

public sealed class CalendarsOnPostgres(PostgresOffice office) : CalendarSuite(office), IClassFixture<PostgresOffice>;
