using System.Net;
using System.Text;
using Alur.Host.Sla.Faults;
using Alur.Host.Tests.Sla.Support;

namespace Alur.Host.Tests.Pages;

/// <summary>A host that is killed as a ticket with files is sent leaves them in the draft or on the ticket: never in neither, never in both.</summary>
public sealed class DraftFileKillTests
{
    [Theory]
    [InlineData(FaultPlaces.BeforeDeadlineCommit, false, false)]
    [InlineData(FaultPlaces.AfterDeadlineCommit, true, false)]
    [InlineData(FaultPlaces.BeforeDeadlineCommit, false, true)]
    [InlineData(FaultPlaces.AfterDeadlineCommit, true, true)]
    public async Task Files_are_in_the_draft_or_on_the_ticket_whenever_the_host_dies(string killAt, bool isSent, bool onPostgres)
    {
        using var database = onPostgres ? await TestDatabase.PostgresAsync() : await TestDatabase.SqliteAsync();
        var folder = Directory.CreateTempSubdirectory("alur-kill-").FullName;
        try
        {
            using (var host = await KillableHost.StartAsync(database.Setting, killAt, folder))
            {
                using var reporter = await PageVisitor.SignedInAsync(host.Url, "pelapor");
                using (var kept = await reporter.PostAsync("/tiket/baru", await reporter.TicketFormAsync(new() { ["title"] = "Draf", ["_simpan"] = "draf" }, ("bukti.txt", Encoding.UTF8.GetBytes("isi bukti")))))
                    kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
                await Should.ThrowAsync<HttpRequestException>(async () => await reporter.PostAsync(
                    "/tiket/baru", await reporter.TicketFormAsync(new() { ["title"] = "Saat mati", ["description"] = "Isi.", ["application"] = "SPSE", ["kind"] = "Permasalahan" })));
                await host.KilledAsync();
            }
            using (var host = await KillableHost.StartAsync(database.Setting, attachments: folder))
            {
                using var reporter = await PageVisitor.SignedInAsync(host.Url, "pelapor");
                (await reporter.OpenAsync("/tiket")).Contains("Saat mati", StringComparison.Ordinal).ShouldBe(isSent);
                (await reporter.OpenAsync("/tiket/baru")).Contains("bukti.txt", StringComparison.Ordinal).ShouldBe(!isSent);
                using var client = await host.SignedInAsync("pelapor");
                var tickets = (await (await client.Get("/api/tickets")).Json())["items"]!.AsArray();
                tickets.Count.ShouldBe(isSent ? 1 : 0);
                if (isSent)
                {
                    var files = (await (await client.Get($"/api/tickets/{tickets[0]!["id"]}/attachments")).Json())["items"]!.AsArray();
                    using var got = await client.Get($"/api/attachments/{files.Single()!["id"]}");
                    (await got.Text()).ShouldBe("isi bukti");
                }
                Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
