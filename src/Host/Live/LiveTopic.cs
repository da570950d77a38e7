using System.Collections.Frozen;

namespace Alur.Host.Live;

/// <summary>What a page wants to be told about.</summary>
internal abstract record LiveTopic
{
    private LiveTopic()
    {
    }

    /// <summary>One ticket.</summary>
    /// <param name="Id">The ticket.</param>
    /// <param name="Number">Its number for people.</param>
    /// <param name="Revision">Its revision when the stream was opened.</param>
    /// <param name="AsStaff">The reader looks at it as somebody of the office: he sees who else does, and is seen.</param>
    internal sealed record OfTicket(string Id, string Number, long Revision, bool AsStaff) : LiveTopic;

    /// <summary>What waits for people.</summary>
    /// <param name="Roles">The roles whose tasks are meant; null for all.</param>
    internal sealed record OfWork(FrozenSet<string>? Roles) : LiveTopic;
}

/// <summary>What a page is told: that something changed, never what it is now. That is fetched through the page itself, which asks for the right.</summary>
/// <param name="Name"><c>ready</c>, <c>changed</c> or <c>present</c>.</param>
/// <param name="Ticket">Number of the ticket; null for a list.</param>
/// <param name="Revision">Its revision; null for a list.</param>
/// <param name="Names">Who else of the staff looks at the ticket; null for other events.</param>
internal sealed record LiveEvent(string Name, string? Ticket = null, long? Revision = null, IReadOnlyList<string>? Names = null);
