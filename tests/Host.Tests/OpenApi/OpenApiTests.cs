using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Security;

namespace Alur.Host.Tests.OpenApi;

/// <summary>The description of the API says what the API does.</summary>
public sealed class OpenApiTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Is_3_1_at_both_addresses()
    {
        using var client = host.Anonymous();
        foreach (var path in (string[])["/openapi", "/openapi/v1.json"])
        {
            var document = await (await client.Get(path)).Json();
            document.Text("openapi").ShouldStartWith("3.1.");
            document["info"]!["title"]!.GetValue<string>().ShouldBe("Alur");
        }
    }

    [Fact]
    public async Task Describes_every_route_of_the_API_in_Indonesian_with_tag_and_refusals()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        var described = from path in paths from operation in path.Value!.AsObject() select $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}";
        var routes = EveryEndpoint.Of(host).Where(endpoint => endpoint.Route.StartsWith("/api/", StringComparison.Ordinal) && !endpoint.Route.EndsWith(".js", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Method} {endpoint.Route}");
        routes.Except(described).ShouldBeEmpty();

        foreach (var (path, operations) in paths)
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var what = $"{method} {path}";
                operation!["summary"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace(what);
                operation["tags"]?.AsArray().ShouldNotBeEmpty(what);
                var responses = operation["responses"]!.AsObject();
                responses.Select(response => response.Key).ShouldContain("429", what);
                foreach (var (status, response) in responses.Where(response => response.Key[0] is '4' or '5'))
                    response!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/Problem", $"{what} {status}");
            }
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        foreach (var reference in References(document).Distinct())
        {
            JsonNode? target = document;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
                target = target?[part];
            target.ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public async Task Guarded_operations_say_how_to_sign_in()
    {
        var document = await DocumentAsync();
        document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key).ShouldBe(["bearer", "cookie"], ignoreOrder: true);
        document["paths"]!["/api/me"]!["get"]!["security"]!.AsArray().Count.ShouldBe(2);
        document["paths"]!["/api/session"]!["post"]!["security"].ShouldBeNull();
    }

    [Fact]
    public async Task The_page_and_its_scripts_come_from_this_host()
    {
        using var client = host.Anonymous();
        var html = await (await client.Get("/api")).Text();
        html.ShouldContain("<script src=\"/api/scalar.js\">");
        html.ShouldNotContain("http");
        using var script = await client.Get("/api/scalar.js");
        script.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await script.Text()).Length.ShouldBeGreaterThan(1_000_000);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        using var packed = await client.Get("/api/scalar.js");
        packed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
    }

    [Fact]
    public async Task Whoever_chose_English_reads_no_Indonesian_in_it()
    {
        var (indonesian, english) = (await DocumentAsync(), await DocumentAsync("alur.bahasa=c%3D%7Cuic%3Den"));
        var (said, translated) = (Operations(indonesian), Operations(english));
        translated.Keys.ShouldBe(said.Keys);
        foreach (var (name, operation) in translated)
        {
            foreach (var text in (string[])["summary", "description"])
            {
                if (operation[text] is { } one) one.GetValue<string>().ShouldNotBe(said[name].Text(text), name);
            }
        }

        said["post /api/tasks/claims"].Text("description").ShouldStartWith("1 sampai 50 tugas, ");
        foreach (var many in (string[])["claims", "assignments", "acknowledgements"])
            translated[$"post /api/tasks/{many}"].Text("description").ShouldStartWith("1 to 50 tasks, each as ");
        Tags(indonesian)[..3].ShouldBe(["Tiket", "Langkah SOP", "Tugas"]);
        Tags(english)[..3].ShouldBe(["Tickets", "Steps of the SOP", "Task"]);
        Tags(english).Intersect(Tags(indonesian)).ShouldBe(["SLA"]);
        translated.Values.SelectMany(operation => operation["tags"]!.AsArray()).Select(tag => tag!.GetValue<string>()).Distinct().ShouldBe(Tags(english), ignoreOrder: true);

        static List<string> Tags(JsonObject document) => [.. document["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>())];

        static Dictionary<string, JsonObject> Operations(JsonObject document) =>
            (from path in document["paths"]!.AsObject() from operation in path.Value!.AsObject() select (Name: $"{operation.Key} {path.Key}", operation.Value))
            .ToDictionary(operation => operation.Name, operation => operation.Value!.AsObject());
    }

    private async Task<JsonObject> DocumentAsync(string? language = null)
    {
        using var client = host.Anonymous();
        if (language is not null) client.DefaultRequestHeaders.Add("Cookie", language);
        return await (await client.Get("/openapi")).Json();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member is { Key: "$ref", Value: JsonValue text } ? [text.GetValue<string>()] : References(member.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };
}
