using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Idempotency;

/// <summary>
/// One request that may be repeated under an <c>Idempotency-Key</c>. The answer is written in the same transaction as what the request did, so of many
/// requests with one key exactly one does it, and all others get its answer.
/// </summary>
/// <remarks>
/// Use: <see cref="Begin"/>; return <see cref="EarlierAsync"/> when it is not null; add <see cref="Remember"/> to the write set; when the commit
/// conflicts, ask <see cref="EarlierAsync"/> again before trying again: the one who won has left its answer.
/// </remarks>
public sealed class Once
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 200;

    private readonly string _userId;
    private readonly string _key;
    private readonly string _requestHash;

    private Once(string userId, string key, string requestHash)
    {
        _userId = userId;
        _key = key;
        _requestHash = requestHash;
    }

    /// <summary>Reads the header. Null and no refusal when the request carries none: then it is simply done.</summary>
    public static (Once? Once, Refusal? Refusal) Begin(HttpContext context, string userId)
    {
        if (context.Request.Headers[Header] is not { Count: > 0 } values)
            return (null, null);
        if (values is not [{ Length: > 0 and <= LongestKey } key] || key.Any(letter => letter is < '!' or > '~'))
            return (null, new Refusal.Malformed(T("{0} harus satu nilai, 1 sampai {1} karakter ASCII tanpa spasi.", Header, LongestKey)));
        return (new Once(userId, key, Hash(context)), null);
    }

    /// <summary>A form that may be sent twice by a double click; its key is not one that a program could use.</summary>
    /// <param name="userId">Who sends it.</param>
    /// <param name="key">The form's hidden key.</param>
    /// <param name="content">Address and fields, to be told from another form under the same key.</param>
    public static Once OfForm(string userId, string key, string content) =>
        new(userId, "form " + key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    /// <summary>A part of the request that is done in a transaction of its own, so that the parts done stay done when the whole is sent again.</summary>
    /// <param name="part">Tells it from the others. Keys of programs have no blanks, so no request's own key is one of a part.</param>
    public Once Part(string part) => new(_userId, $"{_key} {part}", _requestHash);

    /// <summary>The answer already given under the key, or the refusal when it was given to another request. Null when the key is new.</summary>
    public async Task<IResult?> EarlierAsync(IDbContextFactory<AlurDb> contexts, CancellationToken cancellationToken) =>
        (await FindAsync(contexts, cancellationToken))?.ToResult();

    /// <summary>What was already answered under the key; null when the key is new.</summary>
    public async Task<EarlierAnswer?> FindAsync(IDbContextFactory<AlurDb> contexts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Idempotency.AsNoTracking().FirstOrDefaultAsync(answer => answer.UserId == _userId && answer.Key == _key, cancellationToken);
        return row is null ? null : new EarlierAnswer(row.RequestHash == _requestHash, row.Status, row.Response);
    }

    /// <summary>Keeps the answer with what the request did. Loses (a conflict of the commit) when the key was used meanwhile.</summary>
    /// <param name="status">HTTP status of the answer.</param>
    /// <param name="json">Body of the answer.</param>
    /// <param name="now">When.</param>
    public Write Remember(int status, string json, DateTimeOffset now) => SupportWrites.RememberAnswer(
        new IdempotencyRow { UserId = _userId, Key = _key, RequestHash = _requestHash, Status = status, Response = json, CreatedAt = now });

    // Method, address and body: the key repeats this request and no other.
    private static string Hash(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n"));
        hash.AppendData(BodyGuard.BodyOf(context).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What was answered earlier under a key.</summary>
/// <param name="IsSame">Whether it was the same request; otherwise the rest must not be shown.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Json">Body.</param>
public sealed record EarlierAnswer(bool IsSame, int Status, string Json)
{
    /// <summary>The answer once more, or the refusal when the key belongs to another request.</summary>
    public IResult ToResult() => IsSame ? new Replay(Status, Json) : new Refusal.IdempotencyMismatch().ToResult();

    private sealed class Replay(int status, string json) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            AddHeaders(httpContext);
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers["Idempotent-Replayed"] = "true";
            return httpContext.Response.WriteAsync(json, httpContext.RequestAborted);
        }

        // What is kept is a ticket as it was shown then; its headers say nothing that is not in it.
        private void AddHeaders(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            using var ticket = JsonDocument.Parse(json);
            if (ticket.RootElement.TryGetProperty("revision", out var revision))
                headers.ETag = $"\"{revision.GetInt64()}\"";
            if (status == StatusCodes.Status201Created && ticket.RootElement.TryGetProperty("id", out var id))
                headers.Location = $"{httpContext.Request.PathBase}/api/tickets/{id.GetString()}";
        }
    }
}
