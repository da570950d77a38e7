using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Health;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Live;

/// <summary>Answers with a stream of server-sent events that ends with the session, with the right, and with the host.</summary>
/// <param name="hub">The streams.</param>
/// <param name="accounts">Tells whether the account is still as it was.</param>
/// <param name="sessions">Tells whether the session that asked goes on.</param>
/// <param name="tokens">Tells whether the token that asked is still good.</param>
/// <param name="drain">Knows when the host stops.</param>
/// <param name="lifetime">Ends every stream at once when it does.</param>
internal sealed class LiveStreams(
    LiveHub hub, AccountDirectory accounts, SessionStore sessions, ApiTokens tokens, Drain drain, IHostApplicationLifetime lifetime)
{
    // Within this time a stream ends whose account, session or token was changed on another host, and a broken connection is found.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    // The browser then asks again, with whatever session or token it has.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const int SecondsUntilAgain = 30;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The answer to one request for events.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="command">The right that the stream goes with.</param>
    /// <param name="topic">What it is about.</param>
    /// <param name="stillSees">Asked before news is told, where the right depends on what the news is about; null where the command says all.</param>
    public IResult Answer(Actor actor, Command command, LiveTopic topic, Func<CancellationToken, Task<bool>>? stillSees = null) => new Stream(this, actor, command, topic, stillSees);

    private async Task SendAsync(HttpContext context, Actor actor, Command command, LiveTopic topic, Func<CancellationToken, Task<bool>>? stillSees)
    {
        if (drain.HasBegun)
        {
            await RefusalResult.WriteAsync(context, new Refusal.Unavailable());
            return;
        }
        if (!context.Request.Headers.Accept.Any(types => types?.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) == true))
        {
            // Who does not ask for a stream is told how it stands, once.
            Begin(context);
            await WriteAsync(context, First(topic), context.RequestAborted);
            return;
        }
        if (await accounts.FindActiveAsync(actor.Id, context.RequestAborted) is not { } account || !CommandMatrix.Allows(account.Actor, command))
        {
            await RefusalResult.WriteAsync(context, new Refusal.NotSignedIn());
            return;
        }
        var listener = new LiveListener(account, topic);
        if (!hub.Open(listener))
        {
            await RefusalResult.WriteAsync(context, new Refusal.TooMany(SecondsUntilAgain));
            return;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        ended.CancelAfter(Longest);
        try
        {
            await listener.Ready.WaitAsync(ended.Token);
            Begin(context);
            await WriteAsync(context, First(topic), ended.Token);
            while (await NextAsync(listener, ended.Token) && await IsAsItWasAsync(account, ended.Token)
                && await IsSignedInAsync(context, actor.Id, ended.Token))
            {
                var told = false;
                if (stillSees is not null && listener.Events.TryPeek(out _) && !await stillSees(ended.Token))
                    break;
                while (listener.Events.TryRead(out var news))
                {
                    await WriteAsync(context, news, ended.Token);
                    told = true;
                }
                if (!told)
                    await WriteAsync(context, ":\n\n", ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Gone, too old, or the host stops: the stream is over.
        }
        finally
        {
            hub.Close(listener);
        }
    }

    private static LiveEvent First(LiveTopic topic) =>
        topic is LiveTopic.OfTicket ticket ? new LiveEvent("ready", ticket.Number, ticket.Revision) : new LiveEvent("ready");

    /// <summary>False when the stream was ended; true when there is something to send, or a beat is due.</summary>
    private static async Task<bool> NextAsync(LiveListener listener, CancellationToken cancellationToken)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        beat.CancelAfter(Beat);
        try
        {
            return await listener.Events.WaitToReadAsync(beat.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    private async ValueTask<bool> IsAsItWasAsync(Account account, CancellationToken cancellationToken) =>
        await accounts.FindActiveAsync(account.Actor.Id, cancellationToken) is { } now && now.Stamp == account.Stamp && now.Actor.Roles.SetEquals(account.Actor.Roles);

    /// <summary>Whether what the request was signed in with would still sign in.</summary>
    private async ValueTask<bool> IsSignedInAsync(HttpContext context, string userId, CancellationToken cancellationToken)
    {
        if (Sessions.IdOf(context.User) is { } session)
            return await sessions.UseAsync(session, userId, isAutomatic: true, cancellationToken);
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && (await tokens.VerifyAsync(header[scheme.Length..].Trim(), cancellationToken))?.UserId == userId;
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        // A proxy that gathers answers would hold back every event.
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private static Task WriteAsync(HttpContext context, LiveEvent news, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.Serialize(new { news.Ticket, news.Revision, news.Names }, Json);
        return WriteAsync(context, $"event: {news.Name}\ndata: {data}\n\n", cancellationToken);
    }

    private static async Task WriteAsync(HttpContext context, string frame, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(frame, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private sealed class Stream(LiveStreams streams, Actor actor, Command command, LiveTopic topic, Func<CancellationToken, Task<bool>>? stillSees) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => streams.SendAsync(httpContext, actor, command, topic, stillSees);
    }
}
