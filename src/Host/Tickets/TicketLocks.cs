namespace Alur.Host.Tickets;

/// <summary>
/// Lets one command at a time work on a ticket in this process, so that a crowd on one ticket queues instead of losing races against itself.
/// It decides nothing: the revision check of the commit does, and it alone holds between hosts.
/// </summary>
/// <remarks>The locks are striped: two tickets may share one, which only costs waiting. A holder never takes a second, so there is no deadlock.</remarks>
public sealed class TicketLocks
{
    private const int Stripes = 1024;

    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the ticket's turn; dispose to give it up.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public ValueTask<Turn> EnterAsync(string ticketId, CancellationToken cancellationToken)
    {
        var stripe = stripes[(uint)string.GetHashCode(ticketId, StringComparison.Ordinal) % Stripes];
        // The fast path allocates nothing: hardly ever do two people act on one ticket at the same moment.
        return stripe.Wait(0, CancellationToken.None) ? new(new Turn(stripe)) : WaitAsync(stripe, cancellationToken);
    }

    private static async ValueTask<Turn> WaitAsync(SemaphoreSlim stripe, CancellationToken cancellationToken)
    {
        await stripe.WaitAsync(cancellationToken);
        return new Turn(stripe);
    }

    /// <summary>The right to work on a ticket.</summary>
    public readonly struct Turn : IDisposable, IEquatable<Turn>
    {
        private readonly SemaphoreSlim stripe;

        internal Turn(SemaphoreSlim stripe) => this.stripe = stripe;

        /// <summary>Lets the next one in.</summary>
        public void Dispose() => stripe.Release();

        /// <inheritdoc/>
        public bool Equals(Turn other) => ReferenceEquals(stripe, other.stripe);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Turn other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => stripe.GetHashCode();

        /// <summary>The same turn.</summary>
        public static bool operator ==(Turn left, Turn right) => left.Equals(right);

        /// <summary>Another turn.</summary>
        public static bool operator !=(Turn left, Turn right) => !left.Equals(right);
    }
}
