using System.Collections.Concurrent;
using System.Data.Common;
using Segmentation.Sql;

namespace Segmentation.Tests.Shared;

/// <summary>A database that remembers what its snapshots were asked, and how many rows came.</summary>
internal sealed class RecordedDatabase(SqlDatabase inner) : SqlDatabase
{
    private readonly ConcurrentQueue<SqlStatement> _statements = [];
    private long _rows;

    public override SqlDialect Dialect => inner.Dialect;

    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<SqlStatement> Statements => [.. _statements];

    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>What happens before each statement is sent, after the snapshot was taken.</summary>
    public Func<Task>? BeforeStatement { get; set; }

    public override ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct) => inner.OpenConnectionAsync(ct);

    public override async ValueTask<SqlSnapshot> OpenSnapshotAsync(CancellationToken ct) => new Snapshot(this, await inner.OpenSnapshotAsync(ct));

    public override Task<IReadOnlyList<SqlIndex>?> FindIndexesAsync(DbConnection connection, SqlName table, CancellationToken ct) =>
        inner.FindIndexesAsync(connection, table, ct);

    private sealed class Snapshot(RecordedDatabase database, SqlSnapshot inner) : SqlSnapshot
    {
        public override async ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct)
        {
            database._statements.Enqueue(statement);
            if (database.BeforeStatement is { } before)
                await before();
            SqlRows rows = await inner.ReadAsync(statement, ct);
            return new SqlRows(new CountingReader(rows.Reader, () => Interlocked.Increment(ref database._rows)), _ => rows.DisposeAsync());
        }

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
