using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Security;
using Alur.Host.Tests.Features;
using CsCheck;
using Roles = Alur.Host.Identity.Roles;

namespace Alur.Host.Tests.Security;

/// <summary>
/// Any body, however broken, on any route, never gives 500: thousands of bodies over every unsafe endpoint of the host's own list, by accounts that may use it,
/// so that they reach the handlers. A failure prints the seed and the body.
/// </summary>
public abstract class FuzzSuite(Office office)
{
    private readonly HostFixture host = office.Host;

    /// <summary>Bodies for an endpoint that the account may use, so that they reach its handler.</summary>
    private const int Bodies = 60;

    /// <summary>Bodies for one that stops the account at the door, whatever they hold.</summary>
    private const int BodiesAtTheDoor = 4;

    private static readonly string[] Names =
    [
        "account", "advance", "userName", "password", "token", "name", "email", "roles", "days", "userId", "title", "lpse", "application", "errorCode", "tenderCode", "kind",
        "description", "channel", "priority", "text", "visibility", "outcome", "data", "answer", "rating", "remark", "message", "reason", "analysis", "reporter", "npwp",
        "lkppNumber", "at", "dueAt", "sourceVersion", "targetVersion", "mapping", "sla", "instances", "page", "statuses", "filter", "ids", "input", "versionOptions", "timestampFilters",
        "workflowInstanceId", "activityNodeIds", "model", "publish", "definitionId", "definitionIds", "root", "type", "activities", "connections",
        "variables", "options", "tasks", "revision", "body", "view", "step", "number", "secret", "id", "version", "$type", "__proto__", "",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "5", "2147483648", "-9223372036854775809", "1e308", "1e999", "-0", "0.1e-400", "NaN", "Infinity", "\"\"", "\" \"", "\"helpdesk\"", "\"Y\"", "\"T\"",
        "\"Done\"", "\"public\"", "\"PT1H\"", "\"P9999999999D\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"99999-01-01\"", "\"2026-02-30\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\ud83d\\ude00\"", "\"' or 1=1 --\"", "\"<script>\"", "\"../../etc/passwd\"", "\"\\u202e\"", "\"\\ufffe\"", "[]", "{}", "[null]", "[[[[[]]]]]",
        "[\"Administrator\"]", "{\"$type\":\"System.IO.FileInfo\"}", "\"demo-helpdesk\"", "[1,2,3]", "\"1\"", "3.5", "\"\\", "tru", "'a'", "/*x*/1", "01",
    ];

