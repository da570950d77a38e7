using System.Net;
using Alur.Host.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>The pages that show figures and lists, with and without anything to show: each is made of the database's own words, and each database has its own.</summary>
public abstract class FigurePageSuite(PageHost on)
{
    [Theory]
    [InlineData("supervisor", "/papan", "<h1>Papan</h1>")]
    [InlineData("supervisor", "/papan/alur", "Peta panas")]
    [InlineData("supervisor", "/papan/alur?warna=p90", "Peta panas")]
    [InlineData("supervisor", "/laporan", "Menurut langkah")]
    [InlineData("supervisor", "/laporan?bulan=2026-01", "Belum ada langkah")]
    [InlineData("supervisor", "/terlambat", "<h1>Keterlambatan</h1>")]
    [InlineData("supervisor", "/terlambat?jam=firstResponse", "<h1>Keterlambatan</h1>")]
    [InlineData("supervisor", "/terlambat?jam=solution", "<h1>Keterlambatan</h1>")]
    [InlineData("supervisor", "/kerja?view=all&prioritas=Tinggi", "Angka pada halaman, sudah diurus")]
    [InlineData("supervisor", "/tiket", "Angka pada halaman")]
    [InlineData("supervisor", "/cari?q=angka+halaman", "Angka pada halaman")]
    [InlineData("pelapor", "/cari?q=angka", "Angka pada halaman")]
    [InlineData("pelapor", "/tiket", "Angka pada halaman")]
    [InlineData("helpdesk", "/kerja", "Angka pada halaman")]
    [InlineData("administrator", "/orang", "Siti Rahma")]
    [InlineData("administrator", "/insiden", "<h1>Insiden</h1>")]
    [InlineData("administrator", "/admin/kiriman", "<h1>Kotak keluar</h1>")]
    [InlineData("administrator", "/admin/catatan", "<h1>Catatan tindakan</h1>")]
    [InlineData("administrator", "/admin/kesehatan", "<h1>Kesehatan</h1>")]
    public async Task A_page_shows_what_there_is(string account, string path, string expected)
    {
        await SendAsync();
        using var visitor = await PageVisitor.SignedInAsync(on.Host, account);
        WebUtility.HtmlDecode(await visitor.OpenAsync(path)).ShouldContain(expected);
    }

    // One ticket with its first step behind it, and the index up to date.
    private async Task SendAsync()
    {
        using var reporter = await PageVisitor.SignedInAsync(on.Host, "pelapor");
        if ((await reporter.OpenAsync("/tiket")).Contains("Angka pada halaman", StringComparison.Ordinal)) return;
        using var helpdesk = await PageVisitor.SignedInAsync(on.Host, "helpdesk");
        await reporter.SendTicketAsync("Angka pada halaman");
        var answered = await reporter.SendTicketAsync("Angka pada halaman, sudah diurus");
        await helpdesk.DoAsync(answered, "/ambil");
        await helpdesk.DoAsync(answered, "/jawab", new() { ["priority"] = "Tinggi" });
        var indexer = on.Host.Services.GetRequiredService<SearchIndexer>();
        while (await indexer.RunAsync(TestContext.Current.CancellationToken) > 0)
        {
            // What is left.
        }
    }
}

public sealed class FigurePagesOnSqlite(SqlitePages on) : FigurePageSuite(on), IClassFixture<SqlitePages>;

public sealed class FigurePagesOnPostgres(PostgresPages on) : FigurePageSuite(on), IClassFixture<PostgresPages>;
