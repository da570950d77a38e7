using System.Data.Common;

namespace Alur.Host.Storage.Reading;

/// <summary>A read command on loan.</summary>
/// <param name="command">The command, ready to execute.</param>
/// <param name="giveBack">What happens when the borrower is done with it.</param>
internal readonly struct ReadLease(DbCommand command, Func<DbCommand, ValueTask> giveBack) : IAsyncDisposable
{
    public DbCommand Command => command;

    public ValueTask DisposeAsync() => giveBack(command);
}
