using System.Collections.Immutable;
using CsCheck;

namespace Alur.Workflows.Tests.Properties;

/// <summary>A block-structured process: what a flowchart means when it is drawn from well-nested parts. Charts are written from it, and the oracle runs it.</summary>
public abstract record Block
{
    /// <summary>Something that waits.</summary>
    public sealed record Ask(WaitKind Kind) : Block;

    /// <summary>Something that does not wait.</summary>
    public sealed record Write : Block;

    /// <summary>One after another.</summary>
    public sealed record Chain(ImmutableArray<Block> Parts) : Block;

    /// <summary>A person chooses; a branch may be empty.</summary>
    public sealed record Choice(Block? Yes, Block? No) : Block;

    /// <summary>A script chooses.</summary>
    public sealed record Script(bool Value, Block? Yes, Block? No) : Block;

    /// <summary>All branches at once, merged by a rule.</summary>
    public sealed record Parallel(string Mode, bool ByMergeMode, ImmutableArray<Block> Branches) : Block;

    /// <summary>Body, then a person says whether again.</summary>
    public sealed record Repeat(Block Body) : Block;

    /// <summary>A person says whether once more before each body.</summary>
    public sealed record While(Block Body) : Block;

    /// <summary>A container of its own.</summary>
    public sealed record Nested(Container Container, bool EndsExplicitly, Block Body) : Block;

    private static Gen<Block> Leaf { get; } = Gen.Frequency(
        (4, Gen.Const<Block>(new Ask(WaitKind.Task))),
        (1, Gen.Const<Block>(new Ask(WaitKind.Timer))),
        (1, Gen.Const<Block>(new Ask(WaitKind.Event))),
        (2, Gen.Const<Block>(new Write())));

    public static Gen<Block> Generate { get; } = Gen.Recursive<Block>((depth, inner) => depth >= 4 ? Leaf : Any(inner));

    private static Gen<Block> Any(Gen<Block> inner)
    {
        var optional = Gen.Frequency((3, inner.Select(b => (Block?)b)), (1, Gen.Const<Block?>(() => null)));
        var mode = Gen.OneOf("WaitAll", "WaitAllActive", "WaitAny", "Merge", "Converge", "Race", "Cascade", "Stream");
        return Gen.Frequency(
            (3, Leaf),
            (4, inner.Array[2, 3].Select(parts => (Block)new Chain([.. parts]))),
            (2, Gen.Select(optional, optional).Select((yes, no) => (Block)new Choice(yes, no))),
            (1, Gen.Select(Gen.Bool, optional, optional).Select((value, yes, no) => (Block)new Script(value, yes, no))),
            (3, Gen.Select(mode, inner.Array[2, 3]).Select((m, branches) => (Block)new Parallel(m, !m.StartsWith("Wait", StringComparison.Ordinal), [.. branches]))),
            (2, inner.Select(body => (Block)new Repeat(body))),
            (1, inner.Select(body => (Block)new While(body))),
            (2, Gen.Select(Gen.Enum<Container>(), Gen.Bool, inner)
                .Select((container, ends, body) => (Block)new Nested(container, ends, body))));
    }
}

public enum WaitKind
{
    Task,
    Timer,
    Event,
}

public enum Container
{
    Flowchart,
    Sequence,
    If,
}
