namespace Alur.Host.Storage.Rows;

/// <summary>Who may read a message.</summary>
public enum MessageKind
{
    /// <summary>Everybody who may see the ticket, its reporter too.</summary>
    Public,

    /// <summary>Staff only.</summary>
    Internal,
}
