using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Reads whole tables from a source, for a snapshot to keep.</summary>
internal static class SnapshotLoader
{
    /// <summary>The tables that are needed, in the order they are given: parents before children, the subject's own first.</summary>
    public static async Task<IReadOnlyList<TableColumns>> LoadAsync(
        ISegmentSource source, SegmentSchema schema, IReadOnlyList<TableNeeds> needs, CancellationToken ct)
    {
        var request = new SourceRequest(schema, [.. needs.Select(n => n.Read)]);
        ISourceSnapshot snapshot = await source.OpenAsync(request, ct).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = snapshot.ConfigureAwait(false);
        Func<TableNeeds, TableRows> rowsOf = snapshot is ITableSnapshot tables
            ? tables.Read
            : await ReadAsync(snapshot, schema, needs, ct).ConfigureAwait(false);
        return [.. needs.Select(n => new TableColumns(n, Trimmed(rowsOf(n))))];
    }

    private static async Task<Func<TableNeeds, TableRows>> ReadAsync(
        ISourceSnapshot snapshot, SegmentSchema schema, IReadOnlyList<TableNeeds> needs, CancellationToken ct)
    {
        TableNeeds[] subject = [.. needs.Where(n => n.Id.Root == schema.Subject)], others = [.. needs.Where(n => n.Id.Root != schema.Subject)];
        SharedTables shared = await SharedTables.LoadAsync(snapshot, others, [], ct).ConfigureAwait(false);
        var reader = new TreeReader(snapshot, subject, ct);
        await using ConfiguredAsyncDisposable _ = reader.ConfigureAwait(false);
        await reader.ReadAsync(int.MaxValue).ConfigureAwait(false);
        Dictionary<TableId, TableRows> rows = reader.Take(shared.Indexes);
        return n => n.Id.Root == schema.Subject ? rows[n.Id] : shared.Rows[n.Id];
    }

    // Columns that were put together batch by batch have room for more rows, which will never come.
    private static TableRows Trimmed(TableRows rows)
    {
        rows.Keys?.Trim();
        return new TableRows
        {
            Count = rows.Count,
            Offsets = rows.Offsets,
            Columns = Array.ConvertAll(rows.Columns, Trimmed),
            References = rows.References,
            Keys = rows.Keys,
        };
    }

    public static Column Trimmed(Column column)
    {
        int count = column.Count;
        if (IsTrim(column))
            return column;
        switch (column)
        {
            case NumberColumn { Values: { } values } numbers:
                return new NumberColumn(Trimmed(values, count), count, Trimmed(numbers.Present, Bits.Words(count)), numbers.Scale);
            case NumberColumn wide:
                return new NumberColumn(Trimmed(wide.Wide!, count), count, Trimmed(wide.Present, Bits.Words(count)), wide.Scale);
            case TextColumn texts:
                texts.Dictionary.Complete();
                return new TextColumn(Trimmed(texts.Codes, count), count, texts.Dictionary);
            case SetColumn sets:
                sets.Dictionary.Complete();
                return new SetColumn(Trimmed(sets.Offsets, count + 1), Trimmed(sets.Codes, sets.Offsets[count]), count, sets.Dictionary);
            default:
                throw new InvalidOperationException($"The column {column.GetType().Name} is unknown.");
        }
    }

    private static bool IsTrim(Column column) => (column.Present is null || column.Present.Length == Bits.Words(column.Count)) && column switch
    {
        NumberColumn numbers => (numbers.Values?.Length ?? numbers.Wide!.Length) == column.Count,
        TextColumn texts => texts.Codes.Length == column.Count,
        SetColumn sets => sets.Offsets.Length == column.Count + 1 && sets.Codes.Length == sets.Offsets[^1],
        _ => false,
    };

    [return: NotNullIfNotNull(nameof(array))]
    private static T[]? Trimmed<T>(T[]? array, int length) => array is null || array.Length == length ? array : array[..length];
}
