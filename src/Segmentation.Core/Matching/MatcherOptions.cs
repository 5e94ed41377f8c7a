using Segmentation.Matching;

namespace Segmentation;

/// <summary>What a <see cref="SegmentMatcher{T}"/> is given beside the customers' map. Immutable.</summary>
public sealed record MatcherOptions
{
    private IReadOnlyList<GivenRows> _rows = [];

    /// <summary>
    /// What the host last answered to external conditions; null, the default, to refuse segments that ask the host. Read once
    /// for each such condition of the set and each match.
    /// </summary>
    public IStoredAnswers? Answers { get; init; }

    internal IndexLayout Layout { get; init; } = new();

    /// <summary>
    /// The same options with all rows of an entity that others refer to: for references by key alone, and for the tree over a
    /// set's values. Where both are there, the row that was given counts, and not the object that a reference leads to. The
    /// rows are taken when the matcher is made, and anew by <see cref="SegmentMatcher{T}.Replace"/> with these options.
    /// </summary>
    /// <typeparam name="TRow">The host's class of the rows.</typeparam>
    /// <param name="entity">The entity's name, such as <c>category</c>.</param>
    /// <param name="map">Where the entity's attributes and relations are in the rows; with a key.</param>
    /// <param name="rows">The rows; none is null and no key repeats. None where a tree is known to be flat.</param>
    /// <exception cref="ArgumentException">Rows of the entity are given already.</exception>
    public MatcherOptions WithRows<TRow>(string entity, SubjectMap<TRow> map, IEnumerable<TRow> rows)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(rows);
        if (_rows.Any(r => r.Entity == entity))
            throw new ArgumentException($"The rows of '{entity}' are given already.", nameof(entity));
        return this with { _rows = [.. _rows, new GivenRows(entity, schema => map.Build(schema, entity), rows)] };
    }

    internal MatchSources Lay(SegmentSchema schema, EntityMapping subject, MappedEntities entities)
    {
        (EntityMapping Mapping, GivenRows Given)[] given = [.. _rows.Select(r => (r.Build(schema), r))];
        KeyKinds.RequireOne([subject, .. given.Select(g => g.Mapping)]);
        return new MatchSources(
            entities,
            entities[subject],
            given.ToDictionary(g => g.Given.Entity, g => new KnownRows(entities[g.Mapping], g.Given.Rows), StringComparer.Ordinal),
            Answers);
    }

    private sealed record GivenRows(string Entity, Func<SegmentSchema, EntityMapping> Build, IEnumerable<object> Rows);
}
