using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>Holidays out of files that people have: what is read, and what is refused with its place.</summary>
public sealed class HolidayFileTests
{
    [Fact]
    public void A_list_is_read_with_or_without_heading_kind_and_quotes()
    {
        var file = HolidayCsv.Read("tanggal,nama,jenis\r\n2027-01-01,Tahun Baru 2027 Masehi,nasional\r\n\"5/2/2027\",\"Isra Mikraj, \"\"Nabi\"\" Muhammad S.A.W.\"\r\n8-2-2027,Cuti bersama Imlek\r\n");
        file.Problems.ShouldBeEmpty();
        file.Holidays.ShouldBe(
        [
            new(new(2027, 1, 1), "Tahun Baru 2027 Masehi"), new(new(2027, 2, 5), "Isra Mikraj, \"Nabi\" Muhammad S.A.W."),
            new(new(2027, 2, 8), "Cuti bersama Imlek", HolidayKind.CutiBersama),
        ]);
        HolidayCsv.Read("17 Agustus 2027;Proklamasi Kemerdekaan;libur nasional").Holidays.ShouldBe([new(new(2027, 8, 17), "Proklamasi Kemerdekaan")]);
    }

    [Theory]
    [InlineData("2027-02-30,Tidak ada", "Baris 1: tanggal '2027-02-30' tidak dikenal; tulis seperti 2026-08-17 atau 17/8/2026.")]
    [InlineData("2027-01-01,A\n2027-01-02,B,libur", "Baris 2: jenis 'libur' tidak dikenal; tulis nasional atau cuti bersama.")]
    [InlineData("2027-01-01,A\n\n2027-01-01,A", "Baris 3: tanggal 2027-01-01 (A) sudah disebut pada Baris 1.")]
    [InlineData("2027-01-01", "Baris 1: seharusnya tanggal, nama, dan bila perlu jenis, tetapi ada 1 kolom.")]
    [InlineData("2027-01-01,\"A", "Baris 1: tanda kutip tidak ditutup.")]
    [InlineData("2027-01-01,", "Baris 1: nama hari libur wajib diisi, paling banyak 200 karakter.")]
    [InlineData("tanggal,nama", "Berkas tidak memuat satu pun hari libur.")]
    public void A_list_that_is_wrong_is_refused_with_its_line(string text, string problem)
    {
        var file = HolidayCsv.Read(text);
        file.Problems.ShouldBe([problem]);
        file.Holidays.ShouldBeEmpty();
    }

    [Fact]
    public void Two_observances_on_a_day_are_one_closed_day_with_both_names() =>
        HolidayCsv.Read("2027-05-01,Cuti bersama Iduladha\n2027-05-01,Hari Buruh").Holidays.ShouldBe([new(new(2027, 5, 1), "Cuti bersama Iduladha; Hari Buruh")]);

    [Fact]
    public void Of_an_icalendar_each_all_day_event_is_its_days()
    {
        var file = HolidayIcs.Read(Ics(
            "SUMMARY:Tahun Baru 2027 Masehi\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270102",
            "SUMMARY:Cuti Bersama Idulfitri\nDTSTART;VALUE=DATE:20270311\nDTEND;VALUE=DATE:20270313",
            "SUMMARY:Hari Lahir Pancasila\nDTSTART;VALUE=DATE:20270601"));
        file.Problems.ShouldBeEmpty();
        file.Holidays.ShouldBe(
        [
            new(new(2027, 1, 1), "Tahun Baru 2027 Masehi"), new(new(2027, 3, 11), "Cuti Bersama Idulfitri", HolidayKind.CutiBersama),
            new(new(2027, 3, 12), "Cuti Bersama Idulfitri", HolidayKind.CutiBersama), new(new(2027, 6, 1), "Hari Lahir Pancasila"),
        ]);
    }

    [Theory]
    [InlineData("SUMMARY:Rapat\nDTSTART:20270101T090000Z\nDTEND:20270101T100000Z", "Acara 1 (Rapat): berjam, padahal hari libur harus sepanjang hari (DTSTART;VALUE=DATE).")]
    [InlineData("SUMMARY:Natal\nDTSTART;VALUE=DATE:20271225\nRRULE:FREQ=YEARLY", "Acara 1 (Natal): berulang; tulis setiap tanggalnya, karena hari libur ditetapkan setiap tahun.")]
    [InlineData("SUMMARY:Libur\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20280101", "Acara 1 (Libur): lebih dari 60 hari.")]
    [InlineData("SUMMARY:Libur\nDTSTART;VALUE=DATE:20270101\nDURATION:P9W", "Acara 1 (Libur): lebih dari 60 hari.")]
    [InlineData("SUMMARY:Libur\nDTSTART;VALUE=DATE:99991231", "Acara 1 (Libur): tahun 9999 terlalu jauh; paling akhir 2999.")]
    [InlineData("DTSTART;VALUE=DATE:20270101", "Acara 1: nama hari libur wajib diisi, paling banyak 200 karakter.")]
    public void An_icalendar_that_means_something_else_is_refused(string body, string problem) => HolidayIcs.Read(Ics(body)).Problems.ShouldBe([problem]);

    [Theory]
    [InlineData("")]
    [InlineData("bukan kalender")]
    [InlineData("BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20279999\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Tanpa tanggal\nEND:VEVENT\nEND:VCALENDAR")]
    public void A_broken_file_is_refused_and_never_thrown(string text) => HolidayIcs.Read(text).Problems.ShouldNotBeEmpty();

    [Fact]
    public void Of_an_icalendar_a_duration_counts_as_an_end_does_and_what_was_called_off_does_not_count() =>
        HolidayIcs.Read(Ics(
            "SUMMARY:Idulfitri\nDTSTART;VALUE=DATE:20270310\nDURATION:P2D",
            "SUMMARY:Cuti bersama\nDTSTART;VALUE=DATE:20270312\nSTATUS:CANCELLED")).Holidays.Select(h => h.Date).ShouldBe([new(2027, 3, 10), new(2027, 3, 11)]);

    [Fact]
    public void A_mistyped_year_of_a_list_is_refused() =>
        HolidayCsv.Read("31/12/9999,Libur").Problems.ShouldBe(["Baris 1: tahun 9999 terlalu jauh; paling akhir 2999."]);

    [Fact]
    public void A_file_replaces_the_years_it_speaks_of_and_no_other()
    {
        Holiday[] present = [new(new(2026, 12, 25), "Natal"), new(new(2027, 1, 1), "Tahun Baru"), new(new(2027, 2, 5), "Isra Mikraj")];
        var file = HolidayCsv.Read("2027-01-01,Tahun Baru 2027\n2027-02-06,Tahun Baru Imlek");
        var after = file.Into(present);
        after.Select(h => h.Date).ShouldBe([new(2026, 12, 25), new(2027, 1, 1), new(2027, 2, 6)]);

        var changes = HolidayChanges.Between(present, after);
        changes.Added.ShouldBe([new(new(2027, 2, 6), "Tahun Baru Imlek")]);
        changes.Removed.ShouldBe([new(new(2027, 2, 5), "Isra Mikraj")]);
        changes.Renamed.ShouldBe([new(new(2027, 1, 1), new(new(2027, 1, 1), "Tahun Baru"), new(new(2027, 1, 1), "Tahun Baru 2027"))]);
    }

    private static string Ics(params string[] events) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//uji//ID\n{string.Concat(events.Select((body, i) => $"BEGIN:VEVENT\nUID:{i}\n{body}\nEND:VEVENT\n"))}END:VCALENDAR\n"
            .ReplaceLineEndings("\r\n");
}