    private static readonly Gen<string> Value = Gen.OneOf(
        Among(Values),
        Gen.String.Select(text => JsonValue.Create(text).ToJsonString()),
        Gen.Int[1, 30_000].Select(length => $"\"{new string('x', length)}\""),
        Gen.Int[1, 200].Select(depth => new string('[', depth) + new string(']', depth)),
        Gen.Double.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Object =
        Gen.Select(Among(Names), Value).Array[0, 6].Select(members => "{" + string.Join(',', members.Select(m => $"\"{m.Item1}\":{m.Item2}")) + "}");

    private static readonly Gen<string> Nested =
        Gen.Select(Object, Among(Names), Object).Select((outer, name, inner) => outer == "{}" ? $"{{\"{name}\":{inner}}}" : $"{outer[..^1]},\"{name}\":{inner}}}");

    private static readonly Gen<byte[]> Body = Gen.OneOf(
        Object.Select(Encoding.UTF8.GetBytes),
        Nested.Select(Encoding.UTF8.GetBytes),
        Value.Select(Encoding.UTF8.GetBytes),
        Gen.Byte.Array[0, 200],
        // A sound body with one byte changed.
        Gen.Select(Nested, Gen.Int[0, 10_000], Gen.Byte).Select((text, at, changed) => Change(Encoding.UTF8.GetBytes(text), at, changed)),
        Object.Select(text => Encoding.UTF8.GetBytes(text[..(text.Length / 2)])),
        Object.Select(Encoding.Unicode.GetBytes));

    private static readonly Gen<string> ContentType = Gen.Frequency(
        (12, Gen.Const("application/json")),
        (1, Among("application/json; charset=utf-16", "application/problem+json", "text/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
            "multipart/form-data; boundary=x", "application/octet-stream", "")));

    [Theory]
    [InlineData("pelapor", Roles.Pelapor)]
    [InlineData("helpdesk", Roles.Helpdesk)]
    [InlineData("supervisor", Roles.Supervisor)]
    [InlineData("administrator", Roles.Administrator)]
    [InlineData("designer", Roles.Designer)]
    public async Task No_body_gives_500(string account, string role)
    {
        using var client = await host.SignedInAsync(account);
        client.DefaultRequestHeaders.ExpectContinue = false;
        var (me, ticket, task) = await RealIdsAsync(client);
        var endpoints = EveryEndpoint.Of(host).Where(endpoint => endpoint.IsUnsafe && endpoint.Method != "DELETE").ToList();
        endpoints.Count.ShouldBeGreaterThan(10);
        int asked = 0, expected = 0;
        foreach (var endpoint in endpoints)
        {
            var bodies = endpoint.Command is { } command && CommandMatrix.ScopeOf(role, command) == Scope.None ? BodiesAtTheDoor : Bodies;
            expected += bodies;
            var path = endpoint.Path
                .Replace("/tickets/00000000000000000000000000000000", $"/tickets/{ticket}", StringComparison.Ordinal)
                .Replace("/tasks/00000000000000000000000000000000", $"/tasks/{task}", StringComparison.Ordinal)
                .Replace("/workflow-instances/00000000000000000000000000000000", $"/workflow-instances/{ticket}", StringComparison.Ordinal)
                .Replace("/workflow-definitions/00000000000000000000000000000000/execute", "/workflow-definitions/sop-011/execute", StringComparison.Ordinal)
                .Replace("/definitions/00000000000000000000000000000000/migrations", "/definitions/sop-011/migrations", StringComparison.Ordinal)
                .Replace("/people/00000000000000000000000000000000", $"/people/{me}", StringComparison.Ordinal);
            await Gen.Select(Body, ContentType).SampleAsync(
                async (body, type) =>
                {
                    using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), path) { Content = new ByteArrayContent(body) };
                    if (type.Length > 0)
                        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                    using var answer = await client.Ask(request);
                    Interlocked.Increment(ref asked);
                    if ((int)answer.StatusCode >= 500)
                        throw new InvalidOperationException($"Expected no failure but {endpoint.Method} {path} answered {(int)answer.StatusCode} to {type} {Printable(body)}");
                    if ((int)answer.StatusCode >= 400 && answer.StatusCode != HttpStatusCode.NotFound && !IsPage(endpoint))
                        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
                    if (endpoint.IsStudio && !answer.IsSuccessStatusCode)
                        await answer.ShouldBeStudioRefusal(answer.StatusCode);
                },
                iter: bodies,
                threads: 2);
        }
        asked.ShouldBeGreaterThanOrEqualTo(expected);
        expected.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task No_address_or_query_gives_500()
    {
        using var client = await host.SignedInAsync("supervisor");
        using var administrator = await host.SignedInAsync("administrator");
        string[] odd = ["%00", "%ED%A0%80", "%FF", "..%2f..", "%2e%2e", "'", "-1", "99999999999999999999", "NaN", "%F0%9F%99%82", new string('a', 3000), "%0d%0a", "a%20b", "null", "[]", "\\"];
        string[] names = ["versionOptions", "page", "pageSize", "searchTerm", "ids", "after", "limit", "status", "view", "role", "token", "u", "t", "priority", "from", "step", "langkah", "prioritas"];
        var at = 0;
        foreach (var endpoint in EveryEndpoint.Of(host).Where(endpoint => !endpoint.IsUnsafe))
        {
            foreach (var text in odd)
            {
                // Every endpoint meets every text, in its path and under all names at once; alone, each name takes its turn, since one refused text may hide the next.
                string[] paths =
                [
                    endpoint.Path.Replace("00000000000000000000000000000000", text, StringComparison.Ordinal),
                    $"{endpoint.Path}?{string.Join('&', names.Select(name => $"{name}={text}"))}",
                    $"{endpoint.Path}?{names[at++ % names.Length]}={text}",
                ];
                foreach (var path in paths)
                {
                    using var answer = await (endpoint.Command is { } command && CommandMatrix.ScopeOf(Roles.Supervisor, command) != Scope.None ? client : administrator).Get(path);
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{endpoint.Method} {path}");
                }
            }
        }
    }

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static bool IsPage(EveryEndpoint endpoint) => !endpoint.Route.StartsWith("/api", StringComparison.Ordinal);

    private static byte[] Change(byte[] bytes, int at, byte changed)
    {
        if (bytes.Length > 0)
            bytes[at % bytes.Length] = changed;
        return bytes;
    }

    private static string Printable(byte[] body) => Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 600)));

    /// <summary>Ids of things that exist where the account can see some, so that bodies get past "not found".</summary>
    private static async Task<(string Me, string Ticket, string Task)> RealIdsAsync(HttpClient client)
    {
        const string nothing = "00000000000000000000000000000000";
        var me = (await (await client.Get("/api/me")).Json()).Text("id");
        return (me, await FirstAsync(client, "/api/tickets") ?? nothing, await FirstAsync(client, "/api/tasks?view=all") ?? nothing);
    }

    private static async Task<string?> FirstAsync(HttpClient client, string path)
    {
        using var answer = await client.Get(path);
        return answer.IsSuccessStatusCode ? (await answer.Json())["items"]?.AsArray().FirstOrDefault()?["id"]?.GetValue<string>() : null;
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteFuzzTests(SqliteOffice office) : FuzzSuite(office), IClassFixture<SqliteOffice>;

/// <summary>On PostgreSQL, which refuses more than SQLite does.</summary>
public sealed class PostgresFuzzTests(PostgresOffice office) : FuzzSuite(office), IClassFixture<PostgresOffice>;
