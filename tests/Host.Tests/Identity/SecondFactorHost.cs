using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests.Pages;
using Alur.Host.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>A host whose real time the test moves, and people with a password and an authenticator app.</summary>
public abstract partial class SecondFactorHost : IAsyncLifetime
{
    public const string Password = "perahu layar di dermaga";

    public SettableTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public HostFixture Host { get; private set; } = null!;

    protected abstract Task<string?> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["Sla:Enabled"] = "false" };
        if (await DatabaseAsync() is { } database)
            settings["Storage:Database"] = database;
        Host = await HostFixture.StartAsync(new HostOptions { Settings = settings, Late = services => services.AddSingleton(new RealTime(Time)) });
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public Task<AlurDb> DbAsync() => Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public async Task<AlurUser> NewPersonAsync(string role = Roles.Helpdesk)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var name = "orang" + Guid.NewGuid().ToString("N")[..12];
        var made = await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(name, "Orang Uji", null, [role]), null, Password);
        return made.ShouldBeOfType<PersonResult.Made>().User;
    }

    /// <summary>Signs in by the page with a password alone.</summary>
    internal async Task<PageVisitor> SignedInAsync(AlurUser person)
    {
        var visitor = PageVisitor.Stranger(Host);
        using var answer = await PasswordAsync(visitor, person);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    internal static Task<HttpResponseMessage> PasswordAsync(PageVisitor visitor, AlurUser person, string back = "/akun") =>
        visitor.PostAsync("/masuk", new Dictionary<string, string> { ["userName"] = person.UserName!, ["password"] = Password, ["kembali"] = back });

    /// <summary>Switches the second factor on by the pages; gives the key and the recovery codes.</summary>
    internal async Task<(string Key, List<string> Codes)> SwitchOnAsync(PageVisitor visitor)
    {
        using var asked = await visitor.SubmitAsync("/akun/dua-langkah", "/kunci", new() { ["password"] = Password });
        var page = await asked.Text();
        asked.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        var key = KeyOf(page);
        var (action, fields) = PageVisitor.Form(page, "/pasang", null, new() { ["code"] = Code(key) });
        using var done = await visitor.PostAsync(action, fields);
        var codes = await done.Text();
        done.StatusCode.ShouldBe(HttpStatusCode.OK, codes);
        return (key, CodesOf(codes));
    }

    public static string KeyOf(string page) => KeyText().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    public static List<string> CodesOf(string page) => [.. CodeText().Matches(page).Select(match => match.Groups[1].Value)];

    /// <summary>The code that an app shows, reckoned here by RFC 6238 itself.</summary>
    public string Code(string key, int stepsFromNow = 0)
    {
        var bits = string.Concat(key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2)
            .PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (Time.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsFromNow);
#pragma warning disable CA5350 // RFC 6238 has SHA-1.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>A code that none of the steps around now has.</summary>
    public string WrongCode(string key) =>
        Enumerable.Range(0, 10).Select(number => number.ToString("000000", CultureInfo.InvariantCulture))
            .First(code => Enumerable.Range(-2, 5).All(step => Code(key, step) != code));

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex KeyText();

    [GeneratedRegex("<li><code>([0-9A-Z-]+)</code></li>")]
    private static partial Regex CodeText();
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteSecondFactorHost : SecondFactorHost
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSecondFactorHost : SecondFactorHost
{
    protected override async Task<string?> DatabaseAsync() => await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
}
