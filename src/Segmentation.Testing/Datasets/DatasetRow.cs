using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Segmentation.Testing;

/// <summary>
/// One row of a <see cref="Dataset"/> as plain values. Immutable; two rows are equal only when they are the same object.
/// </summary>
/// <param name="Entity">The name of the entity that it is a row of.</param>
public sealed record DatasetRow(string Entity)
{
    /// <summary>The key as it was read; null for a part of another row, and where the dataset is to number the rows.</summary>
    public string? Key { get; init; }

    /// <summary>The keys of the rows that this one belongs to, by the name of their entity; empty when it belongs to none.</summary>
    public IReadOnlyDictionary<string, string> Parents { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The keys of the rows that this one refers to, by the name of the <see cref="ReferenceRelation"/>.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The rows that are parts of this one, by the name of the <see cref="PartRelation"/>.</summary>
    public IReadOnlyDictionary<string, DatasetRow> Parts { get; init; } = ReadOnlyDictionary<string, DatasetRow>.Empty;

    /// <summary>
    /// The stored values that are present, by attribute: <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>,
    /// <see cref="bool"/>, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>, or for sets <see cref="IReadOnlyList{T}"/> of texts.
    /// </summary>
    public IReadOnlyDictionary<string, object> Values { get; init; } = ReadOnlyDictionary<string, object>.Empty;

    /// <summary>The stored value, or null when it is missing.</summary>
    public object? this[string attribute] => Values.GetValueOrDefault(attribute);

    /// <summary>Whether it is the same object.</summary>
    public bool Equals(DatasetRow? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
