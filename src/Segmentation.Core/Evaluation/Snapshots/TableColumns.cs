using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>A whole table that is kept, with the columns that any of several sets needs; each set sees those of its own.</summary>
/// <param name="Needs">What is kept.</param>
/// <param name="Rows">The rows.</param>
internal sealed record TableColumns(TableNeeds Needs, TableRows Rows)
{
    public long Bytes => Rows.Columns.Sum(BytesOf) + 4L * Rows.Offsets.Length + Rows.References.Sum(r => 4L * r.Length) + (Rows.Keys?.Bytes ?? 0);

    /// <summary>Whether everything that is needed of a table is here.</summary>
    public bool Has(EntityRead read) =>
        read.Attributes.All(a => Needs.Attributes.Any(known => known.Name == a.Name && known.Type == a.Type))
        && read.References.All(r => Needs.References.Any(known => known.Name == r.Name));

    /// <summary>The columns in the order of other needs.</summary>
    public TableRows For(TableNeeds needs) => new()
    {
        Count = Rows.Count,
        Offsets = Rows.Offsets,
        Columns = [.. needs.Read.Attributes.Select(a => Rows.Columns[Needs.IndexOf(a)])],
        References = [.. needs.Read.References.Select(r => Rows.References[Needs.IndexOf(r)])],
        Keys = Rows.Keys,
    };

    private static long BytesOf(Column column) => (column.Present?.Length ?? 0) * 8L + column switch
    {
        NumberColumn { Values: { } values } => 8L * values.Length,
        NumberColumn wide => 16L * wide.Wide!.Length,
        TextColumn texts => 4L * texts.Codes.Length,
        SetColumn sets => 4L * (sets.Offsets.Length + sets.Codes.Length),
        _ => 0,
    };
}
