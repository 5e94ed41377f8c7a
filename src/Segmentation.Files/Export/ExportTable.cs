using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>What an export format writes: named columns, and rows that are streamed once. Immutable.</summary>
public sealed class ExportTable
{
    /// <summary>Creates a table.</summary>
    /// <param name="name">The name of the rows together, such as <c>customers</c>.</param>
    /// <param name="rowName">The name of one row, such as <c>customer</c>.</param>
    /// <param name="headings">The headings of the columns; none empty, none twice.</param>
    /// <param name="rows">The rows; each has a value a column, of the types of <see cref="SubjectRow.Values"/>, null where it is missing.</param>
    /// <exception cref="ArgumentException">A name or heading is empty, a heading occurs twice, or there is none.</exception>
    public ExportTable(string name, string rowName, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(rowName);
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(rows);
        if (headings.Count == 0)
            throw new ArgumentException("An export needs at least one column.", nameof(headings));
        if (headings.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A heading is empty; give every column one.", nameof(headings));
        if (headings.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new ArgumentException($"The heading '{same.Key}' is used twice; give one of the columns another.", nameof(headings));
        Name = name;
        RowName = rowName;
        Headings = [.. headings];
        Rows = Checked(rows);
    }

    /// <summary>The name of the rows together: of an XML document's element, for example.</summary>
    public string Name { get; }

    /// <summary>What people call the rows: the name of an Excel sheet, for example. The name when nothing else was said.</summary>
    public string Title { get => field ?? Name; init; }

    /// <summary>The name of one row: of an XML element.</summary>
    public string RowName { get; }

    /// <summary>The headings, different from each other.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>The rows; enumerated once. One that has not a value a heading ends the enumeration with an <see cref="InvalidOperationException"/>.</summary>
    public IAsyncEnumerable<IReadOnlyList<object?>> Rows { get; }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Checked(
        IAsyncEnumerable<IReadOnlyList<object?>> rows, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long number = 0;
        await foreach (IReadOnlyList<object?> row in rows.WithCancellation(ct).ConfigureAwait(false))
        {
            number++;
            if (row.Count != Headings.Count)
                throw new InvalidOperationException(FormattableString.Invariant($"Row {number} has {row.Count} values for {Headings.Count} headings."));
            yield return row;
        }
    }
}
