using Alur.Host.Storage.Commit;
using Microsoft.Extensions.ObjectPool;
using Npgsql;
using NpgsqlTypes;

namespace Alur.Host.Storage.Postgres;

/// <summary>
/// The parameters of one step's statements, used again by later steps. A step has about a hundred, and making them anew was a quarter of all that a step
/// allocates. One step at a time uses them.
/// </summary>
internal sealed class StepParameters : IResettable
{
    private readonly List<NpgsqlParameter<string>> _texts = [];
    private readonly List<NpgsqlParameter<long>> _numbers = [];
    private int _textsInUse;
    private int _numbersInUse;

    /// <summary>A parameter with that value.</summary>
    public NpgsqlParameter Of(Value value) => value switch
    {
        { IsNull: true } => new NpgsqlParameter { NpgsqlDbType = value.Kind == ValueKind.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bigint, Value = DBNull.Value },
        { Kind: ValueKind.Text } => Next(_texts, ref _textsInUse, value.Text!),
        { Kind: ValueKind.Flag } => new NpgsqlParameter<bool> { TypedValue = value.Number != 0 },
        _ => Next(_numbers, ref _numbersInUse, value.Number),
    };

    /// <summary>Makes all of them free again. The statements they were with must have let them go.</summary>
    public bool TryReset()
    {
        // No ticket's text outlives its step here.
        for (var i = 0; i < _textsInUse; i++) _texts[i].TypedValue = null;
        _textsInUse = _numbersInUse = 0;
        return true;
    }

    private static NpgsqlParameter<T> Next<T>(List<NpgsqlParameter<T>> all, ref int inUse, T value)
    {
        if (inUse == all.Count) all.Add(new NpgsqlParameter<T>());
        var parameter = all[inUse++];
        parameter.TypedValue = value;
        return parameter;
    }
}
