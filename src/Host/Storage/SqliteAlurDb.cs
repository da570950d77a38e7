using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage;

/// <summary>The model on one SQLite file, the embedded default.</summary>
/// <param name="options">Where the file is.</param>
public sealed class SqliteAlurDb(DbContextOptions<SqliteAlurDb> options) : AlurDb(options);
