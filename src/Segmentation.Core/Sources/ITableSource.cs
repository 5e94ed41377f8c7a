namespace Segmentation;

/// <summary>Rows as they are stored, whether or not they belong to anybody: what is copied from one store to another.</summary>
public interface ITableSource
{
    /// <summary>The schema that the rows are of.</summary>
    SegmentSchema Schema { get; }

    /// <summary>The kind of an entity's keys.</summary>
    /// <param name="entity">An entity of the schema.</param>
    KeyKind KeyKindOf(SchemaEntity entity);

    /// <summary>Streams all rows of an entity, in any order.</summary>
    /// <param name="entity">An entity of the schema.</param>
    /// <param name="ct">Cancels the stream.</param>
    IAsyncEnumerable<TableBatch> ReadTableAsync(SchemaEntity entity, CancellationToken ct);
}

/// <summary>Some rows of one entity, by columns, with the keys of the rows that they belong and refer to.</summary>
public sealed class TableBatch
{
    /// <summary>The number of rows; every column has as many.</summary>
    public required int Count { get; init; }

    /// <summary>The rows' own keys; none is missing.</summary>
    public required KeyColumn Keys { get; init; }

    /// <summary>The keys of the rows that these belong to, by the name of their entity; all are missing where it is not there.</summary>
    public IReadOnlyDictionary<string, KeyColumn> Parents { get; init; } = new Dictionary<string, KeyColumn>();

    /// <summary>The rows' own attributes and references.</summary>
    public required ValueColumns Values { get; init; }

    /// <summary>The attributes and references of the rows' parts, by relation; a part of which all are missing is not there.</summary>
    public IReadOnlyDictionary<string, ValueColumns> Parts { get; init; } = new Dictionary<string, ValueColumns>();
}

/// <summary>Attributes and references of rows or of their parts.</summary>
/// <param name="Attributes">Stored attributes by name; all values are missing of one that is not there.</param>
/// <param name="References">Keys by the name of the reference; all are missing of one that is not there.</param>
public sealed record ValueColumns(IReadOnlyDictionary<string, Column> Attributes, IReadOnlyDictionary<string, KeyColumn> References);
