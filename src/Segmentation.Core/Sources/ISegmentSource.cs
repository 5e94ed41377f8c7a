using Segmentation.Predicates;

namespace Segmentation;

/// <summary>Where customers and the rows behind them come from. Implementations are singletons, safe for concurrent use.</summary>
public interface ISegmentSource
{
    /// <summary>Opens one consistent view of the data, for one evaluation.</summary>
    /// <param name="needs">Every read that the evaluation will ask for.</param>
    /// <param name="ct">Cancels the opening.</param>
    /// <exception cref="SegmentSourceException">The source cannot give something that is asked for; the message names it.</exception>
    ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct);
}

/// <summary>One consistent view of a source's data. Several reads may be under way at once; disposal ends them.</summary>
public interface ISourceSnapshot : IAsyncDisposable
{
    /// <summary>
    /// Streams the rows of one read in batches. Rows come in ascending order of the key of the root row they belong to
    /// (<see cref="KeyColumn"/> says how keys are ordered); within one root row in any order, which is kept.
    /// </summary>
    /// <param name="read">One of the reads of the request.</param>
    /// <param name="ct">Cancels the stream.</param>
    /// <exception cref="SegmentDataException">A value or a key breaks a rule.</exception>
    IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct);
}

/// <summary>Everything that one evaluation will read.</summary>
/// <param name="Schema">The schema that the reads speak of.</param>
/// <param name="Reads">The reads, parents before children; the subject's is first.</param>
public sealed record SourceRequest(SegmentSchema Schema, IReadOnlyList<EntityRead> Reads)
{
    /// <summary>What the reads are for, where a source may leave out rows that cannot matter; null where it must give all.</summary>
    internal EvaluationAim? Aim { get; init; }
}

/// <summary>
/// One read: the rows that a path of relations leads to, with the columns that are needed. The path begins at the root:
/// the subject, or an entity that others refer to by key, of which all rows are read.
/// </summary>
/// <param name="Root">The entity at which the path begins.</param>
/// <param name="Path">Names of <see cref="ManyRelation"/>s and <see cref="PartRelation"/>s from the root, dotted, such as <c>orders.items</c>; empty for the root itself.</param>
/// <param name="Entity">The entity that is read.</param>
/// <param name="Attributes">The stored attributes that are needed, in the order of the batch's columns.</param>
/// <param name="References">The <see cref="ReferenceRelation"/>s that are needed, in the order of the batch's reference columns.</param>
public sealed record EntityRead(
    SchemaEntity Root,
    string Path,
    SchemaEntity Entity,
    IReadOnlyList<SchemaAttribute> Attributes,
    IReadOnlyList<ReferenceRelation> References)
{
    /// <summary>Whether the rows are the root's own.</summary>
    public bool IsRoot => Path.Length == 0;

    /// <summary>Whether a row's parent is a child itself, so that batches carry <see cref="ColumnBatch.ParentKeys"/>.</summary>
    public bool IsNested => Path.Contains('.', StringComparison.Ordinal);

    /// <summary>The root's name and the path, as a message names the read.</summary>
    public override string ToString() => IsRoot ? Root.Name : $"{Root.Name}.{Path}";
}
