using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>A command whose answer was lost is sent again with its key.</summary>
public sealed class RepeatTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public async Task A_message_sent_again_is_written_once(string visibility)
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var text = $"Sekali saja, {visibility} {Guid.NewGuid():N}";
        var path = $"/api/tickets/{ticket.Text("id")}/messages";

        var first = await SendAsync(await office.Andi, path, new { text, visibility }, text[^32..]);
        var again = await SendAsync(await office.Andi, path, new { text, visibility }, text[^32..]);

        first.Status.ShouldBe(HttpStatusCode.OK);
        again.ShouldBe(first);
        (await WrittenAsync(text)).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_key_it_is_two_messages()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var text = $"Dua kali {Guid.NewGuid():N}";
        var path = $"/api/tickets/{ticket.Text("id")}/messages";

        await SendAsync(await office.Andi, path, new { text }, null);
        await SendAsync(await office.Andi, path, new { text }, null);

        (await WrittenAsync(text)).ShouldBe(2);
    }

    [Fact]
    public async Task Another_body_under_the_key_is_refused()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/messages";
        var key = Guid.NewGuid().ToString("N");

        await SendAsync(await office.Andi, path, new { text = "satu" }, key);
        var other = await SendAsync(await office.Andi, path, new { text = "dua" }, key);

        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WrittenAsync("dua")).ShouldBe(0);
    }

    [Fact]
    public async Task A_completion_sent_again_gets_the_same_answer()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var path = $"/api/tasks/{ticket.OpenTask().Text("id")}/complete";
        var key = Guid.NewGuid().ToString("N");
        var body = new { outcome = "Done", data = new { priority = "Tinggi" } };

        var first = await SendAsync(await office.Andi, path, body, key);
        var again = await SendAsync(await office.Andi, path, body, key);
        var withoutKey = await SendAsync(await office.Andi, path, body, null);

        first.Status.ShouldBe(HttpStatusCode.OK);
        again.ShouldBe(first);
        withoutKey.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_step_by_its_name_sent_again_gets_the_same_answer()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/set-priority";
        var key = Guid.NewGuid().ToString("N");

        var first = await SendAsync(await office.Andi, path, new { priority = "Tinggi" }, key);
        var again = await SendAsync(await office.Andi, path, new { priority = "Tinggi" }, key);

        first.Status.ShouldBe(HttpStatusCode.OK);
        again.ShouldBe(first);
    }

    [Fact]
    public async Task Of_ten_at_once_with_one_key_one_is_done_and_all_get_its_answer()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var text = $"Serentak {Guid.NewGuid():N}";
        var andi = await office.Andi;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(andi, $"/api/tickets/{ticket.Text("id")}/messages", new { text }, text[^32..])));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.OK);
        (await WrittenAsync(text)).ShouldBe(1);
    }

    private static async Task<(HttpStatusCode Status, string Body, string? ETag)> SendAsync(Person sender, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await sender.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.ETag?.Tag);
    }

    private async Task<int> WrittenAsync(string text)
    {
        await using var db = await office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Messages.CountAsync(message => message.Text == text, TestContext.Current.CancellationToken);
    }
}
