using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Alur.Host.Sla.Policies;

/// <summary>
/// A place in a step's time: a share of it (<c>80%</c>), or working time before or after the due time (<c>-PT1H</c>, <c>+PT30M</c>; <c>+PT0S</c> is the due
/// time itself).
/// </summary>
/// <param name="Percent">Share in percent, 1 to 1,000; null for a place relative to the due time.</param>
/// <param name="Seconds">Working seconds after the due time, negative before it; 0 for a share.</param>
[JsonConverter(typeof(PolicyOffsetConverter))]
public readonly record struct PolicyOffset(int? Percent, int Seconds)
{
    private const int MostPercent = 1_000;
    private const int MostSeconds = 365 * 86_400;

    /// <summary>Working time used when it is reached, in seconds; negative when it lies before the step's begin.</summary>
    /// <param name="budget">The step's working time in seconds.</param>
    public long UsedAt(long budget) => Percent is { } percent ? budget * percent / 100 : budget + Seconds;

    /// <summary>Reads a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The place.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? text, out PolicyOffset offset)
    {
        offset = default;
        if (text is null || text.Length is 0 or > 40) return false;
        if (text[^1] == '%')
        {
            if (!int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) || percent is < 1 or > MostPercent) return false;
            offset = new(percent, 0);
            return true;
        }
        if (text[0] is not ('+' or '-') || !PolicyTime.TryParse(text[1..], MostSeconds, out var seconds)) return false;
        offset = new(null, text[0] == '-' ? -seconds : seconds);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Percent is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"{percent}%")
        : (Seconds < 0 ? "-" : "+") + XmlConvert.ToString(TimeSpan.FromSeconds(Math.Abs(Seconds)));
}

/// <summary>Working time in a policy: ISO 8601 in hours, minutes and seconds, such as <c>PT1H30M</c>. Days are not taken: a working day is not 24 hours.</summary>
internal static class PolicyTime
{
    public static bool TryParse(string? text, int most, out int seconds)
    {
        seconds = 0;
        if (text is null || !text.StartsWith("PT", StringComparison.Ordinal) || text.Length > 20) return false;
        try
        {
            var time = XmlConvert.ToTimeSpan(text);
            if (time < TimeSpan.Zero || time.TotalSeconds > most) return false;
            seconds = (int)time.TotalSeconds;
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}

/// <summary>Places are strings in JSON.</summary>
internal sealed class PolicyOffsetConverter : JsonConverter<PolicyOffset>
{
    public override PolicyOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PolicyOffset.TryParse(reader.GetString(), out var offset)
            ? offset
            : throw new JsonException("Expected a place in a step's time, such as \"80%\", \"-PT1H\" or \"+PT30M\".");

    public override void Write(Utf8JsonWriter writer, PolicyOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
