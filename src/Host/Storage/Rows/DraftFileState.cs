namespace Alur.Host.Storage.Rows;

/// <summary>The life of a file of a draft. What is on its way to a ticket or to nothing has no row any more.</summary>
public enum DraftFileState
{
    /// <summary>Its bytes are coming, or the host died while they came.</summary>
    Arriving,

    /// <summary>It is whole and on the disk.</summary>
    Kept,

    /// <summary>Nobody wants it; its bytes are about to be removed.</summary>
    Leaving,
}
