using Alur.Host.Refusals;
using Alur.Workflows.Flow;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>The engine's rejections as refusals of the host.</summary>
internal static class EngineRefusals
{
    /// <summary>The refusal for a rejection. What people can bring about is refused earlier and in their words; these are the rest.</summary>
    public static Refusal Of(Rejection rejection) => rejection switch
    {
        Rejection.Invalid invalid => new Refusal.Invalid(invalid.Fields.ToDictionary(field => field.Key, field => new[] { T(field.Value) }, StringComparer.Ordinal)),
        Rejection.NotFound => new Refusal.NotFound("Langkah atau insiden"),
        Rejection.NotAllowed => new Refusal.Forbidden(T("Proses tidak mengizinkan tindakan ini.")),
        Rejection.WrongState or Rejection.Stale => new Refusal.WrongState(T("Langkah ini"), T("sedang menunggu"), T("tidak menunggu")),
        _ => throw new InvalidOperationException($"Expected a known rejection but got {rejection.GetType().Name}."),
    };
}
