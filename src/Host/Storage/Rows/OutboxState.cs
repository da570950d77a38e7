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

    /// <summary>Cannot be carried out as it is (a broken template, an address that nobody takes): set aside at once; an operator must look.</summary>
    Quarantined,

    /// <summary>Not wanted any more: an operator said so, or there is nobody left to tell.</summary>
    Discarded,
}
