using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>All rows that a plan reads, as whole tables in memory. Safe for concurrent reading.</summary>
internal sealed class WholeTables
{
    // What a block's columns may take of the cache: with less, what a block costs by itself shows when segments are many.
    private const long BytesOfABlock = 1 << 21;
    private const int LeastBlock = 1024;
    private const int LargestBlock = 1 << 15;

    private readonly IReadOnlyList<TableNeeds> _subjectTables;
    private readonly Dictionary<TableId, TableRows> _subject = [];
    private readonly Dictionary<TableId, TableRows> _shared = [];

    private WholeTables(IReadOnlyList<TableNeeds> subjectTables) => _subjectTables = subjectTables;

    /// <summary>The subjects' keys, in ascending order.</summary>
    public KeyList Keys => _subject[_subjectTables[0].Id].Keys!;

    public int Count => _subject[_subjectTables[0].Id].Count;

    /// <summary>The rows that each read gave.</summary>
    public Dictionary<string, long> RowsRead { get; } = new(StringComparer.Ordinal);

    public static WholeTables Read(ITableSnapshot snapshot, EvaluationPlan plan, CancellationToken ct)
    {
        var tables = new WholeTables(plan.SubjectTables);
        Read(plan.SharedTables, tables._shared);
        Read(plan.SubjectTables, tables._subject);
        return tables;

        void Read(IReadOnlyList<TableNeeds> needs, Dictionary<TableId, TableRows> into)
        {
            foreach (TableNeeds table in needs)
            {
                ct.ThrowIfCancellationRequested();
                TableRows rows = snapshot.Read(table);
                into.Add(table.Id, rows);
                tables.RowsRead[table.Read.ToString()] = rows.Count;
            }
        }
    }

    /// <summary>The rows that every block shares.</summary>
    public Dictionary<TableId, TableBlock> Shared() => TableBlock.Of(_shared);

    /// <summary>The rows behind some subjects.</summary>
    public Dictionary<TableId, TableBlock> Block(int from, int count) => TableBlock.Of(_subject, from, count);

    /// <summary>All rows behind subjects.</summary>
    public long Rows => _subject.Values.Sum(t => (long)t.Count);

    /// <summary>How many subjects' rows fit the cache together, on average.</summary>
    public int BlockSize()
    {
        long bytes = _subject.Values.Sum(BytesOf);
        long rows = Count * BytesOfABlock / Math.Max(1, bytes);
        return (int)Math.Clamp(rows, LeastBlock, LargestBlock) & ~63;
    }

    private static long BytesOf(TableRows table) =>
        (table.Columns.Sum(c => c is NumberColumn ? 8L : 4L) + (table.References.Length + 1) * 4L) * table.Count;
}
