using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Alur.Host.Tests;

/// <summary>Short ways to ask the host and to read its answers. Everything ends with the test's own cancellation.</summary>
internal static class Http
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) => client.GetAsync(path, Ended);

    public static Task<HttpResponseMessage> Delete(this HttpClient client, string path) => client.DeleteAsync(path, Ended);

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, object? body = null) =>
        client.PostAsync(path, body is null ? null : JsonContent.Create(body), Ended);

    public static Task<HttpResponseMessage> Put(this HttpClient client, string path, object body) => client.PutAsync(path, JsonContent.Create(body), Ended);

    public static Task<HttpResponseMessage> PostRaw(this HttpClient client, string path, string json, string type = "application/json") =>
        client.PostAsync(path, new StringContent(json, Encoding.UTF8, type), Ended);

    public static Task<HttpResponseMessage> Ask(this HttpClient client, HttpRequestMessage request) => client.SendAsync(request, Ended);

    /// <summary>The answer's text.</summary>
    public static Task<string> Text(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Ended);

    /// <summary>The JSON object of an answer that must be a success.</summary>
    public static async Task<JsonObject> Json(this HttpResponseMessage answer)
    {
        var text = await answer.Text();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A text member of a JSON object.</summary>
    public static string Text(this JsonObject json, string name) => json[name]!.GetValue<string>();

    /// <summary>The answer is a refusal in the form that Elsa Studio understands; gives its messages.</summary>
    public static async Task<List<string>> ShouldBeStudioRefusal(this HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var text = await answer.Text();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        var refusal = JsonNode.Parse(text)!.AsObject();
        refusal.Select(member => member.Key).ShouldBe(["statusCode", "message", "errors"]);
        refusal["statusCode"]!.GetValue<int>().ShouldBe((int)status);
        refusal.Text("message").ShouldNotBeNullOrWhiteSpace();
        refusal["errors"]!.AsObject().Select(member => member.Key).ShouldBe(["generalErrors"]);
        var messages = refusal["errors"]!["generalErrors"]!.AsArray().Select(message => message!.GetValue<string>()).ToList();
        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(message => !string.IsNullOrWhiteSpace(message));
        return messages;
    }

    /// <summary>The answer is this refusal, in the whole shape that every refusal has.</summary>
    public static async Task<JsonObject> ShouldBeRefusal(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Text();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!.AsObject();
        problem.Text("type").ShouldBe("/problems/" + code);
        problem.Text("code").ShouldBe(code);
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        problem.Text("title").ShouldNotBeNullOrWhiteSpace();
        problem.Text("detail").ShouldNotBeNullOrWhiteSpace();
        return problem;
    }
}
