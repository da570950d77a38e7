using System.Globalization;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.OpenApi;

/// <summary>Completes the generated description: what the API is, how to sign in, and which refusals an operation can answer.</summary>
internal static class ApiDescription
{
    private const string Problem = "Problem";

    private static readonly string[] Tags =
        ["Tiket", "Langkah SOP", "Tugas", "SLA", "Pemberitahuan", "Akun", "Pengguna", "Insiden", "Operasi", "Pengembangan"];

    public static void Apply(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
        options.AddOperationTransformer((operation, context, _) => AddRefusalsAsync(operation, context));
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Alur",
            Version = "v1",
            Description = T("Menjalankan SOP kantor sebagai perangkat lunak. Masuk dengan cookie (POST /api/session) atau token Bearer (POST /api/token). "
                + "Setiap penolakan berbentuk problem+json; arti tiap 'code' ada di /problems."),
        };
        // Relative to wherever this document was read from, so it is right behind every proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        // In the order in which a reader meets them; a tag that is not listed comes last.
        document.Tags = new HashSet<OpenApiTag>((document.Tags ?? new HashSet<OpenApiTag>()).OrderBy(tag => Array.IndexOf(Tags, tag.Name) is var at and >= 0 ? at : Tags.Length)
            .Select(tag => new OpenApiTag { Name = T(tag.Name!), Description = tag.Description }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = T("Token dari POST /api/token, untuk program.") },
            ["cookie"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "alur-session", Description = T("Cookie dari POST /api/session, untuk orang."),
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = T("RFC 9457. Anggota lain bergantung pada jenis penolakan, misalnya 'holderName' atau 'limitBytes'."),
        Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };

    private static OpenApiRequestBody FileUpload() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            },
        },
    };

    private static string Said(string text, object?[] values) => values.Length > 0 ? T(text, values) : T(text);

    private static Task AddRefusalsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        var kinds = metadata.OfType<RefusesMetadata>().SelectMany(refuses => refuses.Kinds).Append(ProblemKinds.Malformed).Append(ProblemKinds.TooMany);
        if (!anonymous)
            kinds = kinds.Append(ProblemKinds.NotSignedIn).Append(ProblemKinds.Forbidden);
        if (operation.RequestBody is not null)
            kinds = kinds.Append(ProblemKinds.TooLarge).Append(ProblemKinds.UnsupportedType);
        operation.Responses ??= [];
        foreach (var group in kinds.Distinct().GroupBy(kind => kind.Status).OrderBy(group => group.Key))
        {
            operation.Responses[group.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join("; ", group.Select(kind => $"{kind.Title} ({kind.Slug})")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                },
            };
        }
        if (metadata.OfType<FileUploadMetadata>().Any())
            operation.RequestBody = FileUpload();
        object?[] values = [.. metadata.OfType<DescribedValues>().SelectMany(described => described.Values)];
        operation.Summary = operation.Summary is { } summary ? Said(summary, values) : null;
        operation.Description = operation.Description is { } description ? Said(description, values) : null;
        operation.Tags = operation.Tags is { } tags ? new HashSet<OpenApiTagReference>(tags.Select(tag => new OpenApiTagReference(T(tag.Name!), context.Document))) : null;
        if (metadata.OfType<CommandAttribute>().LastOrDefault() is { Command: var command })
            operation.Description = $"{operation.Description} {T("Wewenang: {0}.", command)}".Trim();
        if (!anonymous)
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("cookie", context.Document)] = [] },
            ];
        }
        return Task.CompletedTask;
    }
}
