using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>The first start outside of Development: no account, no default password, one link.</summary>
public sealed partial class SetupTests
{
    private const string Password = "perahu merah di teluk";

    [Fact]
    public async Task First_start_prints_a_link_that_makes_one_Administrator_once()
    {
        await using var start = await Start.NewAsync();
        var token = start.Token();
        using var client = start.Host.Anonymous();
        var request = new { token, userName = "kepala", name = "Kepala Biro", password = Password };

        (await client.Post("/api/setup", request)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await client.Post("/api/setup", new { token, userName = "kedua", name = "Kedua", password = Password })).ShouldBeRefusal(HttpStatusCode.Gone, "link-invalid");

        var signedIn = await (await client.Post("/api/session", new { userName = "kepala", password = Password })).Json();
        signedIn["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([Roles.Administrator]);
    }

    [Fact]
    public async Task Of_many_at_once_with_the_link_one_wins()
    {
        await using var start = await Start.NewAsync();
        var token = start.Token();
        using var client = start.Host.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            client.Post("/api/setup", new { token, userName = $"admin{i}", name = "Admin", password = Password })));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Gone).ShouldBe(7);
    }

    [Fact]
    public async Task A_weak_password_does_not_use_the_link_up()
    {
        await using var start = await Start.NewAsync();
        var token = start.Token();
        using var client = start.Host.Anonymous();
        foreach (var weak in (string[])["password", "pendek", "aaaaaaaaaaaaaaaa", "administrator2026", "kepala-kepala-kepala"])
        {
            var problem = await (await client.Post("/api/setup", new { token, userName = "kepala", name = "K", password = weak }))
                .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
            problem["errors"]!.AsObject().ContainsKey("password").ShouldBeTrue(weak);
        }
        (await client.Post("/api/setup", new { token, userName = "kepala", name = "K", password = Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_secret_is_not_stored_and_a_made_up_one_opens_nothing()
    {
        await using var start = await Start.NewAsync();
        await using var db = await start.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = await db.Settings.Where(s => s.Key.StartsWith("setup")).Select(s => s.Value).SingleAsync(TestContext.Current.CancellationToken);
        stored.ShouldNotContain(start.Token());
        using var client = start.Host.Anonymous();
        foreach (var wrong in (string?[])[null, "", new string('A', 43), new string('!', 43), start.Token()[..42], start.Token() + "A"])
            await (await client.Post("/api/setup", new { token = wrong, userName = "x", name = "x", password = Password })).ShouldBeRefusal(HttpStatusCode.Gone, "link-invalid");
    }

    [Fact]
    public async Task A_later_start_replaces_the_link_until_there_is_an_Administrator_and_then_prints_none()
    {
        var folder = Directory.CreateTempSubdirectory("alur-setup-").FullName;
        try
        {
            string first, second;
            await using (var start = await Start.NewAsync(folder))
                first = start.Token();
            await using (var start = await Start.NewAsync(folder))
            {
                second = start.Token();
                second.ShouldNotBe(first);
                using var client = start.Host.Anonymous();
                await (await client.Post("/api/setup", new { token = first, userName = "a", name = "a", password = Password })).ShouldBeRefusal(HttpStatusCode.Gone, "link-invalid");
                (await client.Post("/api/setup", new { token = second, userName = "a-satu", name = "a", password = Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            }
            await using (var start = await Start.NewAsync(folder))
                start.Printed.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_makes_the_Administrator_too()
    {
        await using var start = await Start.NewAsync();
        using var client = start.Host.Anonymous();
        (await (await client.Get($"/setup?token={start.Token()}")).Text()).ShouldContain("Buat Administrator pertama");
        (await (await client.Get("/setup?token=salah")).Text()).ShouldContain("tidak berlaku");

        using var form = new FormUrlEncodedContent([new("token", start.Token()), new("userName", "kepala"), new("name", "Kepala"), new("password", Password)]);
        using var answer = await client.PostAsync("/setup", form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe("/masuk");
    }

    /// <summary>A start in Production whose console is read.</summary>
    private sealed class Start : IAsyncDisposable
    {
        private readonly StringWriter _console = new();

        public required HostFixture Host { get; init; }

        public string Printed => _console.ToString();

        public static async Task<Start> NewAsync(string? folder = null)
        {
            var console = new StringWriter();
            var host = await HostFixture.StartAsync(new HostOptions
            {
                Environment = "Production",
                Folder = folder,
                Late = services => services.AddSingleton(new SetupAnnouncement(console)),
            });
            var start = new Start { Host = host };
            start._console.Write(console.ToString());
            return start;
        }

        public string Token() => Link().Match(Printed).Groups["token"].Value;

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [GeneratedRegex(@"/setup\?token=(?<token>[A-Za-z0-9_-]{43})\s")]
    private static partial Regex Link();
}
