using Alur.Host.Identity;
using Alur.Host.OpenApi;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Features.SavedViews;

/// <summary>Filters to keep.</summary>
/// <param name="Name">What to call them, 1 to 60 characters.</param>
/// <param name="View">One of the list's views; <c>unclaimed</c> when left out.</param>
/// <param name="Priority">Only tickets with this priority.</param>
/// <param name="Step">Only the step of this number.</param>
public sealed record SavedViewRequest(string? Name, string? View = null, string? Priority = null, int? Step = null);

/// <summary>Another name.</summary>
/// <param name="Name">The name, 1 to 60 characters.</param>
public sealed record SavedViewName(string? Name);

/// <summary>The saved views of an account.</summary>
/// <param name="Items">By name.</param>
public sealed record SavedViewList(IReadOnlyList<SavedView> Items);

/// <summary><c>/api/me/work-views</c>: everybody keeps his own views of the work list.</summary>
internal static class SavedViewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/api/me/work-views").RequireCommand(Command.ViewTasks).WithTags(TicketRoutes.Tasks);
        mine.MapGet("", async (Actor actor, SavedViews views, CancellationToken cancellationToken) => new SavedViewList(await views.ListAsync(actor, cancellationToken)))
            .WithSummary("Tampilan daftar kerja yang saya simpan").Produces<SavedViewList>();
        mine.MapPost("", KeepAsync).WithSummary("Menyimpan saringan daftar kerja dengan nama; paling banyak {0}").WithMetadata(new DescribedValues(SavedViews.Most))
            .Produces<SavedView>(StatusCodes.Status201Created).Refuses(ProblemKinds.Invalid, ProblemKinds.WrongState, ProblemKinds.Contended);
        mine.MapPut("/{id}", async (string id, SavedViewName request, Actor actor, SavedViews views, CancellationToken cancellationToken) =>
            {
                var (view, refusal) = await views.RenameAsync(id, request.Name, actor, cancellationToken);
                return view is null ? refusal!.ToResult() : Results.Ok(view);
            })
            .WithSummary("Mengganti nama tampilan").Produces<SavedView>().Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        mine.MapDelete("/{id}", async (string id, Actor actor, SavedViews views) => await views.RemoveAsync(id, actor) is { } refusal ? refusal.ToResult() : Results.NoContent())
            .WithSummary("Menghapus tampilan").Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
    }

    private static async Task<IResult> KeepAsync(SavedViewRequest request, Actor actor, SavedViews views, CancellationToken cancellationToken)
    {
        var step = request.Step?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (WorkFilter.Read(request.View, request.Priority, step, out var filter) is { } wrong)
            return wrong.ToResult();
        var (view, refusal) = await views.KeepAsync(request.Name, filter, actor, cancellationToken);
        return view is null ? refusal!.ToResult() : Results.Created((string?)null, view);
    }
}
