using System.Net;
using Alur.Host.Identity;
using Alur.Host.Security;

namespace Alur.Host.Tests.Security;

/// <summary>The matrix as it works over HTTP: every endpoint of the host against every role.</summary>
public sealed class EndpointAuthorisationTests(HostFixture host) : IClassFixture<HostFixture>
{
    /// <summary>What is open to everybody, and why. Anything else must name a command.</summary>
    private static readonly Dictionary<string, string> OpenToEverybody = new()
    {
        ["GET /health/live"] = "an operator's tools have no account",
        ["GET /health/ready"] = "an operator's tools have no account",
        ["POST /api/session"] = "one signs in here",
        ["DELETE /api/session"] = "whose session has ended must still be able to drop the cookie",
        ["POST /api/token"] = "programs sign in here",
        ["POST /api/setup"] = "there is no account yet; the one-time secret is the credential",
        ["POST /api/invitations/accept"] = "there is no password yet; the one-time invitation is the credential",
        ["GET /api/dev/accounts"] = "guarded by DemoGate: this machine only, Development only",
        ["POST /api/dev/sign-in"] = "guarded by DemoGate: this machine only, Development only",
        ["POST /api/dev/clock"] = "guarded by DemoGate: this machine only, Development only",
        ["GET /openapi"] = "the description of the API holds no data",
        ["GET /openapi/{documentName}.json"] = "the description of the API holds no data",
        ["GET /api"] = "the description of the API holds no data",
        ["GET /api/page.js"] = "script of the API page",
        ["GET /api/scalar.js"] = "script of the API page",
        ["GET /problems"] = "explains refusals, also those of signing in",
        ["GET /problems/{slug}"] = "explains refusals, also those of signing in",
        ["GET /alur.css"] = "style of the open pages",
        ["GET /ikon.svg"] = "the sign of a tab holds no data",
        ["GET /favicon.ico"] = "the same sign, where programs that read no page look for it",
        ["GET /lambang.svg"] = "the signs of pages hold no data",
        ["GET /pelapor.js"] = "conveniences of a form hold no data",
        ["GET /lacak"] = "one asks for a ticket by its number and secret here",
        ["POST /lacak"] = "the secret is the credential; attempts are slowed down",
        ["GET /lacak/{number}"] = "the secret, or the token of a mail, is the credential",
        ["POST /api/track"] = "the secret is the credential; attempts are slowed down",
        ["GET /daftar"] = "there is no account yet",
        ["POST /daftar"] = "there is no account yet; attempts are slowed down",
        ["GET /daftar/konfirmasi"] = "there is no account yet; the link of the mail is the credential",
        ["POST /daftar/konfirmasi"] = "there is no account yet; the link of the mail is the credential",
        ["GET /langsung.js"] = "how a page follows changes holds no data",
        ["GET /kerja.js"] = "keyboard shortcuts hold no data",
        ["GET /sop"] = "leads to the SOP of tickets",
        ["GET /sop/{definitionId}"] = "a published SOP is a public document; the numbers of tickets in it are for staff",
        ["GET /design"] = "the components of the pages, in Development only; holds no data",
        ["GET /studio/shell.js"] = "script of the frame around Studio",
        ["GET /studio/shell.css"] = "style of the frame around Studio",
        ["GET /workflows/{**view}"] = "leads Studio's root-absolute links to /studio and holds no data",
        ["GET /"] = "front page",
        ["GET /masuk"] = "one signs in here",
        ["POST /masuk"] = "one signs in here",
        ["GET /masuk/kode"] = "the second step; the right password a moment ago, in a protected cookie, is the credential",
        ["POST /masuk/kode"] = "the second step; the right password a moment ago, in a protected cookie, is the credential",
        ["POST /masuk/oidc"] = "the way to the sign-in server; there is none unless it is set",
        ["POST /masuk/demo"] = "guarded by DemoGate: this machine only, Development only",
        ["POST /bahasa"] = "which language a page speaks is a cookie and holds no data",
        ["POST /keluar"] = "whose session has ended must still be able to drop the cookie",
        ["GET /setup"] = "there is no account yet; the one-time secret is the credential",
        ["POST /setup"] = "there is no account yet; the one-time secret is the credential",
        ["GET /undangan"] = "there is no password yet; the one-time invitation is the credential",
        ["POST /undangan"] = "there is no password yet; the one-time invitation is the credential",
    };

    [Fact]
    public void Every_endpoint_names_its_command_or_is_on_the_open_list()
    {
        var endpoints = EveryEndpoint.Of(host);
        endpoints.Count.ShouldBeGreaterThan(30);
        endpoints.Where(endpoint => endpoint.Command is null).Select(endpoint => $"{endpoint.Method} {endpoint.Route}")
            .ShouldBe(OpenToEverybody.Keys, ignoreOrder: true, "because an endpoint is open only for a reason that somebody wrote down");
        endpoints.ShouldAllBe(endpoint => endpoint.IsAnonymous == (endpoint.Command == null));
    }

    [Fact]
    public async Task Without_an_account_every_other_endpoint_answers_401_and_never_sends_to_a_page()
    {
        using var client = host.Anonymous();
        foreach (var endpoint in EveryEndpoint.Of(host).Where(endpoint => endpoint.Command is not null))
        {
            using var request = endpoint.Request();
            using var answer = await client.Ask(request);
            if (endpoint.IsStudio)
                await answer.ShouldBeStudioRefusal(HttpStatusCode.Unauthorized);
            else
                await answer.ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        }
    }

    [Theory]
    [InlineData("pelapor", Roles.Pelapor)]
    [InlineData("helpdesk", Roles.Helpdesk)]
    [InlineData("adminppe", Roles.AdminPpe)]
    [InlineData("lkpp", Roles.Lkpp)]
    [InlineData("supervisor", Roles.Supervisor)]
    [InlineData("designer", Roles.Designer)]
    [InlineData("administrator", Roles.Administrator)]
    public async Task A_role_reaches_exactly_the_endpoints_of_its_commands(string account, string role)
    {
        foreach (var endpoint in EveryEndpoint.Of(host).Where(endpoint => endpoint.Command is not null))
        {
            // Signed in anew each time: one of the endpoints ends the token it is asked with.
            using var client = await host.SignedInAsync(account);
            using var request = endpoint.Request();
            using var answer = await client.Ask(request);
            var what = $"{role} {endpoint.Method} {endpoint.Route}: {(int)answer.StatusCode} {await answer.Text()}";
            if (CommandMatrix.ScopeOf(role, endpoint.Command!.Value) == Scope.None)
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, what);
            else
                answer.StatusCode.ShouldNotBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError);
        }
    }
}
