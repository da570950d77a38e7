using System.Data.Common;

namespace Alur.Host.Storage.Reading;

/// <summary>Reads the columns of a row one after the other, in the order the query names them.</summary>
/// <param name="reader">Standing on the row.</param>
/// <param name="first">Position of the first column to read.</param>
internal struct Columns(DbDataReader reader, int first)
{
    private int _next = first;

    public string Text() => reader.GetString(_next++);

    public string? TextOrNull() => Null() ? null : reader.GetString(_next++);

    public long Long() => reader.GetInt64(_next++);

    public int Int() => reader.GetInt32(_next++);

    public int? IntOrNull() => Null() ? null : reader.GetInt32(_next++);

    public bool Flag() => reader.GetBoolean(_next++);

    public DateTimeOffset At() => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(_next++));

    public DateTimeOffset? AtOrNull() => Null() ? null : At();

    private bool Null()
    {
        if (!reader.IsDBNull(_next)) return false;
        _next++;
        return true;
    }
}
