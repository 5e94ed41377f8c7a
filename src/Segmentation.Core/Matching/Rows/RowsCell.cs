using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>The rows of a domain behind one customer.</summary>
internal abstract class RowsCell : Step
{
    protected RowsCell(int id, DomainNode domain, RowsCell? parent, IReadOnlyList<MappedEntity> sources, bool isSingle)
    {
        Id = id;
        Domain = domain;
        Parent = parent;
        Sources = sources;
        IsSingle = isSingle;
        Needs(parent);
    }

    public int Id { get; }

    public DomainNode Domain { get; }

    public RowsCell? Parent { get; }

    /// <summary>The maps that the rows are of; nearly always one.</summary>
    public IReadOnlyList<MappedEntity> Sources { get; }

    /// <summary>Whether there is never more than one row.</summary>
    public bool IsSingle { get; }

    public RowsState Of(MatchState state) => state.Rows[Id];

    /// <summary>The cells from below another one down to this.</summary>
    public RowsCell[] PathFrom(RowsCell top)
    {
        var path = new List<RowsCell>();
        for (RowsCell cell = this; cell != top; cell = cell.Parent!)
            path.Add(cell);
        path.Reverse();
        return [.. path];
    }

    /// <summary>The rows at the end of a path that belong to a row at its beginning.</summary>
    public static (int From, int To) Below(MatchState state, RowsCell[] path, int row)
    {
        (int from, int to) = (row, row + 1);
        foreach (RowsCell cell in path)
        {
            RowsState rows = cell.Of(state);
            (from, to) = (rows.OffsetOf(from), rows.OffsetOf(to));
        }

        return (from, to);
    }

    /// <summary>The row at the beginning of a path that a row at its end belongs to.</summary>
    public static int Above(MatchState state, RowsCell[] path, int row)
    {
        for (int i = path.Length - 1; i >= 0; i--)
            row = path[i].Of(state).ParentOf(row);
        return row;
    }

    /// <summary>The error of one row, which names its key, or where it has none the next row above that has one.</summary>
    public SegmentDataException Failure(MatchState state, int row, string? name, string reason, Exception? cause)
    {
        MappedEntity entity = Sources[Of(state).SourceOf(row)];
        string? key = entity.KeyText(Of(state)[row]);
        if (key is null)
        {
            for (RowsCell cell = this; cell.Parent is { } parent; cell = parent)
            {
                row = cell.Of(state).ParentOf(row);
                RowsState above = parent.Of(state);
                MappedEntity owner = parent.Sources[above.SourceOf(row)];
                if (owner.KeyText(above[row]) is not { } known)
                    continue;
                reason += $" (below {owner.Mapping.Entity.Name} '{known}')";
                break;
            }
        }

        return new SegmentDataException(entity.Mapping.Entity.Name, name, key, reason, cause);
    }
}

/// <summary>The customer alone, put there by whoever begins the match.</summary>
internal sealed class SubjectRows(int id, DomainNode domain, MappedEntity entity) : RowsCell(id, domain, null, [entity], isSingle: true)
{
    public override void Run(MatchState state)
    {
    }
}

/// <summary>The rows that belong to each row above: many, or at most one part.</summary>
internal sealed class OwnedRows : RowsCell
{
    private readonly RowReader<RowsState>[] _readers;
    private readonly SchemaRelation _relation;

    public OwnedRows(int id, OwnedDomain domain, RowsCell parent, IReadOnlyList<RelationMapping> relations, IReadOnlyList<MappedEntity> sources)
        : base(id, domain, parent, sources, parent.IsSingle && domain.Relation is PartRelation)
    {
        _relation = domain.Relation;
        _readers = [.. relations.Select((relation, i) => parent.Sources[i].Rows(relation))];
    }

    public override (string Entity, string Name)? Reads => (Parent!.Domain.Entity.Name, _relation.Name);

    public override void Run(MatchState state)
    {
        RowsState above = Parent!.Of(state), rows = Of(state);
        rows.Clear();
        try
        {
            for (int start = 0; start < above.Count;)
            {
                int source = above.SourceOf(start), end = above.RunEnd(start, _readers.Length == 1);
                rows.From(source);
                _readers[source](above.Rows, start, end, rows);
                start = end;
            }
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw Parent.Failure(state, rows.Parent, _relation.Name, reason, e);
        }

        rows.End(above.Count);
    }
}

/// <summary>The row above each row, of a domain further up: always one.</summary>
internal sealed class AncestorRows : RowsCell
{
    private readonly RowsCell _target;
    private readonly RowsCell[] _path;

    public AncestorRows(int id, DomainNode domain, RowsCell parent, RowsCell target)
        : base(id, domain, parent, target.Sources, parent.IsSingle)
    {
        _target = target;
        _path = parent.PathFrom(target);
    }

    public override void Run(MatchState state)
    {
        RowsState below = Parent!.Of(state), above = _target.Of(state), rows = Of(state);
        rows.Clear();
        for (int row = 0; row < below.Count; row++)
        {
            int at = Above(state, _path, row);
            rows.From(above.SourceOf(at));
            rows.Begin(row);
            rows.AddOne(above[at]);
        }

        rows.End(below.Count);
    }
}
