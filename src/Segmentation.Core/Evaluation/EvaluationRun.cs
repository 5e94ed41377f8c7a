using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Evaluation;

/// <summary>One evaluation of a set at one instant: goes over the blocks and gathers who is a member of what.</summary>
internal sealed class EvaluationRun
{
    // Below so many rows a second thread takes longer to wake than it saves.
    private const long RowsOfAThread = 1 << 19;

    private readonly Lock _lock = new();
    private readonly SegmentSet _set;
    private readonly DateTimeOffset _asOf;
    private readonly EvaluationOptions _options;
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly CancellationToken _ct;
    private readonly Frame _frame;
    private readonly ExternalRun? _external;
    private readonly long[] _evaluated;
    private long _rowsAggregated;
    private long _blocks;
    private long _subjects;

    public EvaluationRun(SegmentSet set, DateTimeOffset asOf, EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken ct)
    {
        (_set, _asOf, _options, _progress, _ct) = (set, asOf, options, progress, ct);
        _frame = new Frame(asOf);
        _external = set.Externals is null ? null : new ExternalRun(set.Externals, set.Bound, options.External, asOf, ct);
        _evaluated = new long[set.Plan.PredicateCount];
    }

    private EvaluationPlan Plan => _set.Plan;

    /// <summary>Over rows that are streamed: a block at a time is put together and let go of again.</summary>
    public async Task<EvaluationResult> OverStreamAsync(ISourceSnapshot snapshot)
    {
        var rowsRead = new Dictionary<string, long>(StringComparer.Ordinal);
        SharedTables tables = await SharedTables.LoadAsync(snapshot, Plan.SharedTables, rowsRead, _ct).ConfigureAwait(false);
        var state = new RunState(Plan, _frame);
        var shared = new BlockEvaluator(state, TableBlock.Of(tables.Rows), null);
        if (snapshot is IReferenceSnapshot referring)
            referring.Resolve(node => KeysOf(tables.Rows[node.Predicate.Domain.Table].Keys!, shared.Bits(node.Predicate)));
        BlockEvaluator? evaluator = null;
        var keys = new KeyList(_set.Schema.Subject.Name);
        MemberBits[] members = NewMembers(0);
        var reader = new TreeReader(snapshot, Plan.SubjectTables, _ct);
        await using (reader.ConfigureAwait(false))
        {
            var size = new StreamedBlockSize(_options.RowsOfABlock);
            while (await reader.ReadAsync(size.Subjects).ConfigureAwait(false))
            {
                _ct.ThrowIfCancellationRequested();
                Dictionary<TableId, TableRows> block = reader.Take(tables.Indexes);
                size.Follow(block.Values.Sum(t => (long)t.Count));
                evaluator = Next(evaluator, state, TableBlock.Of(block), shared);
                KeyList blockKeys = block[Plan.SubjectTables[0].Id].Keys!;
                await DecideAsync(evaluator, keys.Count, blockKeys, members).ConfigureAwait(false);
                keys.Append(blockKeys);
                Report(blockKeys.Count);
            }

            SharedTables.Count(reader, rowsRead);
        }

        Count(shared);
        if (evaluator is not null)
            Count(evaluator);
        return Result(keys, members, rowsRead);
    }

    /// <summary>Over whole tables in memory, several blocks at once where there are many rows.</summary>
    public async Task<EvaluationResult> OverTablesAsync(WholeTables tables)
    {
        MemberBits[] members = await MembersAsync(tables, new RunState(Plan, _frame)).ConfigureAwait(false);
        return Result(tables.Keys, members, tables.RowsRead);
    }

    /// <summary>Over the parts of a snapshot, each with what is kept of it, merged by key.</summary>
    public async Task<EvaluationResult> OverPartsAsync(IReadOnlyList<SnapshotPart> parts, KeyOrder order)
    {
        var members = new MemberBits[parts.Count][];
        var rowsRead = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < members.Length; i++)
        {
            PlannedPart part = parts[i].For(Plan);
            members[i] = await MembersAsync(part).ConfigureAwait(false);
            foreach ((string read, long rows) in part.Tables.RowsRead)
                rowsRead[read] = rowsRead.GetValueOrDefault(read) + rows;
        }

