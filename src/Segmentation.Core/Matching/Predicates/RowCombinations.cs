namespace Segmentation.Matching;

/// <summary>The same answer for every row.</summary>
internal sealed class Always(int id, RowsCell rows, bool value) : PredicateCell(id, rows)
{
    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits bits = Of(state);
        bits.Clear(count);
        if (value)
            RowGroup.Invert(bits.Words(count), count);
    }
}

/// <summary>Whether a predicate holds on the one row below, or on the row above.</summary>
internal sealed class GatheredTest : PredicateCell
{
    private readonly PredicateCell _predicate;
    private readonly RowMap _map;

    public GatheredTest(int id, PredicateCell predicate, RowMap map)
        : base(id, map.Rows)
    {
        (_predicate, _map) = (predicate, map);
        Needs(predicate);
    }

    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits from = _predicate.Of(state), bits = Of(state);
        bits.Clear(count);
        for (int row = 0; row < count; row++)
        {
            if (_map.RowFor(state, row) is >= 0 and int other && from[other])
                bits.Set(row);
        }
    }
}

/// <summary>Whether at least one of the rows below satisfies a predicate.</summary>
internal sealed class SomeBelow : PredicateCell
{
    private readonly RowsCell[] _path;
    private readonly PredicateCell? _where;

    public SomeBelow(int id, RowsCell rows, RowsCell below, PredicateCell? where)
        : base(id, rows)
    {
        _path = below.PathFrom(rows);
        _where = where;
        Needs(below);
        Needs(where);
    }

    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits bits = Of(state);
        RowBits? where = _where?.Of(state);
        bits.Clear(count);
        for (int row = 0; row < count; row++)
        {
            (int from, int to) = RowsCell.Below(state, _path, row);
            if (where is null ? from < to : where.Any(from, to))
                bits.Set(row);
        }
    }
}

internal sealed class Opposite : PredicateCell
{
    private readonly PredicateCell _predicate;

    public Opposite(int id, PredicateCell predicate)
        : base(id, predicate.Rows)
    {
        _predicate = predicate;
        Needs(predicate);
    }

    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits bits = Of(state);
        bits.Clear(count);
        _predicate.Of(state).Words(count).CopyTo(bits.Words(count));
        RowGroup.Invert(bits.Words(count), count);
    }
}

/// <summary>All, or any, of several predicates.</summary>
internal sealed class RowGroup : PredicateCell
{
    private readonly bool _all;
    private readonly PredicateCell[] _parts;

    public RowGroup(int id, RowsCell rows, bool all, PredicateCell[] parts)
        : base(id, rows)
    {
        (_all, _parts) = (all, parts);
        foreach (PredicateCell part in parts)
            Needs(part);
    }

    public static void Invert(Span<ulong> words, int count)
    {
        for (int i = 0; i < words.Length; i++)
            words[i] = ~words[i];
        if ((count & 63) != 0)
            words[^1] &= (1UL << count) - 1;
    }

    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits bits = Of(state);
        bits.Clear(count);
        Span<ulong> words = bits.Words(count);
        _parts[0].Of(state).Words(count).CopyTo(words);
        for (int part = 1; part < _parts.Length; part++)
        {
            ReadOnlySpan<ulong> others = _parts[part].Of(state).Words(count);
            for (int i = 0; i < words.Length; i++)
                words[i] = _all ? words[i] & others[i] : words[i] | others[i];
        }
    }
}
