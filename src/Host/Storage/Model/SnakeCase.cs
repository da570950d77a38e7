using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Alur.Host.Storage.Model;

/// <summary>Names tables and columns in snake_case, so that hand-written SQL needs no quoting in either database.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } table) continue;
            entity.SetTableName(Of(table));
            foreach (var property in entity.GetProperties())
            {
                // A name given on purpose stays: some words are reserved in SQL.
                if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null) property.SetColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var foreign in entity.GetForeignKeys()) foreign.SetConstraintName(Of(foreign.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    /// <summary><c>OpenedAt</c> becomes <c>opened_at</c>; what is snake_case already stays.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
