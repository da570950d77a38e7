using System.Threading.Channels;
using Alur.Host.Identity;

namespace Alur.Host.Live;

/// <summary>One open stream.</summary>
/// <param name="account">Whose it is, as the account was when it was opened.</param>
/// <param name="topic">What it is about.</param>
internal sealed class LiveListener(Account account, LiveTopic topic)
{
    // Signals repeat what is still true, so a reader who is slow loses nothing with the oldest.
    private const int MostWaiting = 16;

    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whose it is.</summary>
    public Account Account => account;

    /// <summary>What it is about.</summary>
    public LiveTopic Topic => topic;

    /// <summary>What is to be sent; ends when the stream must.</summary>
    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>Done once whatever changes from now on will be told.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The revision that was told last. Only the hub touches it.</summary>
    public long Told { get; set; } = topic is LiveTopic.OfTicket ticket ? ticket.Revision : 0;

    /// <summary>The names that were told last. Only the hub touches it.</summary>
    public string ToldNames { get; set; } = "";

    /// <summary>Sends an event as soon as the stream is free.</summary>
    public void Tell(LiveEvent news) => _events.Writer.TryWrite(news);

    /// <summary>Says that everything from now on will be told.</summary>
    public void SetReady() => _ready.TrySetResult();

    /// <summary>Ends the stream after what is still waiting.</summary>
    public void End()
    {
        _events.Writer.TryComplete();
        _ready.TrySetResult();
    }
}
