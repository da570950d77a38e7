namespace Alur.Host.Storage.Rows;

/// <summary>The stored state of one running or finished workflow; the revision in it decides every race.</summary>
public sealed class InstanceRow
{
    /// <summary>Identity; a ticket has the id of its instance.</summary>
    public required string Id { get; set; }

    /// <summary>Definition the instance runs.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>Version of the definition the instance stays on.</summary>
    public required string DefinitionVersionId { get; set; }

    /// <summary>That version's number, for people.</summary>
    public required int DefinitionVersion { get; set; }

    /// <summary>The engine's status.</summary>
    public required string Status { get; set; }

    /// <summary>The engine's finer status.</summary>
    public required string SubStatus { get; set; }

    /// <summary>Number of commands committed on this instance, from 1. Every command adds one.</summary>
    public required long Revision { get; set; }

    /// <summary>Sequence number of the last event in the journal; the next one is this plus one.</summary>
    public required long LastEvent { get; set; }

    /// <summary>The engine's state as JSON.</summary>
    public required string State { get; set; }

    /// <summary>Name the workflow gave itself, if any.</summary>
    public string? Name { get; set; }

    /// <summary>Correlation id the workflow was started with or gave itself, if any.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Number of unresolved incidents.</summary>
    public int IncidentCount { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its last command was committed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}
