using System.Threading.Channels;

namespace Alur.Host.Live;

/// <summary>The open streams of this host: who listens to what, and who looks at which ticket. Kept in memory only; another host has its own.</summary>
internal sealed class LiveHub
{
    /// <summary>Most streams of one account at a time: as many tabs as somebody looks at in several windows.</summary>
    public const int MostEach = 8;

    /// <summary>Most streams of this host at a time.</summary>
    public const int MostOpen = 2_000;

    // Who loads a page again is gone for a moment only.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly HashSet<LiveListener> _open = [];
    private readonly Dictionary<(string Ticket, string Person), (string Name, long GoneAt)> _gone = [];
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile int _count;

    /// <summary>Has something to read when a round is due at once.</summary>
    public ChannelReader<bool> Woken => _woken.Reader;

    /// <summary>Number of open streams.</summary>
    public int Count => _count;

    /// <summary>Asks for a round at once, if anybody listens. Quick: commits wait for it.</summary>
    public void Wake()
    {
        if (_count > 0)
            _woken.Writer.TryWrite(true);
    }

    /// <summary>Opens a stream. False when the account, or all together, have too many.</summary>
    public bool Open(LiveListener listener)
    {
        lock (_gate)
        {
            if (_open.Count >= MostOpen || _open.Count(other => other.Account.Actor.Id == listener.Account.Actor.Id) >= MostEach)
                return false;
            _open.Add(listener);
            _count = _open.Count;
        }
        Wake();
        return true;
    }

    /// <summary>A stream is over.</summary>
    public void Close(LiveListener listener)
    {
        lock (_gate)
        {
            if (_open.Remove(listener) && listener.Topic is LiveTopic.OfTicket { AsStaff: true } ticket)
                _gone[(ticket.Id, listener.Account.Actor.Id)] = (listener.Account.Actor.Name, TimeProvider.System.GetTimestamp());
            _count = _open.Count;
        }
        listener.End();
    }

    /// <summary>Ends the streams of an account, because it was changed or signed out. Whoever still may opens a new one.</summary>
    public void End(string userId)
    {
        foreach (var listener in Listeners().Where(listener => listener.Account.Actor.Id == userId))
            listener.End();
    }

    /// <summary>The streams that are open now.</summary>
    public LiveListener[] Listeners()
    {
        lock (_gate)
            return [.. _open];
    }

    /// <summary>Tells what others see of each other on tickets, where it changed since it was told.</summary>
    public void TellPresence()
    {
        lock (_gate)
        {
            foreach (var (key, gone) in _gone)
            {
                if (TimeProvider.System.GetElapsedTime(gone.GoneAt) > Linger)
                    _gone.Remove(key);
            }
            var here = _open.Select(listener => (listener.Topic as LiveTopic.OfTicket, listener.Account.Actor))
                .Where(one => one.Item1 is { AsStaff: true }).Select(one => (Ticket: one.Item1!.Id, Person: one.Actor.Id, one.Actor.Name))
                .Concat(_gone.Select(gone => (gone.Key.Ticket, gone.Key.Person, gone.Value.Name)))
                .DistinctBy(one => (one.Ticket, one.Person)).ToLookup(one => one.Ticket);
            foreach (var listener in _open)
            {
                if (listener.Topic is not LiveTopic.OfTicket { AsStaff: true } ticket)
                    continue;
                var names = here[ticket.Id].Where(one => one.Person != listener.Account.Actor.Id).Select(one => one.Name).Order(StringComparer.Ordinal).ToList();
                var told = string.Join('\n', names);
                if (told == listener.ToldNames)
                    continue;
                listener.ToldNames = told;
                listener.Tell(new LiveEvent("present", Names: names));
            }
        }
    }
}
