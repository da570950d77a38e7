using System.Globalization;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Reports;

/// <summary><c>GET /api/reports/{month}</c>: a month of the office, as JSON or as files.</summary>
internal static class ReportEndpoints
{
    private const string Tag = "Laporan";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/reports/{month}", (string month, MonthReports reports, CancellationToken cancellationToken) =>
                AnswerAsync(reports, month, report => TypedResults.Ok(report), cancellationToken))
            .RequireCommand(Command.ViewReports).WithTags(Tag).WithSummary("Laporan satu bulan, misalnya 2026-11").Produces<MonthReport>().Refuses(ProblemKinds.Invalid);
        routes.MapGet("/api/reports/{month}/csv", (string month, MonthReports reports, CancellationToken cancellationToken, string? part = null) =>
                FileAsync(reports, month, report => Csv(report, part), cancellationToken))
            .RequireCommand(Command.ViewReports).WithTags(Tag).WithSummary("Satu tabel laporan sebagai CSV; 'part' memilih tabelnya")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").Refuses(ProblemKinds.Invalid);
        routes.MapGet("/api/reports/{month}/xlsx", (string month, MonthReports reports, CancellationToken cancellationToken) =>
                FileAsync(reports, month, report => TypedResults.File(ReportFiles.Workbook(ReportTables.Of(report)), ReportFiles.Xlsx, $"laporan-{report.Month}.xlsx"), cancellationToken))
            .RequireCommand(Command.ViewReports).WithTags(Tag).WithSummary("Seluruh laporan sebagai buku kerja XLSX")
            .Produces(StatusCodes.Status200OK, contentType: ReportFiles.Xlsx).Refuses(ProblemKinds.Invalid);
    }

    private static async Task<IResult> AnswerAsync(MonthReports reports, string month, Func<MonthReport, IResult> answer, CancellationToken cancellationToken) =>
        ReportMonth.Read(month, reports.Present, out var wanted) is { } wrong ? wrong.ToResult() : answer(await reports.MakeAsync(wanted, cancellationToken));

    // A document of the office: in Indonesian, whatever the language of whoever takes it.
    private static async Task<IResult> FileAsync(MonthReports reports, string month, Func<MonthReport, IResult> answer, CancellationToken cancellationToken)
    {
        if (ReportMonth.Read(month, reports.Present, out var wanted) is { } wrong)
            return wrong.ToResult();
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        return answer(await reports.MakeAsync(wanted, cancellationToken));
    }

    private static IResult Csv(MonthReport report, string? part)
    {
        part ??= ReportTables.Parts[0];
        return ReportTables.Of(report).FirstOrDefault(table => table.Part == part) is { } table
            ? TypedResults.File(ReportFiles.Csv(table), "text/csv; charset=utf-8", $"laporan-{report.Month}-{part}.csv")
            : new Refusal.Invalid("part", T("harus salah satu dari {0}", string.Join(", ", ReportTables.Parts))).ToResult();
    }
}
