using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage;

/// <summary>The model on PostgreSQL, for several hosts.</summary>
/// <param name="options">How to reach the server.</param>
public sealed class PostgresAlurDb(DbContextOptions<PostgresAlurDb> options) : AlurDb(options);
