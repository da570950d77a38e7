using System.Text;
using System.Text.Json;

namespace Alur.Workflows.Tests.Definitions;

/// <summary>JSON as the list of its tokens: equal lists mean the same JSON, in the same order, numbers digit for digit. White space and escapes do not matter.</summary>
internal static class JsonTokens
{
    public static IReadOnlyList<string> Of(string json)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
        {
            tokens.Add(reader.TokenType switch
            {
                JsonTokenType.String or JsonTokenType.PropertyName => $"{reader.TokenType} {reader.GetString()}",
                JsonTokenType.Number => $"Number {Encoding.UTF8.GetString(reader.ValueSpan)}",
                _ => reader.TokenType.ToString(),
            });
        }

        return tokens;
    }
}
