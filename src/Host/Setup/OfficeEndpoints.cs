using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Setup;

/// <summary>What the office says of itself, and what is still to be set up. For Administrators.</summary>
internal static class OfficeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var office = app.MapGroup("/api/office").RequireCommand(Command.ManageOffice).WithTags("Operasi");
        office.MapGet("", (OfficeKeeper keeper, CancellationToken cancellationToken) => keeper.ReadAsync(cancellationToken))
            .WithSummary("Nama kantor dan alamat situs").Produces<OfficeBody>();
        office.MapPut("", PutAsync).WithSummary("Mengganti nama kantor dan alamat situs").Produces<OfficeBody>().Refuses(ProblemKinds.Invalid);
        office.MapGet("/checklist", (Checklist list, CancellationToken cancellationToken) => list.ReadAsync(cancellationToken))
            .WithSummary("Yang sudah dan belum disiapkan, dilihat dari keadaan sebenarnya").Produces<ChecklistState>();
    }

    private static async Task<IResult> PutAsync(OfficeBody request, OfficeKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        await keeper.SaveAsync(request, actor, cancellationToken) is { } refusal ? refusal.ToResult() : Results.Ok(await keeper.ReadAsync(cancellationToken));
}
