using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Subjects;

/// <summary>Subjects with all rows behind them, block by block in key order, at one instant: the same evaluation as of segments.</summary>
internal sealed class SubjectBlocks : IAsyncDisposable
{
    private readonly ISourceSnapshot _snapshot;
    private readonly TreeReader _reader;
    private readonly SharedTables _shared;
    private readonly RunState _run;
    private readonly Frame _frame;
    private readonly BlockEvaluator _sharedEvaluator;

    private SubjectBlocks(ISourceSnapshot snapshot, TreeReader reader, SharedTables shared, EvaluationPlan plan, DateTimeOffset asOf)
    {
        _snapshot = snapshot;
        _reader = reader;
        _shared = shared;
        _frame = new Frame(asOf);
        _run = new RunState(plan, _frame);
        _sharedEvaluator = new BlockEvaluator(_run, TableBlock.Of(shared.Rows), null);
    }

    /// <summary>Opens a snapshot for what a plan needs, and reads the rows that all blocks share.</summary>
    public static async Task<SubjectBlocks> OpenAsync(
        ISegmentSource source, SegmentSchema schema, EvaluationPlan plan, DateTimeOffset asOf, SubjectReadOptions options, CancellationToken ct)
    {
        var request = new SourceRequest(schema, [.. plan.SubjectTables.Concat(plan.SharedTables).Select(t => t.Read)]);
        ISourceSnapshot snapshot = await source.OpenAsync(request, ct).ConfigureAwait(false);
        try
        {
            SharedTables shared = await SharedTables.LoadAsync(snapshot, plan.SharedTables, [], ct).ConfigureAwait(false);
            var reader = new TreeReader(new ChosenSubjects(snapshot, schema.Subject, options), plan.SubjectTables, ct);
            return new SubjectBlocks(snapshot, reader, shared, plan, asOf);
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The next block; null when there are no more subjects.</summary>
    /// <param name="size">How many subjects at most, 1 or more.</param>
    public async ValueTask<SubjectBlock?> NextAsync(int size)
    {
        if (!await _reader.ReadAsync(size).ConfigureAwait(false))
            return null;
        Dictionary<TableId, TableRows> block = _reader.Take(_shared.Indexes);
        return new SubjectBlock(block[_run.Plan.SubjectTables[0].Id].Keys!, new BlockEvaluator(_run, TableBlock.Of(block), _sharedEvaluator), _frame);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _snapshot.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Some consecutive subjects. What is not asked for is not computed.</summary>
internal sealed class SubjectBlock(KeyList keys, BlockEvaluator evaluator, Frame frame)
{
    public KeyList Keys => keys;

    public BlockEvaluator Evaluator => evaluator;

    public ulong[] Bits(PredicateNode predicate) => evaluator.Bits(predicate);

    /// <summary>How many subjects satisfy all of some predicates.</summary>
    public int CountAll(IReadOnlyList<PredicateNode> predicates)
    {
        ulong[] all = Evaluation.Bits.All(keys.Count);
        foreach (PredicateNode predicate in predicates)
            Evaluation.Bits.And(all, Bits(predicate));
        return Evaluation.Bits.Count(all);
    }

    /// <summary>A subject as it is shown.</summary>
    public SubjectRow Row(int row, IReadOnlyList<BoundValue> columns)
    {
        var values = new object?[columns.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = HostValues.Of(columns[i], evaluator.Values(columns[i].Node), row, frame);
        return new SubjectRow(keys[row], values);
    }
}
