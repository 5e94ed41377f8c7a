using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>
/// Customers and the rows behind them as columns in memory: read once from any source, then evaluated as often as wanted,
/// at any instant. What no instant changes (sums, counts, texts that match, ...) is computed by a set's first evaluation and
/// kept for the ones after. Immutable and safe for concurrent use; a changed snapshot is a new one, which shares what
/// stayed, so that a host swaps one reference for another.
/// </summary>
/// <remarks>
/// It is a source like any other, and <see cref="SegmentEvaluator"/> goes over it the same way; <see cref="Evaluate"/> only
/// spares the task. It has the columns that the sets it was loaded with need, and no others.
/// </remarks>
public sealed class ColumnSnapshot : ISegmentSource
{
    // A part costs a pass of its own; from this share of the customers on it is cheaper to put all together.
    private const double LargestShareOfChanges = 0.25;

    private readonly SegmentSchema _schema;
    private readonly IReadOnlyList<SnapshotPart> _parts;
    private readonly IReadOnlyDictionary<string, Lazy<KeyOrder>> _orders;

    private ColumnSnapshot(SegmentSchema schema, IReadOnlyList<SnapshotPart> parts, IReadOnlyDictionary<string, Lazy<KeyOrder>> orders) =>
        (_schema, _parts, _orders) = (schema, parts, orders);

    /// <summary>How many customers there are.</summary>
    public int SubjectCount => Subjects.Keys.Count;

    /// <summary>The bytes of the columns, their keys and their texts, without what is kept for sets.</summary>
    public long Bytes => _parts.Sum(p => p.Bytes);

    private KeyOrder Subjects => _orders[_schema.Subject.Name].Value;

    /// <summary>Reads all customers, with the columns that a set needs.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="set">The set that will be evaluated.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="SegmentSourceException">The source cannot give what the set needs.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public static Task<ColumnSnapshot> LoadAsync(ISegmentSource source, SegmentSet set, CancellationToken ct = default) => LoadAsync(source, [set], ct);

    /// <summary>Reads all customers, with the columns that any of several sets needs.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="sets">The sets that will be evaluated, at least one, bound to one schema.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="ArgumentException">There is no set, or they are bound to several schemas.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what the sets need.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public static Task<ColumnSnapshot> LoadAsync(ISegmentSource source, IReadOnlyList<SegmentSet> sets, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count == 0)
            throw new ArgumentException("Name at least one set; its conditions say which columns are needed.", nameof(sets));
        if (sets.Any(s => s.Schema != sets[0].Schema))
            throw new ArgumentException("The sets are bound to several schemas; bind them to one.", nameof(sets));
        TableNeeds[] tables = [.. sets
            .SelectMany(s => s.Plan.SubjectTables.Concat(s.Plan.SharedTables))
            .GroupBy(t => t.Id)
            .Select(TableNeeds.Union)
            .OrderBy(t => t.Id.Root != sets[0].Schema.Subject)
            .ThenBy(t => t.Id.Root.Name, StringComparer.Ordinal)
            .ThenBy(t => t.Id.Path, StringComparer.Ordinal)];
        return LoadAsync(source, sets[0].Schema, tables, ct);
    }

    /// <summary>
    /// Finds the members of every segment, without a task to wait for. The first evaluation of a set goes over all rows; the
    /// ones after go over what was kept, and over rows only for what the instant changes.
    /// </summary>
    /// <param name="set">The segments: of the sets that the snapshot was loaded with, or any that need no other columns.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="ct">Cancels between blocks.</param>
    /// <exception cref="SegmentSourceException">The snapshot lacks a column.</exception>
    /// <exception cref="NotSupportedException">A segment needs an answer of the host; evaluate it with <see cref="SegmentEvaluator"/>.</exception>
    public EvaluationResult Evaluate(SegmentSet set, DateTimeOffset asOf, EvaluationOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Externals is not null)
            throw new NotSupportedException($"A segment has an external condition, whose answers take time; evaluate it with {nameof(SegmentEvaluator)}.");
        // Without the host there is nothing to wait for: the task is complete when it is returned.
        return new SegmentEvaluator(this).EvaluateAsync(set, asOf, options, null, ct).GetAwaiter().GetResult();
    }

    /// <summary>
    /// The snapshot with some customers as they are now, new ones among them, and without some others. What is kept of the
    /// rest stays; only the changed customers are computed again. Takes time in proportion to the changes, and now and then
    /// to all customers, when the changes have become many.
    /// </summary>
    /// <param name="changed">The changed customers with all their rows, loaded with the same sets.</param>
    /// <param name="removed">Customers who are gone; null for none. One who is not there is passed over.</param>
    /// <exception cref="ArgumentException">The changes were loaded with other sets or by another schema.</exception>
    /// <remarks>Rows that others refer to by key (products, categories) are taken as each customer was read with them.</remarks>
    public ColumnSnapshot With(ColumnSnapshot changed, IReadOnlyCollection<SubjectKey>? removed = null)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (changed._parts.Count != 1)
            return With(changed.Together(), removed);
        if (changed._schema != _schema || !changed._parts[0].Tables.All(t => _parts[0].Has(t.Needs.Read)) || !_parts[0].Tables.All(t => changed._parts[0].Has(t.Needs.Read)))
            throw new ArgumentException("The changes have other columns; load them with the sets that the snapshot was loaded with.", nameof(changed));
        // Only a stream asks for the order of rows that others refer to.
        int part = _parts.Count;
        Dictionary<string, Lazy<KeyOrder>> orders = _orders.ToDictionary(
            o => o.Key,
            o => new Lazy<KeyOrder>(() => o.Value.Value.With(changed._orders[o.Key].Value.Keys, part, o.Key == _schema.Subject.Name ? removed ?? [] : [])),
            StringComparer.Ordinal);
        var next = new ColumnSnapshot(_schema, [.. _parts, changed._parts[0]], orders);
        int changes = next._parts.Skip(1).Sum(p => p.Count);
        return changes > next._parts[0].Count * LargestShareOfChanges ? next.Together() : next;
    }

    /// <inheritdoc/>
    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(needs);
        ct.ThrowIfCancellationRequested();
        foreach (EntityRead read in needs.Reads)
            _ = _parts[0].Table(read);
        return new(new PartStream(_parts, _orders));
    }

    internal Task<EvaluationResult> EvaluateAsync(EvaluationRun run) => run.OverPartsAsync(_parts, Subjects);

    // All parts as one, which is read from them as from any source. Nothing in it waits.
    private ColumnSnapshot Together() =>
        LoadAsync(this, _schema, [.. _parts[0].Tables.Select(t => t.Needs)], CancellationToken.None).GetAwaiter().GetResult();

    private static async Task<ColumnSnapshot> LoadAsync(ISegmentSource source, SegmentSchema schema, IReadOnlyList<TableNeeds> needs, CancellationToken ct)
    {
        IReadOnlyList<TableColumns> tables = await SnapshotLoader.LoadAsync(source, schema, needs, ct).ConfigureAwait(false);
        var orders = tables.Where(t => t.Needs.Id.Path.Length == 0).ToDictionary(t => t.Needs.Id.Root.Name, t => new Lazy<KeyOrder>(KeyOrder.Of(t.Rows.Keys!, 0)), StringComparer.Ordinal);
        return new ColumnSnapshot(schema, [new SnapshotPart(tables)], orders);
    }
}
