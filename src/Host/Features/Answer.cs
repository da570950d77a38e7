using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Tickets;

namespace Alur.Host.Features;

/// <summary>What endpoints answer about tickets and tasks: the view with its revision as ETag, or the refusal.</summary>
internal static class Answer
{
    /// <summary>The ticket after a command.</summary>
    public static IResult Ticket(TicketResult result, Actor actor) => result switch
    {
        TicketResult.Done done => Ticket(done.Ticket, actor),
        TicketResult.Refused refused => refused.Why.ToResult(),
        _ => throw new InvalidOperationException($"Expected done or refused but got {result.GetType().Name}."),
    };

    /// <summary>A ticket.</summary>
    public static IResult Ticket(TicketCase ticket, Actor actor, bool withAnswers = false) =>
        new RevisedResult<TicketView>(TicketView.Of(ticket, actor, withAnswers), ticket.Revision);

    /// <summary>The task after a command.</summary>
    public static IResult Task(TicketResult result, string taskId) => result switch
    {
        TicketResult.Done done => Task(done.Ticket, taskId),
        TicketResult.Refused refused => refused.Why.ToResult(),
        _ => throw new InvalidOperationException($"Expected done or refused but got {result.GetType().Name}."),
    };

    /// <summary>A task.</summary>
    public static IResult Task(TicketCase ticket, string taskId) =>
        new RevisedResult<TaskView>(TaskView.Of(ticket, ticket.Task(taskId)!, withAnswers: true), ticket.Revision);

    /// <summary>A value with its revision as ETag.</summary>
    public static IResult Revised<T>(T value, long revision) => new RevisedResult<T>(value, revision);

    private sealed class RevisedResult<T>(T value, long revision) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
            return httpContext.Response.WriteAsJsonAsync(value, httpContext.RequestAborted);
        }
    }
}
