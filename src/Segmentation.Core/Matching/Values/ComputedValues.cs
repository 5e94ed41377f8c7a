using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Matching;

internal sealed class ArithmeticCell : NumberCell
{
    private readonly Arithmetic _operation;
    private readonly NumberCell _left;
    private readonly NumberCell _right;

    public ArithmeticCell(int id, Arithmetic operation, NumberCell left, NumberCell right)
        : base(id, left.Rows)
    {
        (_operation, _left, _right) = (operation, left, right);
        Needs(left);
        Needs(right);
    }

    public override void Run(MatchState state)
    {
        NumberCells left = _left.Of(state), right = _right.Of(state), into = Of(state);
        bool isProduct = _operation == Arithmetic.Multiply;
        int scale = isProduct ? left.Scale + right.Scale : Math.Max(left.Scale, right.Scale);
        if (scale > 38)
            throw TooLarge();
        Int128 l = isProduct ? 1 : Decimals.PowerOfTen(scale - left.Scale), r = isProduct ? 1 : Decimals.PowerOfTen(scale - right.Scale);
        into.Clear(scale);
        try
        {
            for (int row = 0; row < left.Count; row++)
            {
                if (!left.IsPresent(row) || !right.IsPresent(row))
                {
                    into.AppendMissing();
                    continue;
                }

                into.Add(_operation switch
                {
                    Arithmetic.Add => checked(left[row] * l + right[row] * r),
                    Arithmetic.Subtract => checked(left[row] * l - right[row] * r),
                    _ => checked(left[row] * right[row]),
                });
            }
        }
        catch (OverflowException)
        {
            throw TooLarge();
        }
    }
}

/// <summary>The greatest, or the first, of several numbers that is present.</summary>
internal sealed class NumberChoice : NumberCell
{
    private readonly bool _greatest;
    private readonly NumberCell[] _values;

    public NumberChoice(int id, bool greatest, NumberCell[] values)
        : base(id, values[0].Rows)
    {
        (_greatest, _values) = (greatest, values);
        foreach (NumberCell value in values)
            Needs(value);
    }

    public override void Run(MatchState state)
    {
        NumberCells into = Of(state);
        int scale = 0;
        foreach (NumberCell value in _values)
            scale = Math.Max(scale, value.Of(state).Scale);
        into.Clear(scale);
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
        {
            Int128? best = null;
            foreach (NumberCell cell in _values)
            {
                NumberCells values = cell.Of(state);
                if (!values.IsPresent(row))
                    continue;
                Int128 value = Scaled(values[row], Decimals.PowerOfTen(scale - values.Scale));
                if (best is null || (_greatest && value > best))
                    best = value;
            }

            if (best is { } found)
                into.Add(found);
            else
                into.AppendMissing();
        }
    }

    private Int128 Scaled(Int128 value, Int128 factor)
    {
        try
        {
            return checked(value * factor);
        }
        catch (OverflowException)
        {
            throw TooLarge();
        }
    }
}

/// <summary>An instant where it is not after as-of.</summary>
internal sealed class PastInstant : NumberCell
{
    private readonly NumberCell _value;

    public PastInstant(int id, NumberCell value)
        : base(id, value.Rows)
    {
        _value = value;
        Needs(value);
    }

    public override bool ReadsTime => true;

    public override void Run(MatchState state)
    {
        NumberCells from = _value.Of(state), into = Of(state);
        into.Clear();
        for (int row = 0; row < from.Count; row++)
        {
            if (from.IsPresent(row) && from[row] <= state.Moment.LastMicrosecond)
                into.Add(from[row]);
            else
                into.AppendMissing();
        }
    }
}

/// <summary>Days until the next anniversary of a date, or the years completed since.</summary>
internal sealed class AnniversaryCell : NumberCell
{
    private readonly NumberCell _date;
    private readonly AnniversaryNode _node;
    private readonly int _today;

    /// <param name="id">The place among the state's numbers.</param>
    /// <param name="date">The date.</param>
    /// <param name="node">What is computed of it.</param>
    /// <param name="today">The place of the day of as-of among the frame's terms.</param>
    public AnniversaryCell(int id, NumberCell date, AnniversaryNode node, int today)
        : base(id, date.Rows)
    {
        (_date, _node, _today) = (date, node, today);
        Needs(date);
    }

    public override bool ReadsTime => true;

    public override void Run(MatchState state)
    {
        NumberCells dates = _date.Of(state), into = Of(state);
        var today = (int)state.Moment.ValueOf(_today);
        into.Clear();
        for (int row = 0; row < dates.Count; row++)
        {
            int? found = !dates.IsPresent(row) ? null
                : _node.CompletedYears ? Anniversaries.CompletedYears((int)dates[row], today, _node.LeapDay)
                : Anniversaries.DaysUntilNext((int)dates[row], today, _node.LeapDay);
            if (found is { } days)
                into.Add(days);
            else
                into.AppendMissing();
        }
    }
}

/// <summary>A predicate as a truth value, never missing.</summary>
internal sealed class TruthCell : NumberCell
{
    private readonly PredicateCell _predicate;

    public TruthCell(int id, PredicateCell predicate)
        : base(id, predicate.Rows)
    {
        _predicate = predicate;
        Needs(predicate);
    }

    public override void Run(MatchState state)
    {
        NumberCells into = Of(state);
        RowBits bits = _predicate.Of(state);
        into.Clear();
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
            into.Add(bits[row] ? 1 : 0);
    }
}

/// <summary>The first of several texts that is present.</summary>
internal sealed class TextChoice : TextCell
{
    private readonly TextCell[] _values;

    public TextChoice(int id, TextCell[] values)
        : base(id, values[0].Rows)
    {
        _values = values;
        foreach (TextCell value in values)
            Needs(value);
    }

    public override void Run(MatchState state)
    {
        TextCells into = Of(state);
        into.Clear();
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
        {
            int first = 0;
            while (first < _values.Length - 1 && !_values[first].Of(state).IsPresent(row))
                first++;
            into.AddFrom(_values[first].Of(state), row);
        }
    }
}

/// <summary>Texts joined.</summary>
internal sealed class JoinedText : TextCell
{
    private readonly string _separator;
    private readonly TextCell[] _values;

    public JoinedText(int id, string separator, TextCell[] values)
        : base(id, values[0].Rows)
    {
        (_separator, _values) = (separator, values);
        foreach (TextCell value in values)
            Needs(value);
    }

    public override void Run(MatchState state)
    {
        TextCells into = Of(state);
        into.Clear();
        int count = Rows.Of(state).Count;
        TextCells[] parts = state.Parts;
        if (parts.Length < _values.Length)
            state.Parts = parts = new TextCells[_values.Length];
        for (int i = 0; i < _values.Length; i++)
            parts[i] = _values[i].Of(state);
        for (int row = 0; row < count; row++)
            into.AddJoined(parts.AsSpan(0, _values.Length), row, _separator);
    }
}
