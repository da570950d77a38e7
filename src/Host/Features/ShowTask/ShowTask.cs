using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Features.ShowTask;

/// <summary>A single task, with the ways to answer it.</summary>
internal static class ShowTask
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tasks/{id}", async (string id, Actor actor, TicketRequests requests, CancellationToken cancellationToken) =>
            await requests.ReadOfTaskAsync(id, actor, cancellationToken) is { } ticket && ticket.Task(id) is not null
                ? Answer.Task(ticket, id)
                : new Refusal.NotFound("Tugas").ToResult())
        .IsTicketQuestion<TaskView>(Command.ViewTasks, TicketRoutes.Tasks, "Melihat satu tugas dan cara menyelesaikannya", ProblemKinds.NotFound);
}
