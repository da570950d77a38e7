namespace Alur.Host.Storage.Commit;

/// <summary>What a column holds. Enumerations are text, instants are numbers.</summary>
public enum ValueKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A 64-bit number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,
}
