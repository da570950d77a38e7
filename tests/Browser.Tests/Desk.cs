using Alur.Host.Identity;
using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What people do at the pages of tickets, as they see it: fields and buttons by their labels.</summary>
internal static class Desk
{
    /// <summary>Comes in as a demo person by the button of the sign-in page.</summary>
    public static async Task<Visitor> SignsInAsync(this Visitor visitor, string name)
    {
        await visitor.Page.GotoAsync("/masuk");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        // In the head of every page, also where a narrow screen folds it into the menu.
        await Assertions.Expect(visitor.Page.Locator("header .who")).ToContainTextAsync(name);
        return visitor;
    }

    /// <summary>
    /// Signs in as a demo person by the form of the sign-in page, but without showing it: that people come in by its buttons is the matter of few tests. No page is
    /// open afterwards.
    /// </summary>
    public static async Task<Visitor> AsAsync(this Visitor visitor, string name)
    {
        var request = visitor.Page.Context.APIRequest;
        var form = request.CreateFormData().Set("account", DemoAccounts.All.Single(one => one.Name == name).Account);
        await using var answer = await request.PostAsync("/masuk/demo", new() { Form = form, MaxRedirects = 0, Headers = [new("Origin", visitor.Host)] });
        answer.Status.ShouldBe(303);
        return visitor;
    }

    /// <summary>Sends a ticket over the API, for a test of what comes after; gives the path of its page.</summary>
    public static async Task<string> SendTicketAsync(this HostFixture host, string title)
    {
        using var reporter = await host.SignedInAsync("pelapor");
        using var answer = await reporter.Post("/api/tickets", new { title, description = "Halaman masuk kosong sejak pagi.", application = "SPSE" });
        return "/tiket/" + (await answer.Json()).Text("number");
    }

    /// <summary>Sends a ticket; gives the path of its page, loaded again: the first showing holds still, since it shows the secret once.</summary>
    public static async Task<string> SendTicketAsync(this Visitor reporter, string title)
    {
        await reporter.Page.GotoAsync("/tiket/baru");
        await reporter.Page.GetByLabel("Judul").FillAsync(title);
        await reporter.Page.GetByLabel("Deskripsi").FillAsync("Halaman masuk kosong sejak pagi.");
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim tiket" }).ClickAsync();
        await reporter.ArrivesAtAsync("/tiket/[0-9-]+(\\?.*)?");
        await Assertions.Expect(reporter.Page.GetByText("Tiket terkirim.")).ToBeVisibleAsync();
        var path = new Uri(reporter.Page.Url).AbsolutePath;
        await reporter.Page.GotoAsync(path);
        return path;
    }

    /// <summary>Answers the question before the reader by the button of this name, after taking the task when it is nobody's.</summary>
    public static async Task AnswerAsync(this IPage page, string button, params (string Label, string Value)[] fields)
    {
        var answer = page.Locator("form.answer").Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }) });
        var take = page.GetByRole(AriaRole.Button, new() { Name = "Ambil tugas ini" });
        await Assertions.Expect(answer.Or(take).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        if (await take.IsVisibleAsync()) await take.ClickAsync();
        await Assertions.Expect(answer).ToBeVisibleAsync(new() { Timeout = 30_000 });
        foreach (var (label, value) in fields)
        {
            var field = answer.GetByLabel(label);
            switch (await field.EvaluateAsync<string>("field => field.type"))
            {
                case "select-one": await field.SelectOptionAsync(value); break;
                case "radio": await field.CheckAsync(); break;
                default: await field.FillAsync(value); break;
            }
        }

        await answer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(answer).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    /// <summary>Waits until the picture of the ticket's way shows it at this place.</summary>
    public static Task IsAtAsync(this IPage page, string station) =>
        Assertions.Expect(page.Locator(".stations [aria-current=step]")).ToContainTextAsync(station, new() { Timeout = 30_000 });
}
