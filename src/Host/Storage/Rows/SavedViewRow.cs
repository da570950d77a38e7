namespace Alur.Host.Storage.Rows;

/// <summary>Filters of the work list that somebody keeps under a name; only he sees them.</summary>
public sealed class SavedViewRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>Whose.</summary>
    public required string UserId { get; set; }

    /// <summary>Its place among the owner's, from 1. (user, slot) is unique, so that nobody keeps more than there are places.</summary>
    public required int Slot { get; set; }

    /// <summary>What it is called; unique among the owner's.</summary>
    public required string Name { get; set; }

    /// <summary>The filters, as the query of the work list's address.</summary>
    public required string Query { get; set; }

    /// <summary>When it was kept.</summary>
    public DateTimeOffset SavedAt { get; set; }
}
