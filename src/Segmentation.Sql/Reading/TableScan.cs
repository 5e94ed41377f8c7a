using System.Runtime.CompilerServices;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// One pass over the rows of a path, for every read that wants something of them. It goes on as the reads ask for batches,
/// and ends with the last of them. Memory is bounded by what the slowest read has not asked for yet.
/// </summary>
internal sealed class TableScan(LiveTables tables, SqlSnapshot snapshot, Func<ReferredNode, IReadOnlyList<SubjectKey>>? keys) : IAsyncDisposable
{
    // Small enough that a batch's arrays stay out of the large object heap.
    private const int BatchRows = 8192;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<ReadPlan> _plans = [];
    private readonly List<ReadOutput> _outputs = [];
    private readonly List<SideCursor> _sides = [];
    private ScanStatement? _statement;
    private SqlRows? _rows;
    private bool _isAtEnd;

    /// <summary>Whether rows were asked for already, so that no further read can join.</summary>
    public bool IsStarted => Volatile.Read(ref _statement) is not null;

    /// <summary>Joins the pass; the batches of the read.</summary>
    public IAsyncEnumerable<ColumnBatch> Join(ReadPlan plan, CancellationToken ct)
    {
        _plans.Add(plan);
        return ReadAsync(_plans.Count - 1, ct);
    }

    public async ValueTask DisposeAsync()
    {
        _isAtEnd = true;
        foreach (SideCursor side in _sides)
            await side.DisposeAsync().ConfigureAwait(false);
        _sides.Clear();
        if (_rows is not null)
            await _rows.DisposeAsync().ConfigureAwait(false);
        _rows = null;
    }

    private async IAsyncEnumerable<ColumnBatch> ReadAsync(int read, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            while (await NextAsync(read, ct).ConfigureAwait(false) is { } batch)
                yield return batch;
        }
        finally
        {
            await CloseAsync(read).ConfigureAwait(false);
        }
    }

    private async ValueTask<ColumnBatch?> NextAsync(int read, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!IsStarted)
                await StartAsync(ct).ConfigureAwait(false);
            ReadOutput output = _outputs[read];
            ColumnBatch? batch;
            while (!output.TryDequeue(out batch) && !_isAtEnd)
                await FillAsync(ct).ConfigureAwait(false);
            return batch;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask CloseAsync(int read)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (IsStarted)
                _outputs[read].IsClosed = true;
            if (_outputs.TrueForAll(o => o.IsClosed))
                await DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask StartAsync(CancellationToken ct)
    {
        ScanStatement statement = ScanStatement.Create(tables, _plans, keys);
        _outputs.AddRange(statement.Reads.Select(r => new ReadOutput(r, statement.Keys, tables.Dialect)));
        Volatile.Write(ref _statement, statement);
        _rows = await snapshot.ReadAsync(statement.Statement, ct).ConfigureAwait(false);
        foreach (SideStatement side in statement.Sides)
        {
            SqlRows rows = await snapshot.ReadAsync(side.Statement, ct).ConfigureAwait(false);
            ReadOutput output = _outputs.First(o => o.ValuesIn(side.Table).Any());
            _sides.Add(new SideCursor(side, rows, output.ValuesIn(side.Table), output.Read.Entity, tables.Dialect));
        }
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        SqlRows rows = _rows!;
        for (int i = 0; i < BatchRows; i++)
        {
            if (!await rows.MoveNextAsync(ct).ConfigureAwait(false))
            {
                _isAtEnd = true;
                break;
            }

            if (_sides.Count > 0)
                await AppendSidesAsync(rows, ct).ConfigureAwait(false);
            foreach (ReadOutput output in _outputs)
            {
                if (!output.IsClosed)
                    output.Append(rows.Reader);
            }
        }

        foreach (ReadOutput output in _outputs)
            output.Flush();
    }

    private async ValueTask AppendSidesAsync(SqlRows rows, CancellationToken ct)
    {
        SubjectKey root = _statement!.Keys.Root.Read(rows.Reader) ?? throw new SegmentDataException(_plans[0].Read.Root.Name, null, null, "a row has no key");
        SubjectKey? own = _statement.Keys.Own?.Read(rows.Reader);
        foreach (SideCursor side in _sides)
            await side.AppendAsync(root, own, ct).ConfigureAwait(false);
    }
}
