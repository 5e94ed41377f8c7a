using System.Runtime.CompilerServices;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Customers and their rows that were read together. Immutable but for what is kept of them by the way.</summary>
internal sealed class SnapshotPart : ITableSnapshot
{
    private readonly Dictionary<(string Root, string Path), TableColumns> _tables;
    private readonly ConditionalWeakTable<EvaluationPlan, PlannedPart> _plans = [];
    private readonly TableColumns _subjects;

    /// <param name="tables">The tables, the subject's own first.</param>
    public SnapshotPart(IReadOnlyList<TableColumns> tables)
    {
        _subjects = tables[0];
        _tables = tables.ToDictionary(t => (t.Needs.Id.Root.Name, t.Needs.Id.Path));
    }

    /// <summary>The number of customers.</summary>
    public int Count => _subjects.Rows.Count;

    public IEnumerable<TableColumns> Tables => _tables.Values;

    public long Bytes => _tables.Values.Sum(t => t.Bytes) + TextBytes();

    /// <summary>The rows as a set sees them, and what is kept for it.</summary>
    public PlannedPart For(EvaluationPlan plan) => _plans.GetValue(plan, p =>
    {
        WholeTables tables = WholeTables.Read(this, p, CancellationToken.None);
        return new PlannedPart(tables, new KeptFeatures(p, tables.Count));
    });

    public TableColumns Table(EntityRead read) => Find(read)
        ?? throw new SegmentSourceException($"The snapshot does not have all that is asked of '{read}'; load it with the sets that it is evaluated for.");

    /// <summary>The root of a read.</summary>
    public TableColumns Root(EntityRead read) => Root(read.Root.Name);

    /// <summary>The rows of an entity that are read whole.</summary>
    public TableColumns Root(string entity) => _tables[(entity, "")];

    /// <summary>The table of the rows that a read's rows belong to.</summary>
    public TableColumns Parent(EntityRead read) => _tables[(read.Root.Name, Table(read).Needs.Id.Parent!)];

    /// <summary>The tables from below the root of a read to its own.</summary>
    public IEnumerable<TableColumns> Way(EntityRead read)
    {
        for (int end = read.Path.IndexOf('.', StringComparison.Ordinal); ; end = read.Path.IndexOf('.', end + 1))
        {
            if (read.IsRoot)
                yield break;
            yield return _tables[(read.Root.Name, end < 0 ? read.Path : read.Path[..end])];
            if (end < 0)
                yield break;
        }
    }

    public bool Has(EntityRead read) => Find(read) is not null;

    public TableRows Read(TableNeeds needs) => Table(needs.Read).For(needs);

    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct) =>
        throw new NotSupportedException("Parts are read together, by their snapshot.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TableColumns? Find(EntityRead read) =>
        _tables.TryGetValue((read.Root.Name, read.Path), out TableColumns? table) && table.Has(read) ? table : null;

    // Columns may share a dictionary, which counts once.
    private long TextBytes() => _tables.Values.SelectMany(t => t.Rows.Columns)
        .Select(c => c switch { TextColumn texts => texts.Dictionary, SetColumn sets => sets.Dictionary, _ => null })
        .OfType<TextDictionary>().Distinct().Sum(d => d.Bytes);
}

/// <summary>A part as one set sees it.</summary>
/// <param name="Tables">Its columns.</param>
/// <param name="Kept">What is kept of them.</param>
internal sealed record PlannedPart(WholeTables Tables, KeptFeatures Kept);
