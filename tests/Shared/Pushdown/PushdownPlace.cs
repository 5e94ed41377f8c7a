using Segmentation.Sql;
using Segmentation.Sql.Store;

namespace Segmentation.Tests.Shared.Pushdown;

/// <summary>A database with customers, which is the place of a store, too.</summary>
internal sealed class PushdownPlace(StorePlace place, SqlDatabase database, Action<SqlMap> map, Func<string, string> table) : IAsyncDisposable
{
    public SqlDatabase Database { get; } = database;

    public Action<SqlMap> Map { get; } = map;

    /// <summary>A statement after which a value of <see cref="BrokenAttribute"/> cannot be read.</summary>
    public required string Break { get; init; }

    public required string BrokenAttribute { get; init; }

    public required Operand BrokenValue { get; init; }

    /// <summary>The store, for integer keys.</summary>
    public SqlSegmentStore Store(Func<StoreStep, ValueTask> observer, bool makesTables = true) => place.Open(observer, settings => settings with { MakesTables = makesTables });

    /// <summary>A table of the store's as a statement has it.</summary>
    public string StoreTable(StoreTable storeTable) => place.Quoted(storeTable);

    /// <summary>A table of the customers' as a statement has it.</summary>
    public string Table(string name) => table(name);

    public Task ExecuteAsync(string sql) => place.ExecuteAsync(sql);

    /// <summary>Every row of the store.</summary>
    public Task<IReadOnlyList<string>> RowsAsync() => place.RowsAsync();

    public ValueTask DisposeAsync() => place.DisposeAsync();
}
