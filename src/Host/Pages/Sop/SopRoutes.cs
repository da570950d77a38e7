using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Sop;

/// <summary><c>/sop/{definitionId}</c>: the published SOP as its official sheet. It is a public document; how many tickets stand where is for staff.</summary>
internal static class SopRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sop", () => Html.SeeOther("/sop/" + TicketOpening.DefinitionId)).AllowAnonymous().ForPeople();
        app.MapGet("/sop/{definitionId}", async (
            string definitionId, HttpContext context, Procedures procedures, AlurDb db, CancellationToken cancellationToken) =>
        {
            if (definitionId.Length > 200 || definitionId.Any(char.IsControl) || await procedures.PublishedAsync(definitionId, cancellationToken) is not { } procedure)
                return new Refusal.NotFound("SOP").ToResult();
            var actor = Actor.From(context.User);
            var counts = actor?.IsStaff == true ? await BoardQueries.StepsAsync(db, definitionId, cancellationToken) : null;
            return Html.Page<SopPage>(new { Actor = actor, procedure.Sheet, Counts = counts });
        })
        .AllowAnonymous().ForPeople();
    }
}
