using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Expressions;

public sealed class ValueConversionTests
{
    [Theory]
    [InlineData(ValueKind.Any, "{\"a\":[1.50]}", "{\"a\":[1.50]}")]
    [InlineData(ValueKind.Text, "\"x\"", "\"x\"")]
    [InlineData(ValueKind.Text, "1.50", "\"1.50\"")]
    [InlineData(ValueKind.Text, "true", "\"true\"")]
    [InlineData(ValueKind.Boolean, "\"True\"", "true")]
    [InlineData(ValueKind.Boolean, "0", "false")]
    [InlineData(ValueKind.Boolean, "2", "true")]
    [InlineData(ValueKind.Boolean, "\"yes\"", null)]
    [InlineData(ValueKind.Integer, "\"5\"", "5")]
    [InlineData(ValueKind.Integer, "5.0", "5")]
    [InlineData(ValueKind.Integer, "1e3", "1000")]
    [InlineData(ValueKind.Integer, "9223372036854775807", "9223372036854775807")]
    [InlineData(ValueKind.Integer, "9223372036854775808", null)]
    [InlineData(ValueKind.Integer, "5.5", null)]
    [InlineData(ValueKind.Integer, "\"five\"", null)]
    [InlineData(ValueKind.Integer, "true", null)]
    [InlineData(ValueKind.Number, "\" 1.50 \"", "1.50")]
    [InlineData(ValueKind.Number, "1.50", "1.50")]
    [InlineData(ValueKind.Number, "\".5\"", "0.5")]
    [InlineData(ValueKind.Number, "1e999", null)]
    [InlineData(ValueKind.Number, "\"NaN\"", null)]
    [InlineData(ValueKind.Duration, "\"00:30:00\"", "\"00:30:00\"")]
    [InlineData(ValueKind.Duration, "\"1.02:03:04\"", "\"1.02:03:04\"")]
    [InlineData(ValueKind.Duration, "\"0:15\"", "\"00:15:00\"")]
    [InlineData(ValueKind.Duration, "\"30\"", null)]
    [InlineData(ValueKind.Duration, "30", null)]
    [InlineData(ValueKind.Duration, "\"24:00:00\"", null)]
    [InlineData(ValueKind.Duration, "\"-00:30:00\"", null)]
    [InlineData(ValueKind.Instant, "\"2026-01-31T08:00:00+07:00\"", "\"2026-01-31T08:00:00+07:00\"")]
    [InlineData(ValueKind.Instant, "\"2026-01-31T08:00:00.500Z\"", "\"2026-01-31T08:00:00.5+00:00\"")]
    [InlineData(ValueKind.Instant, "\"2026-01-31T08:00:00\"", null)]
    [InlineData(ValueKind.Instant, "\"2026-01-31\"", null)]
    [InlineData(ValueKind.Instant, "\"2026-02-31T08:00:00Z\"", null)]
    [InlineData(ValueKind.TextList, "[\"a\",\"b\"]", "[\"a\",\"b\"]")]
    [InlineData(ValueKind.TextList, "[\"a\",1]", "[\"a\",\"1\"]")]
    [InlineData(ValueKind.TextList, "\"[\\\"a\\\"]\"", "[\"a\"]")]
    [InlineData(ValueKind.TextList, "\"a\"", "[\"a\"]")]
    [InlineData(ValueKind.TextList, "\"\"", "[]")]
    [InlineData(ValueKind.TextList, "[[1]]", null)]
    [InlineData(ValueKind.TextList, "{}", null)]
    [InlineData(ValueKind.Structure, "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData(ValueKind.Structure, "[1]", "[1]")]
    [InlineData(ValueKind.Structure, "\"1\"", null)]
    [InlineData(ValueKind.Structure, "1", null)]
    public void A_value_becomes_its_kind_or_is_refused(ValueKind kind, string json, string? expected) =>
        (ValueConversion.TryConvert(Values.Parse(json), kind, out var result) ? System.Text.RegularExpressions.Regex.Unescape(result.GetRawText().Replace("\\\"", "\"", StringComparison.Ordinal)) : null).ShouldBe(expected);

    [Theory]
    [InlineData(ValueKind.Any)]
    [InlineData(ValueKind.Text)]
    [InlineData(ValueKind.Boolean)]
    [InlineData(ValueKind.Integer)]
    [InlineData(ValueKind.Number)]
    [InlineData(ValueKind.Duration)]
    [InlineData(ValueKind.Instant)]
    [InlineData(ValueKind.TextList)]
    [InlineData(ValueKind.Structure)]
    public void Null_is_none_of_every_kind(ValueKind kind)
    {
        ValueConversion.TryConvert(Values.Null, kind, out var result).ShouldBeTrue();
        result.GetRawText().ShouldBe("null");
    }
}
