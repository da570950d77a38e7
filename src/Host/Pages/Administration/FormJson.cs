using System.Text.Json;

namespace Alur.Host.Pages.Administration;

/// <summary>Documents that a preview carries to the form that applies them.</summary>
internal static class FormJson
{
    /// <summary>Reads a hidden field; it may have been changed on the way, so it is checked again like anything that is sent.</summary>
    public static bool TryRead(string? text, out JsonElement document)
    {
        document = default;
        try
        {
            using var read = JsonDocument.Parse(text ?? "");
            document = read.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
