using System.Data.Common;
using Segmentation.Sql.Store;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>Where one store is, which goes with this object or with what it is in.</summary>
internal abstract class StorePlace : IAsyncDisposable
{
    /// <summary>A connection to what the store is in.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Where the tables are.</summary>
    public abstract StoreNames Names { get; }

    /// <summary>The first three arguments of the process that works on the store.</summary>
    public abstract string[] Arguments { get; }

    /// <summary>Opens the store as a process would.</summary>
    public abstract SqlSegmentStore Open(KeyKind keyKind, Func<StoreSettings, StoreSettings> with);

    /// <summary>Opens the store, for integer keys, by a clock that stands still.</summary>
    public SqlSegmentStore Open(Func<StoreStep, ValueTask>? observer = null, Func<StoreSettings, StoreSettings>? with = null) => Open(
        KeyKind.Integer,
        settings =>
        {
            settings = settings with { Clock = new TestClock(StoreScript.Start), Observer = observer };
            return with is null ? settings : with(settings);
        });

    /// <summary>Sends a statement to what the store is in.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = await ConnectAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A table's name as a statement has it.</summary>
    public string Quoted(StoreTable table) => StoreDialect.Quote(Names, Names.Of(table));

    /// <summary>Every row of every table, in the order of keys.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using DbConnection connection = await ConnectAsync();
        List<string> rows = [];
        foreach (StoreTable table in StoreLayout.Tables)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} FROM {Quoted(table)} ORDER BY {string.Join(", ", table.Key)}";
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(values);
                rows.Add($"{table.Name} {string.Join('|', values)}");
            }
        }

        return rows;
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
