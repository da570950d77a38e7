namespace Alur.Host.Storage.Rows;

/// <summary>Where an outside effect stands.</summary>
public enum OutboxState
{
    /// <summary>To be carried out.</summary>
    Pending,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Given up; an operator must look.</summary>
    Failed,
}
