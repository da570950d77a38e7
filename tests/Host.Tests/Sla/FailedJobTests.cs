using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Clock;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>A job that failed for good is seen on the dashboard, with why, and does its work when an Administrator runs it again there.</summary>
public sealed partial class FailedJobTests
{
    [Fact]
    public async Task A_failed_job_is_listed_and_run_again_on_the_dashboard()
    {
        var ended = TestContext.Current.CancellationToken;
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Sla:DeadlineAttempts"] = "1" } });
        using (var siti = await host.SignedInAsync("pelapor"))
            await (await siti.Post("/api/tickets", new { title = "Tidak bisa masuk", description = "Halaman putih", application = "SPSE", kind = "Permasalahan" })).Json();
        await using var db = host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        // Nothing can be decided about a ticket that is not there.
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(ended);
        await db.Tickets.ExecuteDeleteAsync(ended);
        ((AdjustableTimeProvider)host.Services.GetRequiredService<TimeProvider>()).MoveTo(TimeSpan.FromDays(14));
        await Until.HoldsAsync("warning and breach are set aside", async () => await db.Deadlines.CountAsync(d => d.State == DeadlineState.Quarantined) == 2);

        using var agus = await host.SignedInAsync("administrator");
        MatchCollection failed = null!;
        HttpResponseMessage page = null!;
        await Until.HoldsAsync("both jobs are listed", async () =>
        {
            page = await agus.Get("/hangfire/jobs/failed");
            failed = JobId().Matches(await page.Text());
            return failed.Count == 2;
        });
        (await page.Text()).ShouldContain("Expected a ticket");

        db.Tickets.Add(ticket);
        await db.SaveChangesAsync(ended);
        using var again = new HttpRequestMessage(HttpMethod.Post, "/hangfire/jobs/failed/requeue")
        {
            Content = new FormUrlEncodedContent(failed.Select(job => KeyValuePair.Create("jobs[]", job.Groups[1].Value))),
        };
        again.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        again.Headers.Add("RequestVerificationToken", Token().Match(await page.Text()).Groups[1].Value);
        (await agus.Ask(again)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Until.HoldsAsync("both took effect", async () => await db.Deadlines.CountAsync(d => d.State == DeadlineState.Fired) == 2);
        (await db.Events.Where(e => e.Kind == "ticket.warned" || e.Kind == "ticket.breached").OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(ended))
            .ShouldBe(["ticket.warned", "ticket.breached"], ignoreOrder: true, "two that were set aside are run again one by one, in the order of the operator");
    }

    [GeneratedRegex("name=\"jobs\\[\\]\" value=\"([^\"]+)\"")]
    private static partial Regex JobId();

    [GeneratedRegex("csrf-token\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}
