using System.Globalization;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Outbox;
using Alur.Host.Texts;
using Spoken = Alur.Host.Texts.Texts;

namespace Alur.Host.Tests.Texts;

/// <summary>Texts that are kept in Indonesian with their values in them, and are said again in English.</summary>
public sealed class KeptTextTests
{
    private static readonly HashSet<string> Known = Spoken.Books.SelectMany(Spoken.Of).Select(entry => entry.Indonesian).ToHashSet(StringComparer.Ordinal);

    [Theory]
    [InlineData("Penerima menjawab 502.", "The receiver answered 502.")]
    [InlineData("Server surel menolak (451): 4.7.0 Try again\nlater", "The mail server refused (451): 4.7.0 Try again\nlater")]
    [InlineData("Server surel menolak alamat pengirim (550): {0}", "The mail server refused the sender's address (550): {0}")]
    [InlineData("Gagal dijalankan (DivideByZeroException): Attempted to divide by zero.", "Failed to run (DivideByZeroException): Attempted to divide by zero.")]
    [InlineData("Surel belum diatur.", "Mail is not set up yet.")]
    [InlineData("Penerima menjawab 502", "Penerima menjawab 502")]
    [InlineData("Sudah dikirim lewat telepon.", "Sudah dikirim lewat telepon.")]
    public void A_reason_of_the_outbox_is_said_with_its_values(string kept, string english)
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        EffectReasons.Kept.Said(kept).ShouldBe(kept);
        CultureInfo.CurrentUICulture = Languages.English;
        EffectReasons.Kept.Said(kept).ShouldBe(english);
    }

    [Theory]
    [InlineData(
        "Batas waktu dihitung ulang menurut kalender kantor revisi 2 dan aturan SLA revisi 1, dari 5 Agustus 2026 14.47.06 WIB menjadi tanpa batas.",
        "The due time was computed again by calendar kantor revision 2 and SLA policy revision 1, from 5 August 2026, 14:47:06 WIB to no due time.")]
    [InlineData(
        "Batas waktu Tanggapan pertama dihitung menurut kalender kantor revisi 2 dan aturan SLA revisi 3, dari tanpa batas menjadi 1 Desember 2026 08.00.00 WIB.",
        "The due time of the clock 'First response' was computed by calendar kantor revision 2 and SLA policy revision 3, from no due time to 1 December 2026, 08:00:00 WIB.")]
    public void Why_something_is_due_at_another_time_is_said_with_its_times(string kept, string english)
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        DueTexts.Said(kept).ShouldBe(kept);
        CultureInfo.CurrentUICulture = Languages.English;
        DueTexts.Said(kept).ShouldBe(english);
    }

    [Fact]
    public void Every_reason_of_the_outbox_has_English()
    {
        SourceTexts.Reasons.Count.ShouldBeGreaterThan(20);
        SourceTexts.Reasons.Where(reason => !Known.Contains(reason)).ShouldBeEmpty();
        SourceTexts.Reasons.Where(reason => reason.Contains("{0}", StringComparison.Ordinal) && !EffectReasons.Kept.All.Contains(reason)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_recognised_is_what_the_source_says() => EffectReasons.Kept.All.Concat(DueTexts.Moved.All)
        .Where(text => !Known.Contains(text) || (!SourceTexts.PutIn.Contains(text) && !SourceTexts.Said.Any(said => said.Text == text))).ShouldBeEmpty();
}
