using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace Alur.Workflows.Expressions;

/// <summary>The object <c>variables</c>: its properties are the variables in reach.</summary>
internal sealed class ScriptVariables(Engine engine, ScriptMemory memory) : ObjectInstance(engine)
{
    public override JsValue Get(JsValue property, JsValue receiver) => Has(property) ? memory.Get(Engine, property.AsString()) : Undefined;

    public override bool Set(JsValue property, JsValue value, JsValue receiver)
    {
        if (!property.IsString())
        {
            return false;
        }

        memory.Set(property.AsString(), value);
        return true;
    }

    public override bool HasProperty(JsValue property) => Has(property);

    public override bool Delete(JsValue property) => !Has(property);

    public override List<JsValue> GetOwnPropertyKeys(Types types = Types.String | Types.Symbol) =>
        (types & Types.String) == 0 ? [] : [.. memory.Names.Select(n => (JsValue)JsString.Create(n))];

    public override IEnumerable<KeyValuePair<JsValue, PropertyDescriptor>> GetOwnProperties() =>
        GetOwnPropertyKeys().Select(k => new KeyValuePair<JsValue, PropertyDescriptor>(k, GetOwnProperty(k)));

    public override PropertyDescriptor GetOwnProperty(JsValue property) => Has(property)
        ? new PropertyDescriptor(memory.Get(Engine, property.AsString()), PropertyFlag.ConfigurableEnumerableWritable)
        : PropertyDescriptor.Undefined;

    private bool Has(JsValue property) => property.IsString() && memory.Has(property.AsString());
}
