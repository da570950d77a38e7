using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>
/// Reads JSON text strictly and within bounds: one pass that finds what a lenient parser would lose or choke on (a property named twice, half of a surrogate pair,
/// bottomless nesting), then the tree itself.
/// </summary>
internal sealed class DocumentReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();
    private readonly Stack<Frame> frames = new();

    public static JsonObject? Read(string text, out ImmutableArray<Problem> problems)
    {
        var reader = new DocumentReader();
        var result = reader.Read(text);
        problems = reader.problems.ToImmutable();
        return result;
    }

    private JsonObject? Read(string text)
    {
        if (text.Length > WorkflowDocument.MaxLength)
        {
            Report("too-large", string.Create(CultureInfo.InvariantCulture, $"Expected at most {WorkflowDocument.MaxLength} characters but got {text.Length}."));
            return null;
        }

        byte[] utf8;
        try
        {
            utf8 = Strict.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (EncoderFallbackException e)
        {
            Report("bad-text", string.Create(CultureInfo.InvariantCulture, $"Expected Unicode text but character {e.Index} is half of a surrogate pair."));
            return null;
        }

        Scan(utf8);
        if (problems.Count > 0)
        {
            return null;
        }

        if (JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = WorkflowDocument.MaxDepth + 1 }) is not JsonObject json)
        {
            Report("not-an-object", "Expected a JSON object but got something else.");
            return null;
        }

        Touch(json);
        return json;
    }

    private void Scan(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 2 * WorkflowDocument.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (!Take(ref reader))
                {
                    return;
                }
            }
        }
        catch (JsonException e)
        {
            Report("not-json", string.Create(CultureInfo.InvariantCulture, $"Expected JSON but line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} is not."));
        }
    }

    /// <summary>Takes a token; false when reading on is of no use.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Next();
                if (reader.CurrentDepth >= WorkflowDocument.MaxDepth)
                {
                    Report("too-deep", string.Create(CultureInfo.InvariantCulture, $"Expected at most {WorkflowDocument.MaxDepth} levels but there are more."));
                    return false;
                }

                frames.Push(new Frame(reader.TokenType == JsonTokenType.StartObject ? new HashSet<string>(StringComparer.Ordinal) : null));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                frames.Pop();
                break;
            case JsonTokenType.PropertyName:
                var frame = frames.Peek();
                frame.Name = Text(ref reader) ?? "";
                if (!frame.Names!.Add(frame.Name))
                {
                    Report("duplicate-property", $"Expected each property once but '{frame.Name}' is there again.");
                }

                break;
            case JsonTokenType.String:
                Next();
                _ = Text(ref reader);
                break;
            default:
                Next();
                break;
        }

        return true;
    }

    /// <summary>The text of a name or string; null, with a problem, when an escape in it is half of a surrogate pair.</summary>
    private string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && reader.TokenType == JsonTokenType.String)
        {
            return "";
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Report("bad-text", "Expected Unicode text but an escape in it is half of a surrogate pair.");
            return null;
        }
    }

    private void Next()
    {
        if (frames.TryPeek(out var frame))
        {
            frame.Index++;
        }
    }

    private void Report(string code, string message) => problems.Add(new Problem(code, Here(), message));

    private string Here()
    {
        var path = JsonPath.Root;
        foreach (var frame in frames.Reverse())
        {
            path = frame.Names is null
                ? frame.Index < 0 ? path : JsonPath.Item(path, frame.Index)
                : frame.Name is null ? path : JsonPath.Property(path, frame.Name);
        }

        return path;
    }

    /// <summary>Builds the whole tree now: JsonNode makes its inside on first use, and a document is read from many threads.</summary>
    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, child) in o)
                {
                    Touch(child);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    Touch(child);
                }

                break;
        }
    }

    /// <summary>Where the scan is inside one object (which has <paramref name="names"/>) or list.</summary>
    private sealed class Frame(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}
