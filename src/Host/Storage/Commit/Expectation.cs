namespace Alur.Host.Storage.Commit;

/// <summary>How many rows a statement must change for its step to stand.</summary>
public enum Expectation
{
    /// <summary>Any number, none too: an insert that may have been made before, a close of whatever is open.</summary>
    Any,

    /// <summary>Exactly one. Another number means that somebody else was first: the whole step is undone and answered with a conflict.</summary>
    ExactlyOne,
}
