using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alur.Host.Sla.Calendars;

/// <summary>
/// One open window of a day, in whole seconds since local midnight: open at <paramref name="From"/>, closed from <paramref name="To"/> on.
/// Written <c>08:00-12:00</c> (or with seconds); <c>24:00</c> is the end of the day.
/// </summary>
/// <param name="From">Second of the day at which it opens, 0 to 86,400.</param>
/// <param name="To">Second of the day at which it closes, 0 to 86,400.</param>
[JsonConverter(typeof(WorkingWindowConverter))]
public readonly record struct WorkingWindow(int From, int To)
{
    /// <summary>Seconds in a day, and so the latest closing.</summary>
    public const int EndOfDay = 86_400;

    /// <summary>Reads <c>HH:mm-HH:mm</c> or <c>HH:mm:ss-HH:mm:ss</c>.</summary>
    /// <param name="text">The window as a person writes it.</param>
    /// <exception cref="FormatException">The text is not a window. Order and overlap are not looked at here.</exception>
    public static WorkingWindow Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TrySecond(text.AsSpan(0, dash), out var from) || !TrySecond(text.AsSpan(dash + 1), out var to))
            throw new FormatException($"Expected a window such as 08:00-12:00 but found '{text}'.");
        return new(from, to);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Clock(From)}-{Clock(To)}";

    private static string Clock(int second) => second % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");

    private static bool TrySecond(ReadOnlySpan<char> text, out int second)
    {
        text = text.Trim();
        if (text is "24:00" or "24:00:00")
        {
            second = EndOfDay;
            return true;
        }
        var read = TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        second = (int)(time.Ticks / TimeSpan.TicksPerSecond);
        return read;
    }
}

/// <summary>Windows are strings in JSON, as a person writes them.</summary>
internal sealed class WorkingWindowConverter : JsonConverter<WorkingWindow>
{
    public override WorkingWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("Expected a window such as \"08:00-12:00\".");
        try
        {
            return WorkingWindow.Parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, WorkingWindow value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
