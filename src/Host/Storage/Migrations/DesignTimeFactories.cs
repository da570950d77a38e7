using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Alur.Host.Storage.Migrations;

// For "dotnet ef" only, which compares the model with the last migration and connects to nothing. After a change of the model, both:
//   dotnet tool restore
//   dotnet ef migrations add <Name> --project src/Host --context SqliteAlurDb   --output-dir Storage/Migrations/Sqlite
//   dotnet ef migrations add <Name> --project src/Host --context PostgresAlurDb --output-dir Storage/Migrations/Postgres
// A test fails when the model and either set of migrations have drifted apart.

/// <summary>Makes the SQLite context for <c>dotnet ef</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAlurDb>
{
    public SqliteAlurDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteAlurDb>();
        SqliteAlurDb.Configure(options, "Data Source=design-time.db");
        return new(options.Options);
    }
}

/// <summary>Makes the PostgreSQL context for <c>dotnet ef</c>.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresAlurDb>
{
    public PostgresAlurDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAlurDb>().UseNpgsql("Host=design-time").Options);
}
