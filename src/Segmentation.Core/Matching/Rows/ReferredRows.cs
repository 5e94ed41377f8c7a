using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>
/// How rows of one map refer to rows of an entity: by an object, or by a key alone; and which map those are of, by place
/// among the maps of the referred rows.
/// </summary>
internal sealed record ReferenceWay(Func<object, object?>? Row, MappedEntity? Target, int TargetSource, Func<object, SubjectKey?>? Key);

/// <summary>The row that each row above refers to, where there is one: of the rows that were given, else the object itself.</summary>
internal sealed class ReferredRows : RowsCell
{
    private readonly ReferenceRelation _relation;
    private readonly IReadOnlyList<ReferenceWay> _ways;
    private readonly KnownRows? _known;
    private readonly int _knownSource;

    /// <param name="id">The place among the state's rows.</param>
    /// <param name="domain">The domain that the rows are of.</param>
    /// <param name="parent">The rows that refer.</param>
    /// <param name="relation">The reference.</param>
    /// <param name="ways">One for each map of the rows that refer.</param>
    /// <param name="known">The rows that were given; null for none.</param>
    /// <param name="sources">The maps of the rows that are referred to, that of the given ones last.</param>
    public ReferredRows(
        int id, DomainNode domain, RowsCell parent, ReferenceRelation relation, IReadOnlyList<ReferenceWay> ways, KnownRows? known,
        IReadOnlyList<MappedEntity> sources)
        : base(id, domain, parent, sources, parent.IsSingle)
    {
        _relation = relation;
        _ways = ways;
        _known = known;
        _knownSource = sources.Count - 1;
    }

    public override (string Entity, string Name)? Reads => (Parent!.Domain.Entity.Name, _relation.Name);

    public override void Run(MatchState state)
    {
        RowsState above = Parent!.Of(state), rows = Of(state);
        rows.Clear();
        for (int row = 0; row < above.Count; row++)
        {
            rows.Begin(row);
            try
            {
                Follow(_ways[above.SourceOf(row)], above[row], rows);
            }
            catch (Exception e) when (HostErrors.Reason(e) is { } reason)
            {
                throw Parent.Failure(state, row, _relation.Name, reason, e);
            }
        }

        rows.End(above.Count);
    }

    private void Follow(ReferenceWay way, object from, RowsState rows)
    {
        object? reached = way.Row?.Invoke(from);
        if (_known is not null)
        {
            SubjectKey? key = way.Key is not null ? way.Key(from) : reached is null ? null : way.Target!.KeyOf(reached);
            if (key is { } present && _known.Find(present) is { } found)
            {
                rows.From(_knownSource);
                rows.AddOne(found);
                return;
            }
        }

        rows.From(way.TargetSource);
        rows.AddOne(reached);
    }
}
