namespace Alur.Host.Tests;

/// <summary>Tests that hold a time against a limit: they run after all others and alone, so that what they measure is the program and not its neighbours.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Quiet
{
    public const string Name = "Quiet";
}
