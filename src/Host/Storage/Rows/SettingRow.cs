namespace Alur.Host.Storage.Rows;

/// <summary>A setting kept in the database.</summary>
public sealed class SettingRow
{
    /// <summary>Name of the setting.</summary>
    public required string Key { get; set; }

    /// <summary>Its value; its meaning is the reader's.</summary>
    public required string Value { get; set; }
}
