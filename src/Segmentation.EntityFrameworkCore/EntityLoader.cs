using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Fills the tables that <see cref="SchemaModelBuilder.AddSchema"/> put into a context's model. Nothing is tracked.</summary>
public static class EntityLoader
{
    /// <summary>Copies all rows in one transaction, all or nothing. Takes time in proportion to the rows.</summary>
    /// <param name="context">A context of the model, whose tables are there and empty.</param>
    /// <param name="source">The rows; of the schema that the model was made of.</param>
    /// <param name="progress">Told the table and how many of its rows were copied, after every batch; null for nobody.</param>
    /// <param name="ct">Cancels the copying; nothing is copied then.</param>
    /// <exception cref="DbException">The database refused; nothing is copied.</exception>
    public static async Task LoadAsync(DbContext context, ITableSource source, IProgress<(string Table, long Rows)>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(source);
        await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async cancel =>
            {
                IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    foreach (SchemaTable table in new SchemaTables(source.Schema).All)
                        await CopyAsync(context, transaction.GetDbTransaction(), table, source, progress, cancel).ConfigureAwait(false);
                    await transaction.CommitAsync(cancel).ConfigureAwait(false);
                }
            },
            ct).ConfigureAwait(false);
    }

    private static async Task CopyAsync(
        DbContext context, DbTransaction transaction, SchemaTable table, ITableSource source, IProgress<(string Table, long Rows)>? progress, CancellationToken ct)
    {
        IEntityType type = context.Model.FindEntityType(table.Name)
            ?? throw new ArgumentException($"The context's model has no '{table.Name}'; call AddSchema with the schema of the rows.", nameof(context));
        DbCommand command = transaction.Connection!.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            Insertion insertion = new(context, command, type, table);
            long rows = 0;
            await foreach (TableBatch batch in source.ReadTableAsync(table.Entity, ct).ConfigureAwait(false))
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    insertion.Set(batch, row);
                    await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
                }

                rows += batch.Count;
                progress?.Report((table.Name, rows));
            }
        }
    }

    /// <summary>One statement that inserts a row, run for every row.</summary>
    private sealed class Insertion
    {
        private readonly (SchemaColumn? Column, DbParameter Parameter, RelationalTypeMapping Mapping, Type Type)[] _values;

        public Insertion(DbContext context, DbCommand command, IEntityType type, SchemaTable table)
        {
            var sql = context.GetService<ISqlGenerationHelper>();
            _values = [Value(null, SchemaTable.Key), .. table.Columns.Select(c => Value(c, c.Name))];
            IEnumerable<string> names = _values.Select(v => sql.DelimitIdentifier(v.Column?.Name ?? SchemaTable.Key));
            IEnumerable<string> parameters = _values.Select(v => sql.GenerateParameterName(v.Parameter.ParameterName));
            command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema())} ({string.Join(", ", names)}) VALUES ({string.Join(", ", parameters)})";

            (SchemaColumn?, DbParameter, RelationalTypeMapping, Type) Value(SchemaColumn? column, string name)
            {
                IProperty property = type.FindProperty(name)!;
                RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
                DbParameter parameter = mapping.CreateParameter(command, $"p{command.Parameters.Count}", null, nullable: true);
                command.Parameters.Add(parameter);
                return (column, parameter, mapping, Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
            }
        }

        public void Set(TableBatch batch, int row)
        {
            foreach ((SchemaColumn? column, DbParameter parameter, RelationalTypeMapping mapping, Type type) in _values)
            {
                object? value = column is null ? KeyAt(batch.Keys, row) : ValueAt(column, batch, row);
                if (value is DateTimeOffset instant && type == typeof(DateTime))
                    value = DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Unspecified);
                parameter.Value = value is null ? DBNull.Value : mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
            }
        }

        private static object? ValueAt(SchemaColumn column, TableBatch batch, int row)
        {
            if (column.IsOwner)
                return KeyAt(batch.Parents.GetValueOrDefault(column.Refers!), row);
            ValueColumns? values = column.Part is null ? batch.Values : batch.Parts.GetValueOrDefault(column.Part);
            if (column.Refers is not null)
                return KeyAt(values?.References.GetValueOrDefault(column.Reference!), row);
            return values?.Attributes.GetValueOrDefault(column.Attribute!.Name) is { } of ? of.ValueAt(column.Attribute.Type, row) : null;
        }

        private static object? KeyAt(KeyColumn? keys, int row) => keys is null || keys.IsMissing(row) ? null : keys[row] switch
        {
            { Kind: KeyKind.Integer } key => key.Integer,
            { Kind: KeyKind.Guid } key => key.Guid,
            var key => key.ToString(),
        };
    }
}

/// <summary>Values of columns as what they are.</summary>
internal static class ColumnValues
{
    public static object? ValueAt(this Column column, AttributeType type, int row)
    {
        switch (column)
        {
            case TextColumn texts:
                return texts.Codes[row] < 0 ? null : texts.Dictionary[texts.Codes[row]];
            case SetColumn sets:
                List<string> items = [];
                for (int i = sets.Offsets[row]; i < sets.Offsets[row + 1]; i++)
                    items.Add(sets.Dictionary[sets.Codes[i]]);
                return items.Count == 0 ? null : items;
        }

        var numbers = (NumberColumn)column;
        if (numbers.Present is { } present && (present[row >> 6] >> row & 1) == 0)
            return null;
        Int128 value = numbers.Values is null ? numbers.Wide![row] : numbers.Values[row];
        return type switch
        {
            AttributeType.Integer => (long)value,
            AttributeType.Boolean => value != 0,
            AttributeType.Date => DateOnly.FromDayNumber((int)value),
            AttributeType.Instant => DateTimeOffset.UnixEpoch.AddTicks((long)value * TimeSpan.TicksPerMicrosecond),
            _ => Decimals.Exact(value, numbers.Scale)!.Value,
        };
    }
}
