namespace Alur.Host.Tests.Pages;

/// <summary>The office's list of applications: kept by an Administrator, suggested to whoever sends a ticket.</summary>
public sealed class OfficeListTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Applications_that_an_Administrator_lists_are_suggested_on_the_form_of_a_ticket()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain("<option value=\"SIRUP\">");
        await administrator.DoAsync("/admin/prioritas", "/admin/aplikasi", new() { ["applications"] = "e-Monev\nSPSE\n\n" });
        var form = await reporter.OpenAsync("/tiket/baru");
        form.ShouldContain("<datalist id=\"aplikasi\"><option value=\"e-Monev\"></option><option value=\"SPSE\"></option></datalist>");
        form.ShouldMatch("name=\"application\"[^>]* value=\"e-Monev\"");
        (await administrator.OpenAsync("/admin/catatan")).ShouldContain("Daftar aplikasi diganti");
    }

    [Theory]
    [InlineData(" \n", "Isi satu sampai 20 nama.")]
    [InlineData("SPSE\nspse", "Setiap nama hanya sekali.")]
    [InlineData("Sebuah nama yang jauh lebih panjang daripada lima puluh karakter", "Setiap nama paling banyak 50 karakter.")]
    public async Task A_list_that_helps_nobody_is_refused_and_what_was_typed_is_still_there(string typed, string told)
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var refused = await administrator.SubmitAsync("/admin/prioritas", "/admin/aplikasi", new() { ["applications"] = typed });
        ((int)refused.StatusCode).ShouldBe(422);
        var html = System.Net.WebUtility.HtmlDecode(await refused.Text());
        html.ShouldContain(told);
        html.ShouldContain(typed.Trim());
    }
}
