using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace Alur.Workflows.Expressions;

/// <summary>The object <c>variables</c>: its properties are the variables in reach.</summary>
internal sealed class ScriptVariables(Engine engine, Func<string, JsValue> get, Action<string, JsValue> set, Func<string, bool> has) : ObjectInstance(engine)
{
    public override JsValue Get(JsValue property, JsValue receiver) => property.IsString() && has(property.AsString()) ? get(property.AsString()) : Undefined;

    public override bool Set(JsValue property, JsValue value, JsValue receiver)
    {
        if (!property.IsString())
        {
            return false;
        }

        set(property.AsString(), value);
        return true;
    }

    public override bool HasProperty(JsValue property) => property.IsString() && has(property.AsString());

    public override PropertyDescriptor GetOwnProperty(JsValue property) => property.IsString() && has(property.AsString())
        ? new PropertyDescriptor(get(property.AsString()), PropertyFlag.ConfigurableEnumerableWritable)
        : PropertyDescriptor.Undefined;
}
