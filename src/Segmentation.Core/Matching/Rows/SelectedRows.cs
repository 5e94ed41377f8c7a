using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>The row chosen among the candidates of each row above, where there is one.</summary>
internal sealed class SelectedRows : RowsCell
{
    private readonly RowsCell _candidates;
    private readonly NumberCell[] _orderBy;
    private readonly PredicateCell? _where;
    private readonly int _sign;

    public SelectedRows(int id, SelectedDomain domain, RowsCell parent, RowsCell candidates, NumberCell[] orderBy, PredicateCell? where)
        : base(id, domain, parent, candidates.Sources, parent.IsSingle)
    {
        _candidates = candidates;
        _orderBy = orderBy;
        _where = where;
        _sign = domain.Take == Extreme.Greatest ? 1 : -1;
        Needs(candidates);
        foreach (NumberCell value in orderBy)
            Needs(value);
        Needs(where);
    }

    public override void Run(MatchState state)
    {
        RowsState candidates = _candidates.Of(state), rows = Of(state);
        RowBits? where = _where?.Of(state);
        int count = Parent!.Of(state).Count;
        rows.Clear();
        for (int row = 0; row < count; row++)
        {
            rows.Begin(row);
            int best = -1;
            for (int candidate = candidates.OffsetOf(row); candidate < candidates.OffsetOf(row + 1); candidate++)
            {
                if ((where is null || where[candidate]) && (best < 0 || _sign * Compare(state, candidates, candidate, best) > 0))
                    best = candidate;
            }

            if (best < 0)
                continue;
            rows.From(candidates.SourceOf(best));
            rows.AddOne(candidates[best]);
        }

        rows.End(count);
    }

    private int Compare(MatchState state, RowsState candidates, int left, int right)
    {
        foreach (NumberCell cell in _orderBy)
        {
            NumberCells values = cell.Of(state);
            bool l = values.IsPresent(left), r = values.IsPresent(right);
            // A missing value never wins: it is the least when the greatest is taken, and the other way round.
            int order = l && r ? values[left].CompareTo(values[right]) : _sign * l.CompareTo(r);
            if (order != 0)
                return order;
        }

        MappedEntity entity = _candidates.Sources[candidates.SourceOf(left)];
        // Rows without a key are numbered as they come.
        return entity.Mapping.Key is null ? left.CompareTo(right) : KeyOf(state, candidates, left).CompareTo(KeyOf(state, candidates, right));
    }

    private SubjectKey KeyOf(MatchState state, RowsState candidates, int row) =>
        _candidates.Sources[candidates.SourceOf(row)].KeyOf(candidates[row])
        ?? throw _candidates.Failure(state, row, null, "the key is missing", null);
}
