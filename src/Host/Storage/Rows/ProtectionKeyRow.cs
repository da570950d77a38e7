namespace Alur.Host.Storage.Rows;

/// <summary>A data protection key. Kept in the database so that sign-ins survive a restart and hold on every host.</summary>
public sealed class ProtectionKeyRow
{
    /// <summary>The key's friendly name; unique.</summary>
    public required string Name { get; set; }

    /// <summary>The key as the framework's XML.</summary>
    public required string Xml { get; set; }
}