        if (parts.Count == 1)
            return Result(order.Keys, members[0], rowsRead);
        MemberBits[] merged = [.. _set.Bound.Select((_, segment) =>
            new MemberBits(order.Merge([.. members.Select((m, part) => m[segment].Take(parts[part].Count))])))];
        return Result(order.Keys, merged, rowsRead);
    }

    private async Task<MemberBits[]> MembersAsync(PlannedPart part)
    {
        bool isBuilding = part.Kept.TryBegin();
        try
        {
            return await MembersAsync(part.Tables, new RunState(Plan, _frame, part.Kept, isBuilding)).ConfigureAwait(false);
        }
        finally
        {
            if (isBuilding)
                part.Kept.End();
        }
    }

    private async Task<MemberBits[]> MembersAsync(WholeTables tables, RunState state)
    {
        var shared = new BlockEvaluator(state, tables.Shared(), null);
        MemberBits[] members = NewMembers(tables.Count);
        int size = _options.RowsOfABlock ?? tables.BlockSize(), blocks = (tables.Count + size - 1) / size;
        int threads = (int)Math.Min(blocks, _options.MaxDegreeOfParallelism ?? Math.Min(Environment.ProcessorCount, 1 + tables.Rows / RowsOfAThread));
        if (_external is not null)
            await OverBlocksInTurnAsync(tables, size, blocks, state, shared, members).ConfigureAwait(false);
        else if (threads <= 1)
            OverBlocks(tables, size, Enumerable.Range(0, blocks), state, shared, members);
        else
            OverBlocksAtOnce(tables, size, blocks, threads, state, shared, members);
        Count(shared);
        return members;
    }

    private void OverBlocks(WholeTables tables, int size, IEnumerable<int> blocks, RunState state, BlockEvaluator shared, MemberBits[] members)
    {
        BlockEvaluator? evaluator = null;
        foreach (int block in blocks)
        {
            _ct.ThrowIfCancellationRequested();
            int from = block * size, count = Math.Min(size, tables.Count - from);
            evaluator = Next(evaluator, state, tables.Block(from, count), shared);
            for (int i = 0; i < members.Length; i++)
                members[i].Put(from, evaluator.Bits(_set.Bound[i].Membership));
            Report(count);
        }

        if (evaluator is not null)
            Count(evaluator);
    }

    // Threads take the next block when they are done with one; each writes words of its own.
    private void OverBlocksAtOnce(WholeTables tables, int size, int blocks, int threads, RunState state, BlockEvaluator shared, MemberBits[] members)
    {
        int taken = -1;
        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = _ct }, _ =>
                OverBlocks(tables, size, Taken(), state, shared, members));
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        IEnumerable<int> Taken()
        {
            while (Interlocked.Increment(ref taken) is var block && block < blocks)
                yield return block;
        }
    }

    private async Task OverBlocksInTurnAsync(WholeTables tables, int size, int blocks, RunState state, BlockEvaluator shared, MemberBits[] members)
    {
        BlockEvaluator? evaluator = null;
        for (int block = 0; block < blocks; block++)
        {
            _ct.ThrowIfCancellationRequested();
            int from = block * size, count = Math.Min(size, tables.Count - from);
            evaluator = Next(evaluator, state, tables.Block(from, count), shared);
            await DecideAsync(evaluator, from, tables.Keys.Slice(from, count), members).ConfigureAwait(false);
            Report(count);
        }

        if (evaluator is not null)
            Count(evaluator);
    }

    private static BlockEvaluator Next(BlockEvaluator? evaluator, RunState state, Dictionary<TableId, TableBlock> block, BlockEvaluator shared)
    {
        if (evaluator is null)
            return new BlockEvaluator(state, block, shared);
        evaluator.Move(block);
        return evaluator;
    }

    private async ValueTask DecideAsync(BlockEvaluator evaluator, int from, KeyList keys, MemberBits[] members)
    {
        ExternalBlock? decided = _external is null ? null : await _external.DecideAsync(evaluator, keys).ConfigureAwait(false);
        for (int i = 0; i < members.Length; i++)
            members[i].Put(from, decided is null ? evaluator.Bits(_set.Bound[i].Membership) : _external!.Members(i, decided));
    }

    private static SubjectKey[] KeysOf(KeyList keys, ulong[] bits) =>
        [.. Enumerable.Range(0, keys.Count).Where(row => Bits.IsSet(bits, row)).Select(row => keys[row])];

    private MemberBits[] NewMembers(int count) => [.. _set.Bound.Select(_ => new MemberBits(count))];

    private void Report(int subjects)
    {
        lock (_lock)
        {
            _subjects += subjects;
            _blocks++;
            _progress?.Report(new EvaluationProgress(_subjects, _blocks));
        }
    }

    private void Count(BlockEvaluator evaluator)
    {
        lock (_lock)
        {
            for (int i = 0; i < _evaluated.Length; i++)
                _evaluated[i] += evaluator.Evaluated[i];
            _rowsAggregated += evaluator.RowsAggregated;
        }
    }

    private EvaluationResult Result(KeyList keys, MemberBits[] members, Dictionary<string, long> rowsRead) =>
        new(_set, _asOf, keys, Array.ConvertAll(members, m => m.Take(keys.Count)), _external?.Failures ?? [], new EvaluationStatistics
        {
            Blocks = _blocks,
            RowsRead = rowsRead,
            DistinctLeaves = Plan.Leaves.Count,
            LeavesEvaluated = _evaluated.Count(n => n > 0),
            LeafEvaluations = _evaluated.Sum(),
            RowsAggregated = _rowsAggregated,
            CustomersAsked = _external?.CustomersAsked ?? 0,
        });
}
