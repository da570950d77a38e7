using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alur.Workflows.Instances;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;

namespace Alur.Workflows.Expressions;

/// <summary>Carries values between JSON and JavaScript.</summary>
internal static class ScriptValues
{
    /// <summary>The most bytes of JSON that a script's value may have.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int MaxItems = 100_000;

    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON value as a script sees it: its own copy.</summary>
    public static JsValue ToScript(Engine engine, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return JsBoolean.True;
            case JsonValueKind.False:
                return JsBoolean.False;
            case JsonValueKind.Number:
                return JsNumber.Create(value.GetDouble());
            case JsonValueKind.String:
                return JsString.Create(value.GetString()!);
            case JsonValueKind.Array:
                var items = new JsValue[value.GetArrayLength()];
                var i = 0;
                foreach (var item in value.EnumerateArray())
                {
                    items[i++] = ToScript(engine, item);
                }

                return new JsArray(engine, items);
            case JsonValueKind.Object:
                var result = new JsObject(engine);
                foreach (var property in value.EnumerateObject())
                {
                    result.FastSetDataProperty(property.Name, ToScript(engine, property.Value));
                }

                return result;
            default:
                return JsValue.Null;
        }
    }

    /// <summary>A script's value as JSON: whole numbers whole, dates as ISO text, undefined and functions as null.</summary>
    /// <exception cref="ActivityFaultException">It nests too deep, is too long, or holds itself.</exception>
    public static JsonElement ToJson(JsValue value)
    {
        if (value.IsNull() || value.IsUndefined())
        {
            return Values.Null;
        }

        if (value is JsBoolean boolean)
        {
            return Values.Boolean(boolean.AsBoolean());
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            Write(writer, value, 0);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, JsValue value, int depth)
    {
        if (writer.BytesCommitted + writer.BytesPending > MaxLength)
        {
            throw TooBig();
        }

        switch (value)
        {
            case JsBoolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case JsNumber:
                WriteNumber(writer, value.AsNumber());
                break;
            case JsString:
                WriteText(writer, value);
                break;
            case JsBigInt:
                writer.WriteStringValue(TypeConverter.ToString(value));
                break;
            case JsDate date:
                WriteDate(writer, date.DateValue);
                break;
            case JsArray array:
                Enter(depth);
                writer.WriteStartArray();
                for (uint i = 0; i < array.Length; i++)
                {
                    if (i >= MaxItems)
                    {
                        throw TooBig();
                    }

                    Write(writer, array.Get(JsNumber.Create(i)), depth + 1);
                }

                writer.WriteEndArray();
                break;
            case ObjectInstance instance when instance is not Function:
                Enter(depth);
                WriteObject(writer, instance, depth);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectInstance instance, int depth)
    {
        writer.WriteStartObject();
        foreach (var (key, descriptor) in instance.GetOwnProperties())
        {
            if (key is JsString && descriptor.Enumerable && instance.Get(key) is var value && !value.IsUndefined() && value is not Function)
            {
                writer.WritePropertyName(Text(key));
                Write(writer, value, depth + 1);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Values that hold themselves end here as well: they have no bottom.</summary>
    private static void Enter(int depth)
    {
        if (depth >= ValueConversion.MaxDepth)
        {
            throw new ActivityFaultException("script-too-deep", string.Create(CultureInfo.InvariantCulture, $"Expected a value of at most {ValueConversion.MaxDepth} levels but the script gave a deeper one."));
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteNullValue();
        }
        else if (double.IsInteger(number) && Math.Abs(number) < 1e18)
        {
            writer.WriteNumberValue((long)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, JsValue value)
    {
        if (value.AsString() is { Length: <= MaxLength } text)
        {
            writer.WriteStringValue(Text(text));
            return;
        }

        throw TooBig();
    }

    private static void WriteDate(Utf8JsonWriter writer, double milliseconds)
    {
        if (double.IsNaN(milliseconds) || milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    private static string Text(JsValue value) => Storable(value.AsString());

    /// <summary>Half a surrogate pair cannot be written again, and PostgreSQL stores no U+0000: both become the replacement character.</summary>
    public static string Storable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) || text[i] == '\0')
            {
                return new string([.. text.EnumerateRunes().SelectMany(r => (r.Value == 0 ? Rune.ReplacementChar : r).ToString())]);
            }
        }

        return text;
    }

    private static ActivityFaultException TooBig() =>
        new("script-too-big", string.Create(CultureInfo.InvariantCulture, $"Expected the script to give at most {MaxLength} bytes of JSON but it gave more."));
}
