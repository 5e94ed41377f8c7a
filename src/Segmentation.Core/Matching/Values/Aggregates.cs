using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>A figure over the rows below each row.</summary>
internal abstract class FigureCell : NumberCell
{
    private readonly RowsCell[] _path;
    private readonly PredicateCell? _where;

    protected FigureCell(int id, RowsCell rows, RowsCell below, ValueCell? of, PredicateCell? where)
        : base(id, rows)
    {
        _path = below.PathFrom(rows);
        _where = where;
        Needs(below);
        Needs(of);
        Needs(where);
    }

    public override void Run(MatchState state)
    {
        Begin(state, Of(state));
        int count = Rows.Of(state).Count;
        RowBits? where = _where?.Of(state);
        for (int row = 0; row < count; row++)
        {
            (int from, int to) = RowsCell.Below(state, _path, row);
            Append(state, from, to, where);
        }
    }

    protected abstract void Begin(MatchState state, NumberCells into);

    /// <summary>Appends the figure of the rows from one up to before another.</summary>
    protected abstract void Append(MatchState state, int from, int to, RowBits? where);
}

internal sealed class CountCell(int id, RowsCell rows, RowsCell below, PredicateCell? where) : FigureCell(id, rows, below, null, where)
{
    protected override void Begin(MatchState state, NumberCells into) => into.Clear();

    protected override void Append(MatchState state, int from, int to, RowBits? where) =>
        Of(state).Add(where is null ? to - from : where.Count(from, to));
}

internal sealed class SumCell(int id, RowsCell rows, RowsCell below, NumberCell of, PredicateCell? where, bool isAverage)
    : FigureCell(id, rows, below, of, where)
{
    public override bool IsQuotient => isAverage;

    protected override void Begin(MatchState state, NumberCells into) => into.Clear(of.Of(state).Scale, isAverage);

    protected override void Append(MatchState state, int from, int to, RowBits? where)
    {
        NumberCells values = of.Of(state);
        Int128 sum = 0;
        int number = 0;
        try
        {
            for (int row = from; row < to; row++)
            {
                if ((where is not null && !where[row]) || !values.IsPresent(row))
                    continue;
                sum = checked(sum + values[row]);
                number++;
            }
        }
        catch (OverflowException)
        {
            throw TooLarge();
        }

        if (!isAverage)
            Of(state).Add(sum);
        else if (number > 0)
            Of(state).Add(sum, number);
        else
            Of(state).AppendMissing();
    }
}

internal sealed class ExtremeCell(int id, RowsCell rows, RowsCell below, NumberCell of, PredicateCell? where, bool greatest)
    : FigureCell(id, rows, below, of, where)
{
    protected override void Begin(MatchState state, NumberCells into) => into.Clear(of.Of(state).Scale);

    protected override void Append(MatchState state, int from, int to, RowBits? where)
    {
        NumberCells values = of.Of(state);
        int best = -1;
        for (int row = from; row < to; row++)
        {
            if ((where is not null && !where[row]) || !values.IsPresent(row))
                continue;
            if (best < 0 || (greatest ? values[row] > values[best] : values[row] < values[best]))
                best = row;
        }

        if (best < 0)
            Of(state).AppendMissing();
        else
            Of(state).Add(values[best]);
    }
}

internal sealed class DistinctNumbers(int id, RowsCell rows, RowsCell below, NumberCell of, PredicateCell? where)
    : FigureCell(id, rows, below, of, where)
{
    protected override void Begin(MatchState state, NumberCells into) => into.Clear();

    protected override void Append(MatchState state, int from, int to, RowBits? where)
    {
        NumberCells values = of.Of(state);
        HashSet<Int128> seen = state.SeenNumbers;
        seen.Clear();
        for (int row = from; row < to; row++)
        {
            if ((where is null || where[row]) && values.IsPresent(row))
                seen.Add(values[row]);
        }

        Of(state).Add(seen.Count);
    }
}

internal sealed class DistinctTexts(int id, RowsCell rows, RowsCell below, TextCell of, bool isCaseSensitive, PredicateCell? where)
    : FigureCell(id, rows, below, of, where)
{
    protected override void Begin(MatchState state, NumberCells into) => into.Clear();

    protected override void Append(MatchState state, int from, int to, RowBits? where)
    {
        TextCells values = of.Of(state);
        HashSet<string> seen = isCaseSensitive ? state.SeenTexts : state.SeenFoldedTexts;
        seen.Clear();
        for (int row = from; row < to; row++)
        {
            if ((where is null || where[row]) && values.IsPresent(row))
                seen.Add(values.StringOf(row));
        }

        Of(state).Add(seen.Count);
        seen.Clear();
    }
}

internal sealed class MeanDaysCell(int id, RowsCell rows, RowsCell below, NumberCell of, PredicateCell? where)
    : FigureCell(id, rows, below, of, where)
{
    private const long MicrosecondsOfDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    public override bool IsQuotient => true;

    protected override void Begin(MatchState state, NumberCells into) => into.Clear(0, isQuotient: true);

    protected override void Append(MatchState state, int from, int to, RowBits? where)
    {
        NumberCells values = of.Of(state);
        Int128 first = 0, last = 0;
        int number = 0;
        for (int row = from; row < to; row++)
        {
            if ((where is not null && !where[row]) || !values.IsPresent(row))
                continue;
            first = number == 0 ? values[row] : Int128.Min(first, values[row]);
            last = number == 0 ? values[row] : Int128.Max(last, values[row]);
            number++;
        }

        if (number < 2)
            Of(state).AppendMissing();
        else
            Of(state).Add(last - first, MicrosecondsOfDay * (number - 1));
    }
}
