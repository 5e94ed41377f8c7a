using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Segmentation.StoreProcess.Shops;

/// <summary>A source whose reading is watched.</summary>
public sealed class WatchedSource(ISegmentSource inner, ShopWatch watch) : ISegmentSource
{
    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        await watch.TakeAsync("open the source");
        return new Snapshot(await inner.OpenAsync(needs, ct), watch);
    }

    private sealed class Snapshot(ISourceSnapshot inner, ShopWatch watch) : ISourceSnapshot
    {
        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (ColumnBatch batch in inner.ReadAsync(read, ct))
            {
                await watch.TakeAsync("read the source");
                yield return batch;
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

/// <summary>An exporter that is watched.</summary>
public sealed class WatchedExporter(ISegmentExporter inner, ShopWatch watch) : ISegmentExporter
{
    public async Task<SegmentExport?> ExportAsync(SegmentExportRequest request, CancellationToken ct)
    {
        await watch.TakeAsync("export");
        SegmentExport? export = await inner.ExportAsync(request, ct);
        await watch.TakeAsync("exported");
        return export;
    }
}

/// <summary>The shop's customer groups, a column of its own table, written in the store's transaction where that is in the same database.</summary>
public sealed class ShopGroups(Func<CancellationToken, ValueTask<DbConnection>> connect, ShopWatch watch) : ICustomerGroupWriter
{
    public async ValueTask<IReadOnlyDictionary<SubjectKey, string?>> ReadAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        await watch.TakeAsync("read groups");
        await using DbConnection connection = await connect(ct);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT id, customer_group FROM customers WHERE id IN ({string.Join(", ", customers)})";
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        Dictionary<SubjectKey, string?> groups = [];
        while (await reader.ReadAsync(ct))
            groups.Add(new SubjectKey(reader.GetInt64(0)), await reader.IsDBNullAsync(1, ct) ? null : reader.GetString(1));
        return groups;
    }

    public async ValueTask WriteAsync(IReadOnlyList<CustomerGroupMove> moves, StoreTransaction transaction, CancellationToken ct)
    {
        foreach (CustomerGroupMove move in moves)
        {
            await watch.TakeAsync("write a group");
            await using DbCommand command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction.Transaction;
            command.CommandText = "UPDATE customers SET customer_group = @to WHERE id = @id";
            Add(command, "@to", (object?)move.To ?? DBNull.Value);
            Add(command, "@id", (int)move.Customer.Integer);
            if (await command.ExecuteNonQueryAsync(ct) != 1)
                throw new InvalidOperationException($"There is no customer {move.Customer} to move.");
        }

        await watch.TakeAsync("groups written");
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>
/// A handler that writes what it receives to a file, which outlives its process, and that fails every tenth time: half of
/// these times before it has written, half of them afterwards.
/// </summary>
public sealed class ShopMailbox(string path, int seed, ShopWatch watch) : ISegmentEventHandler
{
    private readonly Lock _gate = new();
    private readonly Random _chance = new(seed);

    public string Name => "mailbox";

    public async ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
    {
        await watch.TakeAsync("handle an event");
        lock (_gate)
        {
            int chance = _chance.Next(20);
            if (chance == 0)
                throw new IOException("The letter box is closed.");
            string line = string.Create(
                CultureInfo.InvariantCulture, $"{@event.Customer} {@event.Id} {@event.RunId} {(@event.Kind == MemberChangeKind.Entered ? '+' : '-')}{@event.SegmentId} {@event.Cause}\n");
            File.AppendAllText(path, line);
            if (chance == 1)
                throw new IOException("The letter box fell shut.");
        }

        await watch.TakeAsync("event handled");
    }
}
