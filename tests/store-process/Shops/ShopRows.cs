using System.Data.Common;
using Segmentation.Sql.Store;

namespace Segmentation.StoreProcess.Shops;

/// <summary>
/// Every row of a shop and of its store as a line of text, but for what a run that was resumed may have otherwise: the times
/// at which something was done (not as of which), leases, and the numbers that the store gives, of which only the order
/// means something. Events are in the order of theirs; history, of which a resumed run repeats entries, is not.
/// </summary>
public static class ShopRows
{
    private static readonly HashSet<string> Varying = ["refreshed_at", "duration", "started_at", "finished_at", "happened_at", "written_at", "sequence", "stamp"];

    public static async Task<IReadOnlyList<string>> ReadAsync(ShopHost host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        await using DbConnection connection = await host.ConnectAsync(ct);
        var names = host.Address.Engine == "sqlite" ? new StoreNames("", "segmentation_") : new StoreNames("segmentation", "");
        List<string> rows = await ReadAsync(connection, "customers", "SELECT id, customer_group FROM customers ORDER BY id", ct);
        foreach (StoreTable table in StoreLayout.Tables.Except([StoreLayout.Leases, StoreLayout.Numbers]))
        {
            string columns = string.Join(", ", table.Columns.Select(c => c.Name).Where(c => !Varying.Contains(c)));
            string order = table == StoreLayout.HistoryEntries ? "id" : string.Join(", ", table.Key);
            rows.AddRange(await ReadAsync(connection, table.Name, $"SELECT {columns} FROM {StoreDialect.Quote(names, names.Of(table))} ORDER BY {order}", ct));
        }

        return rows;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string table, string query, CancellationToken ct)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = query;
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        var values = new object[reader.FieldCount];
        List<string> rows = [];
        while (await reader.ReadAsync(ct))
        {
            reader.GetValues(values);
            rows.Add($"{table} {string.Join('|', values)}");
        }

        return rows;
    }
}
