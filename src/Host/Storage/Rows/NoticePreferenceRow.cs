namespace Alur.Host.Storage.Rows;

/// <summary>Whether a person wants mail for one kind of notice. Without a row he gets it.</summary>
public sealed class NoticePreferenceRow
{
    /// <summary>The person.</summary>
    public required string UserId { get; set; }

    /// <summary>The kind of notice.</summary>
    public required string Kind { get; set; }

    /// <summary>Whether he wants mail for it.</summary>
    public bool Mail { get; set; }
}
