using System.Data.Common;

namespace Alur.Host.Storage.Reading;

/// <summary>A read on loan: one prepared command, or a batch of one for each statement where the driver takes no two in one command.</summary>
internal readonly struct ReadLease : IAsyncDisposable
{
    private readonly DbCommand? _command;
    private readonly DbBatch? _batch;
    private readonly Func<DbCommand, ValueTask>? _giveBack;

    /// <summary>A command that its owner takes back.</summary>
    public ReadLease(DbCommand command, Func<DbCommand, ValueTask> giveBack)
    {
        _command = command;
        _giveBack = giveBack;
    }

    /// <summary>A batch on a connection of its own; both end with the loan.</summary>
    public ReadLease(DbBatch batch) => _batch = batch;

    /// <summary>Runs every statement.</summary>
    public Task<DbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) =>
        _batch is null ? _command!.ExecuteReaderAsync(cancellationToken) : _batch.ExecuteReaderAsync(cancellationToken);

    /// <summary>Runs it and gives the first column of the first row; null when there is none.</summary>
    public Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        _batch is null ? _command!.ExecuteScalarAsync(cancellationToken) : _batch.ExecuteScalarAsync(cancellationToken);

    /// <summary>Bounds the time it may take, in seconds.</summary>
    public void GiveUpAfter(int seconds)
    {
        if (_batch is null) _command!.CommandTimeout = seconds;
        else _batch.Timeout = seconds;
    }

    public async ValueTask DisposeAsync()
    {
        if (_batch is null)
        {
            await _giveBack!(_command!);
            return;
        }

        await _batch.Connection!.DisposeAsync();
        await _batch.DisposeAsync();
    }
}
