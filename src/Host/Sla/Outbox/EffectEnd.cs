using Alur.Host.Storage.Commit;

namespace Alur.Host.Sla.Outbox;

/// <summary>How an attempt at an effect ended. A closed set.</summary>
public abstract record EffectEnd
{
    private EffectEnd()
    {
    }

    /// <summary>Carried out, with nothing more to write.</summary>
    public static EffectEnd Ok { get; } = new Done([]);

    /// <summary>Carried out.</summary>
    /// <param name="Writes">What follows from it, committed together with its end.</param>
    public sealed record Done(IReadOnlyList<Write> Writes) : EffectEnd;

    /// <summary>It is not yet time; looking was no attempt.</summary>
    /// <param name="Until">When it is, by the office's clock.</param>
    /// <param name="Writes">What can be done now already.</param>
    public sealed record Later(DateTimeOffset Until, IReadOnlyList<Write> Writes) : EffectEnd;

    /// <summary>It failed and may succeed later.</summary>
    /// <param name="Reason">Why, in Indonesian.</param>
    /// <param name="ServerIsDown">Whether whatever else goes to the same server would fail too, so that the server is left alone for a while.</param>
    /// <param name="NotBefore">The least to wait, when the server said so.</param>
    public sealed record Failed(string Reason, bool ServerIsDown = false, TimeSpan NotBefore = default) : EffectEnd;

    /// <summary>It cannot succeed as it is: set aside at once, for an operator.</summary>
    /// <param name="Reason">Why, in Indonesian.</param>
    public sealed record Poisonous(string Reason) : EffectEnd;

    /// <summary>There is nobody left for it.</summary>
    /// <param name="Reason">Why, in Indonesian.</param>
    public sealed record Needless(string Reason) : EffectEnd;
}
