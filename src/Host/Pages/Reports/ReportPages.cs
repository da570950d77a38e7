using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Pages.Reports;

/// <summary>A month of the office, for reading and for printing.</summary>
internal static class ReportPages
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/laporan", ShowAsync).RequireCommand(Command.ViewReports);

    private static async Task<IResult> ShowAsync(Actor actor, MonthReports reports, string? bulan, CancellationToken cancellationToken)
    {
        var month = reports.Present;
        if (!string.IsNullOrEmpty(bulan) && ReportMonth.Read(bulan, reports.Present, out month) is { } wrong)
            return wrong.ToResult();
        return Html.Page<ReportPage>(new { Actor = actor, Report = await reports.MakeAsync(month, cancellationToken), Month = month, reports.Present });
    }
}
