namespace Alur.Host.Features.MigrateInstances;

/// <summary>Which running processes move where, and how.</summary>
public sealed record MigrationForm
{
    /// <summary>Number of the version they are on.</summary>
    public int? SourceVersion { get; init; }

    /// <summary>Number of the version they move to; published at some time.</summary>
    public int? TargetVersion { get; init; }

    /// <summary>Activity id in the source to activity id in the target, where the same id will not do; an empty text means nowhere.</summary>
    public Dictionary<string, string?>? Mapping { get; init; }

    /// <summary>Ids of variables whose values may be forgotten.</summary>
    public string[]? DropVariables { get; init; }

    /// <summary><c>keep</c>: open tasks keep their times; <c>recompute</c>: they are worked out again from their opening. There is no default: somebody must decide.</summary>
    public string? Sla { get; init; }

    /// <summary>True (also when left out): only say what would happen.</summary>
    public bool? DryRun { get; init; }

    /// <summary>Only these instances, at most 100; all on the source version when left out.</summary>
    public string[]? Instances { get; init; }

    /// <summary>Where the report before ended.</summary>
    public string? After { get; init; }

    /// <summary>How many instances to look at in this request, 1 to 100.</summary>
    public int? Limit { get; init; }
}

/// <summary>What became, or would become, of each instance looked at.</summary>
/// <param name="DryRun">True when nothing was changed.</param>
/// <param name="Moved">How many moved, or would.</param>
/// <param name="Refused">How many stay.</param>
/// <param name="Items">Each of them.</param>
/// <param name="Next">Give it as <c>after</c> to go on; null when all were looked at.</param>
public sealed record MigrationReport(bool DryRun, int Moved, int Refused, IReadOnlyList<MigrationItem> Items, string? Next);

/// <summary>What became of one instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="TicketNumber">Its ticket's number.</param>
/// <param name="Moved">True when it moved, or would.</param>
/// <param name="Obstacles">Why it stays.</param>
public sealed record MigrationItem(string InstanceId, string TicketNumber, bool Moved, IReadOnlyList<ObstacleView> Obstacles);

/// <summary>Why an instance stays on its version.</summary>
/// <param name="Code">Stable slug.</param>
/// <param name="ActivityId">The activity it concerns.</param>
/// <param name="Visit">Its visit.</param>
/// <param name="Text">For people.</param>
public sealed record ObstacleView(string Code, string? ActivityId, int? Visit, string Text);
