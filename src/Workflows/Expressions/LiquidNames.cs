using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>Names that templates read, such as the members of <c>Variables</c>; each is looked up when it is read.</summary>
internal sealed class LiquidNames(Func<string, JsonElement?> find) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => new(find(name) is { } value ? ToLiquid(value) : NilValue.Instance);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) => GetValueAsync(index.ToStringValue(), context);

    public override bool Equals(FluidValue other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => "";

    public override object? ToObjectValue() => null;

    public override ValueTask WriteToAsync(TextWriter output, TextEncoder encoder, CultureInfo cultureInfo) => default;

    internal static FluidValue ToLiquid(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return BooleanValue.True;
            case JsonValueKind.False:
                return BooleanValue.False;
            case JsonValueKind.String:
                return new StringValue(value.GetString()!);
            case JsonValueKind.Number:
                return value.TryGetDecimal(out var number) ? NumberValue.Create(number) : new StringValue(value.GetRawText());
            case JsonValueKind.Array:
                return new ArrayValue([.. value.EnumerateArray().Select(ToLiquid)]);
            case JsonValueKind.Object:
                var members = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
                foreach (var property in value.EnumerateObject())
                {
                    members[property.Name] = ToLiquid(property.Value);
                }

                return new DictionaryValue(new FluidValueDictionaryFluidIndexable(members));
            default:
                return NilValue.Instance;
        }
    }
}
