namespace Alur.Host.Storage.Rows;

/// <summary>That an account has a second factor, and up to when its codes are used up. The key itself is with the account's other secrets, protected.</summary>
public sealed class SecondFactorRow
{
    /// <summary>Whose.</summary>
    public required string UserId { get; set; }

    /// <summary>When it was switched on, or its key changed, in real time.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Time step of the last code used; a code of this step or an earlier one is no good any more.</summary>
    public long LastStep { get; set; }
}
