using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Alur.Host.Storage.Model;

/// <summary>
/// Instants are stored as milliseconds since 1970 UTC. SQLite cannot order its own text form of a <see cref="DateTimeOffset"/> and PostgreSQL
/// refuses other offsets than UTC; a number does the same thing in both. What is finer than a millisecond is cut off.
/// </summary>
internal sealed class UtcMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
