using System.Text.Json.Nodes;
using Alur.Host.Sla.Calendars;
using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests.Studio;

/// <summary>Processes are changed in the real Elsa Studio, and tickets run by what was drawn.</summary>
public sealed class StudioEditorTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_designer_finds_the_process_in_the_list_and_sees_its_eighteen_steps()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer", 1400, 900);
        visitor.Page.SetDefaultTimeout(60_000);
        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Studio" }).First.ClickAsync();
        await visitor.Page.GetByText("sop-011", new() { Exact = true }).WaitForAsync();
        await visitor.ScreenshotAsync("studio-daftar");
        await visitor.Page.GetByText("sop-011", new() { Exact = true }).ClickAsync();
        await visitor.ArrivesAtAsync("/studio/workflows/definitions/sop-011/edit");
        await visitor.Page.Locator(".x6-node").First.WaitForAsync();
        var editor = new StudioEditor(visitor.Page);
        (await editor.Nodes.CountAsync()).ShouldBe(19, "18 steps and the end");
        for (var step = 1; step <= 18; step++)
            (await editor.Node($"langkah{step}").CountAsync()).ShouldBe(1);
        await editor.FitAsync();
        await visitor.ScreenshotAsync("studio-bagan");

        await visitor.Page.GoBackAsync();
        await visitor.Page.GetByText("sop-011", new() { Exact = true }).WaitForAsync();
        await visitor.Page.GoForwardAsync();
        await visitor.Page.Locator(".x6-node").First.WaitForAsync();
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task Run_starts_a_trial_and_shows_it_on_its_chart()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer", 1400, 900);
        var page = visitor.Page;
        var editor = await StudioEditor.OpenAsync(page, "sop-011");
        (await editor.RunAsync()).Status.ShouldBe(200);
        await visitor.ArrivesAtAsync("/studio/workflows/instances/[0-9a-f]{32}/view");
        await page.Locator(".x6-node[data-cell-id=langkah1] .mud-badge").First.WaitForAsync();
        await page.GetByText("UJI-").First.WaitForAsync();
        await visitor.ScreenshotAsync("studio-uji-coba");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_standard_time_changed_in_Studio_counts_for_new_tickets_only()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        var old = await desk.SendTicketAsync();
        await using var visitor = await desk.SignedInAsync("designer");
        var editor = await StudioEditor.OpenAsync(visitor.Page, "sop-011");
        await editor.SelectAsync("langkah2");
        (await editor.Input("Waktu").InputValueAsync()).ShouldBe("00:30:00");
        (await editor.SetInputAsync("Waktu", "00:20:00")).Status.ShouldBe(200);
        await TimeShouldBeAsync(desk, await desk.SendTicketAsync(), 30, "a draft counts for nobody");
        (await editor.PublishAsync()).Status.ShouldBe(200);
        await TimeShouldBeAsync(desk, await desk.SendTicketAsync(), 20, "because 20 minutes were published");
        await TimeShouldBeAsync(desk, old, 30, "because a ticket keeps the version it began with");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Riwayat versi" }).ClickAsync();
        await visitor.Page.SetViewportSizeAsync(1100, 800);
        var rows = visitor.Page.Locator("tbody").Nth(1).Locator("tr");
        (await rows.First.InnerTextAsync()).ShouldContain("Putri Ayu");
        await visitor.ScreenshotAsync("studio-riwayat");
        await rows.Last.GetByRole(AriaRole.Button, new() { Name = "Pulihkan" }).ClickAsync();
        (await visitor.Page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldContain("menjadi draf");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_step_drawn_in_Studio_is_done_by_the_next_ticket()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer");
        var editor = await StudioEditor.OpenAsync(visitor.Page, "sop-011");
        var step = await editor.AddAsync("Menunggu", "Tugas orang", 900, 400);
        await editor.SelectAsync(step);
        await editor.ChooseAsync("Pelaksana", "Helpdesk");
        await editor.SetInputAsync("Judul", "Mencatat di buku tamu");
        await editor.DisconnectAsync("langkah2", "Done", "langkah3");
        await editor.ConnectAsync("langkah2", "Done", step);
        await editor.ConnectAsync(step, "Done", "langkah3");
        await visitor.ScreenshotAsync("studio-langkah-baru");
        (await editor.PublishAsync()).Status.ShouldBe(200);

        var ticket = await desk.SendTicketAsync();
        await desk.CompleteAsync(ticket, "helpdesk", "Done", new { priority = "Sedang" });
        (await desk.OpenTaskAsync(ticket, "helpdesk")).Text("title").ShouldBe("Mencatat di buku tamu");
        await desk.CompleteAsync(ticket, "helpdesk", "Done");
        (await desk.OpenTaskAsync(ticket, "helpdesk")).Text("activityId").ShouldBe("langkah3");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_chart_that_cannot_work_is_not_published_and_the_reason_can_be_read()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer");
        var editor = await StudioEditor.OpenAsync(visitor.Page, "sop-011");
        await editor.DisconnectAsync("langkah18", "Selesai", "tutup");
        visitor.ShouldBeClean();
        (await editor.PublishAsync()).Status.ShouldBe(400);
        await editor.Notices.First.WaitForAsync();
        (await editor.Notices.First.InnerTextAsync()).ShouldContain("tutup");
        await visitor.Page.SetViewportSizeAsync(1400, 900);
        await visitor.ScreenshotAsync("studio-ditolak");
        visitor.ShouldHaveBeenRefused(400);
        await TimeShouldBeAsync(desk, await desk.SendTicketAsync(), 30, "tickets go on with what was published");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_process_the_later_one_is_told()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var first = await desk.SignedInAsync("designer");
        await using var second = await desk.SignedInAsync("administrator");
        var ofFirst = await StudioEditor.OpenAsync(first.Page, "sop-011");
        var ofSecond = await StudioEditor.OpenAsync(second.Page, "sop-011");
        await ofFirst.SelectAsync("langkah2");
        (await ofFirst.SetInputAsync("Waktu", "00:20:00")).Status.ShouldBe(200);
        await ofSecond.SelectAsync("langkah2");
        (await ofSecond.SetInputAsync("Waktu", "00:45:00")).Status.ShouldBe(400);
        await ofSecond.Notices.First.WaitForAsync();
        await second.Page.SetViewportSizeAsync(1400, 900);
        await second.ScreenshotAsync("studio-usang");
        second.ShouldHaveBeenRefused(400);
        (await ofFirst.PublishAsync()).Status.ShouldBe(200);
        await TimeShouldBeAsync(desk, await desk.SendTicketAsync(), 20, "because the first one's change was saved");
        first.ShouldBeClean();
    }

    [Fact]
    public async Task An_activity_that_this_host_does_not_know_survives_being_opened_and_saved()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        using var client = await desk.Host.SignedInAsync("designer");
        var definition = await (await client.Get("/elsa/api/workflow-definitions/by-definition-id/sop-011?versionOptions=Latest")).Json();
        var stranger = JsonNode.Parse("""
            {"id":"asing","nodeId":"Workflow1:bagan:asing","type":"Kantor.KirimSurat","version":3,"name":"KirimSurat1","nomor":{"a":[1,2]},
             "metadata":{"displayText":"Kirim surat","designer":{"position":{"x":1540,"y":300},"size":{"width":200,"height":60}}}}
            """)!;
        definition["root"]!["activities"]!.AsArray().Add(stranger.DeepClone());
        definition["definitionId"] = "dengan-asing";
        definition["name"] = "Dengan aktivitas asing";
        (await client.Post("/elsa/api/workflow-definitions/import", definition)).IsSuccessStatusCode.ShouldBeTrue();

        await using var visitor = await desk.SignedInAsync("designer");
        var editor = await StudioEditor.OpenAsync(visitor.Page, "dengan-asing");
        (await editor.Nodes.CountAsync()).ShouldBe(20);
        await visitor.ScreenshotAsync("studio-asing");
        await editor.SelectAsync("langkah2");
        (await editor.SetInputAsync("Waktu", "00:25:00")).Status.ShouldBe(200);
        visitor.ShouldBeClean();

        var exported = await (await client.Get("/elsa/api/workflow-definitions/dengan-asing/export?versionOptions=Latest")).Json();
        var kept = exported["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.GetValue<string>() == "asing")!;
        kept["type"]!.GetValue<string>().ShouldBe("Kantor.KirimSurat");
        kept["version"]!.GetValue<int>().ShouldBe(3);
        JsonNode.DeepEquals(kept["nomor"], stranger["nomor"]).ShouldBeTrue(kept.ToJsonString());
    }

    [Fact]
    public async Task A_supervisor_looks_and_cannot_change()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("supervisor", 1400, 900);
        visitor.Page.SetDefaultTimeout(60_000);
        await visitor.Page.GotoAsync("/studio/workflows/definitions/sop-011/edit");
        await visitor.Page.Locator(".x6-node").First.WaitForAsync();
        (await visitor.Page.Locator("#alur-hint").InnerTextAsync()).ShouldContain("tidak mengubahnya");
        await visitor.ScreenshotAsync("studio-supervisor");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task Who_is_signed_out_meanwhile_signs_in_again_and_is_back()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer", 1400, 900);
        visitor.Page.SetDefaultTimeout(60_000);
        await visitor.Page.GotoAsync("/studio/workflows/definitions");
        await visitor.Page.GetByText("sop-011", new() { Exact = true }).WaitForAsync();
        visitor.ShouldBeClean();
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.Page.GetByText("sop-011", new() { Exact = true }).ClickAsync();
        await visitor.ArrivesAtAsync("/masuk\\?kembali=.*");
        await visitor.Page.Locator("button[value=designer]").ClickAsync();
        await visitor.ArrivesAtAsync("/studio/workflows/definitions/sop-011/edit");
        await visitor.Page.Locator(".x6-node").First.WaitForAsync();
    }

    private static async Task TimeShouldBeAsync(StudioDesk desk, JsonObject ticket, int minutes, string because)
    {
        var task = await desk.OpenTaskAsync(ticket, "helpdesk");
        var due = OfficeCalendars.Kepri.DueAt(task["openedAt"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(minutes));
        (task["dueAt"]!.GetValue<DateTimeOffset>() - due).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2), because);
    }
}
