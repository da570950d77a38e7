namespace Alur.Host.Storage.Rows;

/// <summary>One revision of a canned reply. A revision never changes; a change is the next one, and a removed reply has no current one.</summary>
public sealed class CannedReplyRow
{
    /// <summary>Which reply. (id, revision) is the identity.</summary>
    public required string Id { get; set; }

    /// <summary>Number of the revision, from 1.</summary>
    public required int Revision { get; set; }

    /// <summary>What people choose it by.</summary>
    public required string Title { get; set; }

    /// <summary>The text, as Liquid.</summary>
    public required string Body { get; set; }

    /// <summary>The roles that see it, separated by single spaces.</summary>
    public required string Roles { get; set; }

    /// <summary>The user who stored it.</summary>
    public required string ChangedById { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string ChangedByName { get; set; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Whether it is the revision that counts. At most one of a reply is.</summary>
    public bool IsCurrent { get; set; }
}
