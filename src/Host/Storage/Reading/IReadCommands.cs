namespace Alur.Host.Storage.Reading;

/// <summary>Lends prepared read commands for the few hand-written queries of the hot path. Parameters are named <c>@p1</c>, <c>@p2</c>, …, all text.</summary>
internal interface IReadCommands
{
    /// <summary>Lends a command whose parameters are set to the arguments.</summary>
    /// <param name="sql">The query; a constant, may hold several statements.</param>
    /// <param name="args">Its arguments, <c>@p1</c> first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The command on loan; dispose to give it back.</returns>
    ValueTask<ReadLease> RentAsync(string sql, string[] args, CancellationToken cancellationToken);
}
