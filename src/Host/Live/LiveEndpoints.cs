using System.Collections.Frozen;
using Alur.Host.Features;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Live;

/// <summary><c>GET /api/live/…</c>: what an open page is told while it is looked at. Each is asked for with the right of the page that it belongs to.</summary>
public static class LiveEndpoints
{
    private const string Description =
        "Peristiwa: 'ready' setelah tersambung, 'changed' setiap kali berubah, 'present' dengan nama petugas lain yang membuka tiket yang sama (hanya kepada petugas, hanya dari server "
        + "yang sama). Isinya tidak ikut; ambil kembali lewat halaman atau API. Minta dengan Accept: text/event-stream; tanpa itu keadaan sekarang dijawab satu kali.";

    /// <summary>Registers the streams.</summary>
    public static IServiceCollection AddAlurLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveHub>();
        services.AddSingleton<LiveStreams>();
        services.AddHostedService<LiveWatch>();
        return services;
    }

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapAlurLive(this IEndpointRouteBuilder routes)
    {
        IsStream(routes.MapGet("/api/live/tickets/{id}", TicketAsync), Command.ViewTicket, "Perubahan pada satu tiket, selama dibuka", ProblemKinds.NotFound);
        IsStream(routes.MapGet("/api/live/work", Work), Command.ViewTasks, "Perubahan pada daftar kerja petugas, selama dibuka", ProblemKinds.NotFound);
        IsStream(
            routes.MapGet("/api/live/board", (Actor actor, LiveStreams streams) => streams.Answer(actor, Command.ViewReports, new LiveTopic.OfWork(null))),
            Command.ViewReports, "Perubahan pada papan pemantauan, selama dibuka");
        return routes;
    }

    private static async Task<IResult> TicketAsync(string id, Actor actor, TicketRequests requests, LiveStreams streams, CancellationToken cancellationToken) =>
        await requests.ReadAsync(id, actor, cancellationToken) is { } found
            ? streams.Answer(
                actor, Command.ViewTicket,
                new LiveTopic.OfTicket(found.Ticket.Id, found.Ticket.Number, found.Revision, actor.IsStaff && !TicketAccess.IsReporterHimself(actor, found.Ticket)),
                async stopping => await requests.ReadAsync(found.Ticket.Id, actor, stopping) is not null)
            : new Refusal.NotFound("Tiket").ToResult();

    private static IResult Work(Actor actor, LiveStreams streams)
    {
        if (CommandMatrix.ScopeOf(actor, Command.ViewTasks) == Scope.All)
            return streams.Answer(actor, Command.ViewTasks, new LiveTopic.OfWork(null));
        var roles = CommandMatrix.RolesThatReachTheirs(actor, Command.ViewTasks).ToFrozenSet(StringComparer.Ordinal);
        // What waits for a reporter is told on the pages of his tickets.
        return roles.Count == 0 ? new Refusal.NotFound("Daftar kerja petugas").ToResult() : streams.Answer(actor, Command.ViewTasks, new LiveTopic.OfWork(roles));
    }

    private static void IsStream(RouteHandlerBuilder route, Command command, string summary, params ProblemKind[] more) => route
        .RequireCommand(command).WithTags("Perubahan langsung").WithSummary(summary).WithDescription(Description)
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").Refuses([ProblemKinds.Unavailable, .. more]);
}
