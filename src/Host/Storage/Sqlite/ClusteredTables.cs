using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// Makes the small-rowed tables of the hot path <c>WITHOUT ROWID</c>: their rows lie in the primary key's own tree, where SQLite otherwise keeps a tree of
/// rows by a hidden number and a second one from key to number. One page less to change for every row a step writes.
/// </summary>
internal sealed class ClusteredTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    // Not instances and tickets: their rows are long, and long rows make a tree of keys deep.
    private static readonly HashSet<string> Tables = ["events", "tasks", "deadlines", "timers", "notifications", "outbox", "report_visits", "search_queue", "ticket_roles"];

    /// <inheritdoc />
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        // A table that SQLite cannot alter is rebuilt under this name first.
        if (Tables.Contains(operation.Name.Replace("ef_temp_", "", StringComparison.Ordinal))) builder.Append(" WITHOUT ROWID");
        if (!terminate) return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
