using System.Runtime.CompilerServices;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Explanations;

/// <summary>One subject with all rows behind it at one instant: a block of a single row, evaluated like any other.</summary>
internal sealed class SubjectView
{
    private readonly BlockEvaluator _evaluator;
    private readonly BlockEvaluator _shared;
    private readonly IReadOnlyDictionary<ExternalNode, bool> _answers;
    private readonly ExternalBlock? _external;

    private SubjectView(
        EvaluationPlan plan,
        TimeDependence time,
        SubjectKey key,
        Frame frame,
        BlockEvaluator evaluator,
        BlockEvaluator shared,
        ExternalPlan? externals,
        IReadOnlyDictionary<ExternalNode, bool> answers)
    {
        Plan = plan;
        Time = time;
        Key = key;
        Frame = frame;
        _evaluator = evaluator;
        _shared = shared;
        Externals = externals;
        _answers = answers;
        _external = externals is null ? null : new ExternalBlock(externals, evaluator, 1);
        foreach ((ExternalNode external, bool holds) in answers)
            _external!.Answer(external, Bits.All(1), holds ? Bits.All(1) : Bits.None(1));
    }

    public EvaluationPlan Plan { get; }

    public TimeDependence Time { get; }

    /// <summary>The key as the source has it.</summary>
    public SubjectKey Key { get; }

    /// <summary>What only the host can say; null when nothing.</summary>
    public ExternalPlan? Externals { get; }

    public Frame Frame { get; }

    public DateTimeOffset AsOf => Frame.AsOf;

    /// <summary>Reads a subject; null when there is none of that key.</summary>
    public static async Task<SubjectView?> ReadAsync(
        ISegmentSource source, SegmentSchema schema, EvaluationPlan plan, Func<KeyKind, SubjectKey?> keyOf, DateTimeOffset asOf, CancellationToken ct)
    {
        var frame = new Frame(asOf);
        var run = new RunState(plan, frame);
        var request = new SourceRequest(schema, [.. plan.SubjectTables.Concat(plan.SharedTables).Select(t => t.Read)]);
        ISourceSnapshot snapshot = await source.OpenAsync(request, ct).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = snapshot.ConfigureAwait(false);
        var reader = new TreeReader(new OneSubjectSnapshot(snapshot, schema.Subject, keyOf), plan.SubjectTables, ct);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(1).ConfigureAwait(false))
                return null;
            SharedTables shared = await SharedTables.LoadAsync(snapshot, plan.SharedTables, [], ct).ConfigureAwait(false);
            Dictionary<TableId, TableRows> block = reader.Take(shared.Indexes);
            var sharedEvaluator = new BlockEvaluator(run, TableBlock.Of(shared.Rows), null);
            SubjectKey key = block[plan.SubjectTables[0].Id].Keys![0];
            return new SubjectView(
                plan,
                new TimeDependence(plan),
                key,
                frame,
                new BlockEvaluator(run, TableBlock.Of(block), sharedEvaluator),
                sharedEvaluator,
                ExternalPlan.Of(plan.Nodes.OfType<PredicateNode>()),
                new Dictionary<ExternalNode, bool>());
        }
    }

    /// <summary>The same with the host's word on every external condition, which stays the same at other instants.</summary>
    public SubjectView With(IReadOnlyDictionary<ExternalNode, bool> answers) => new(Plan, Time, Key, Frame, _evaluator, _shared, Externals, answers);

    /// <summary>The same rows at another instant.</summary>
    public SubjectView At(DateTimeOffset instant)
    {
        var frame = new Frame(instant);
        var run = new RunState(Plan, frame);
        BlockEvaluator shared = _shared.At(run, null, Time);
        return new SubjectView(Plan, Time, Key, frame, _evaluator.At(run, shared, Time), shared, Externals, _answers);
    }

    /// <summary>Whether a predicate of the subject holds.</summary>
    public bool Holds(PredicateNode predicate) => Bits.Get(_external is null ? _evaluator.Bits(predicate) : _external.Evaluate(predicate).Must, 0);

    /// <summary>A bit a row of the predicate's domain.</summary>
    public ulong[] BitsOf(PredicateNode predicate) => _evaluator.Bits(predicate);

    /// <summary>A value a row of its domain.</summary>
    public Vector Values(ValueNode value) => _evaluator.Values(value);

    public int CountRows(DomainNode domain) => _evaluator.Rows(domain).Count;

    /// <summary>The key of a row as it was read; null where rows have none.</summary>
    public string? KeyOf(DomainNode domain, int row)
    {
        DomainRows rows = _evaluator.Rows(domain);
        return rows.Table.Keys is { } keys && keys.Count == rows.Table.Count ? keys[rows.TableRow(row)].ToString() : null;
    }
}
