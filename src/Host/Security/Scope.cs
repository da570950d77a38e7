namespace Alur.Host.Security;

/// <summary>How far a permission reaches. Ordered: a wider scope is a greater value.</summary>
public enum Scope
{
    /// <summary>Not allowed.</summary>
    None = 0,

    /// <summary>Only what is the actor's own: tickets the actor reported, and their tasks that wait for the reporter.</summary>
    Own = 1,

    /// <summary>Only what has come to the actor's role: tasks of that role, and tickets that have had such a task.</summary>
    Role = 2,

    /// <summary>Everything.</summary>
    All = 3,
}
