using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Alur.Host.Security;

namespace Alur.Host;

/// <summary>How the API reads and writes JSON: camelCase, enumerations as text, strict numbers, nothing twice, nothing too deep.</summary>
public static class JsonShape
{
    /// <summary>Applies the shape to the options of the HTTP endpoints.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.MaxDepth = JsonText.MaxDepth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        // Readable Indonesian and anything else; what HTML could misread stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
    }
}
