namespace Segmentation.Matching;

/// <summary>
/// Ranges of one number by one measure: the code says how many of their cuts, in ascending order, the number has passed,
/// after one for being there at all.
/// </summary>
internal sealed class NumberFamily : CodedFamily
{
    private const int Scales = 39;

    private readonly NumberCell _value;
    private readonly Measure _measure;
    private readonly int _term;
    private readonly List<Cut> _declared = [];
    private readonly Bounds?[] _narrow = new Bounds?[Scales];
    private Cut[] _cuts = [];
    private Dictionary<Cut, int> _ranks = [];

    public NumberFamily(NumberCell value, Measure measure, int term)
    {
        (_value, _measure, _term) = (value, measure, term);
        Needs(value);
    }

    public override bool ReadsTime => _measure != Measure.Constant;

    public override int CodeCount => _cuts.Length + 2;

    public void Declare(CutRange range)
    {
        if (range.Low is not null)
            _declared.Add(range.Low);
        if (range.High is not null)
            _declared.Add(range.High);
    }

    public override void Close()
    {
        _declared.Sort();
        var cuts = new List<Cut>();
        _ranks = new Dictionary<Cut, int>(_declared.Count, ReferenceEqualityComparer.Instance);
        foreach (Cut cut in _declared)
        {
            if (cuts.Count == 0 || cuts[^1].CompareTo(cut) != 0)
                cuts.Add(cut);
            _ranks[cut] = cuts.Count - 1;
        }

        _cuts = [.. cuts];
    }

    /// <summary>The codes of the numbers in a range.</summary>
    public CodeSet CodesOf(CutRange range) => CodeSet.Interval(
        range.Low is null ? 1 : _ranks[range.Low] + 2,
        range.High is null ? CodeCount : _ranks[range.High] + 2);

    protected override int Code(MatchState state)
    {
        NumberCells values = _value.Of(state);
        if (values.Count == 0 || !values.IsPresent(0))
            return 0;
        if (values.IsQuotient)
            return 1 + PassedByQuotient(values);
        Int128 value = values[0];
        switch (_measure)
        {
            case Measure.Constant:
                return 1 + Passed(value, values.Scale);
            case Measure.Length:
                return 1 + Passed(value * TimeSpan.TicksPerMicrosecond - state.Moment.AsOfTicks, 0);
            default:
                Int128 point = state.Moment.ValueOf(_term), at = _measure == Measure.CalendarDay ? value : value * TimeSpan.TicksPerMicrosecond;
                int passed = 0;
                foreach (Cut cut in _cuts)
                    passed += cut.IsStrict ? (at > point ? 1 : 0) : (at >= point ? 1 : 0);
                return 1 + passed;
        }
    }

    private int Passed(Int128 value, int scale)
    {
        var narrow = (long)value;
        return narrow == value && narrow is > long.MinValue and < long.MaxValue
            ? (_narrow[scale] ?? Narrow(scale)).Passed(narrow)
            : PassedWide(value, scale);
    }

    private int PassedWide(Int128 value, int scale)
    {
        int low = 0, high = _cuts.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (value >= _cuts[middle].Least(scale))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private int PassedByQuotient(NumberCells values)
    {
        int low = 0, high = _cuts.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_cuts[middle].IsPassedBy(values, 0))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The bounds as integers of a scale, as near as 64 bits come: the numbers that are looked for lie strictly between the ends.</summary>
    private Bounds Narrow(int scale) => _narrow[scale] = new Bounds(Array.ConvertAll(
        _cuts, cut => (long)Int128.Max(long.MinValue, Int128.Min(long.MaxValue, cut.Least(scale)))));
}
