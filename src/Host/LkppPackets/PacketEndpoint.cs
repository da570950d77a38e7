using System.Globalization;
using Alur.Host.Attachments;
using Alur.Host.Features;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Alur.Host.LkppPackets;

/// <summary><c>GET /api/tickets/{id}/lkpp-packet</c>: what is handed over to LKPP, which works in an application of its own.</summary>
internal static class PacketEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/tickets/{id}/lkpp-packet", TakeAsync)
        .RequireCommand(Command.TakePacket).WithTags(TicketRoutes.Tickets).WithSummary("Paket untuk LKPP: ringkasan, percakapan, riwayat, dan lampiran dalam satu ZIP")
        .WithDescription("Tanpa catatan internal. Bagi Admin PPE dan LKPP yang pernah menerima tiketnya, dan bagi Supervisor. Lampiran paling banyak 100 MiB; yang tidak muat disebut dalam ringkasan.")
        .Produces(StatusCodes.Status200OK, contentType: "application/zip").Refuses(ProblemKinds.NotFound);

    private static async Task<IResult> TakeAsync(
        string id, Actor actor, TicketRequests requests, PacketReader reader, FileStore files, IServiceProvider services, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(id, actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        if (PacketAccess.WhyNot(actor, ticket) is { } refusal)
            return refusal.ToResult();
        // A document of the office, for others: in Indonesian, whatever the language of whoever takes it.
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        var packet = await reader.ReadAsync(ticket, cancellationToken);
        return new PacketZip(packet, await SummaryAsync(packet, services, logs), files);
    }

    private static async Task<string> SummaryAsync(Packet packet, IServiceProvider services, ILoggerFactory logs)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PacketPage.Packet)] = packet });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PacketPage>(parameters)).ToHtmlString());
    }
}
