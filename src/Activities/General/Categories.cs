namespace Alur.Activities.General;

/// <summary>Groups of the designer's toolbox.</summary>
internal static class Categories
{
    public const string Flow = "Alur proses";
    public const string Branching = "Percabangan";
    public const string Primitives = "Dasar";
    public const string Waiting = "Menunggu";
}
