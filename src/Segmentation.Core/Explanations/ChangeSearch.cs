using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Explanations;

/// <summary>
/// Finds the first instant at which time alone turns a subject's verdict, while the rows stay as they are. Every node that
/// reads the instant names the instants at which it may change for the values it meets; the verdict is asked for at one
/// after the other. Between two of them nothing changes, values that are computed from the instant included.
/// </summary>
internal sealed class ChangeSearch
{
    private readonly SubjectView _subject;
    private readonly PredicateNode _membership;
    private readonly IReadOnlyCollection<object> _nodes;
    private readonly DateTimeOffset _until;
    private readonly SortedSet<long> _instants = [];
    private readonly HashSet<(object Node, Int128 Value)> _asked = [];
    private readonly Dictionary<TimeTerm, TermCrossings> _crossings = [];
    private readonly Dictionary<string, IReadOnlyList<(long First, long Last)>> _stretches = new(StringComparer.Ordinal);

    /// <param name="subject">The subject and the instant to begin at.</param>
    /// <param name="membership">The verdict, of the subject.</param>
    /// <param name="until">The last instant to look at.</param>
    public ChangeSearch(SubjectView subject, PredicateNode membership, DateTimeOffset until)
    {
        _subject = subject;
        _membership = membership;
        _until = until;
        _nodes = new EvaluationPlan(subject.Plan, [membership], [], []).Nodes;
    }

    /// <summary>The first instant after the subject's at which the verdict differs; null when there is none in time.</summary>
    public DateTimeOffset? Find(CancellationToken ct)
    {
        if (!_subject.Time.Predicates[_membership.Id])
            return null;
        bool verdict = _subject.Holds(_membership);
        long last = UnixTicks.Of(_until);
        Schedule(_subject, UnixTicks.Of(_subject.AsOf), isFirst: true);
        while (_instants.Count > 0 && _instants.Min <= last)
        {
            ct.ThrowIfCancellationRequested();
            long next = _instants.Min;
            _instants.Remove(next);
            DateTimeOffset instant = UnixTicks.ToInstant(next);
            SubjectView later = _subject.At(instant);
            if (later.Holds(_membership) != verdict)
                return instant;
            Schedule(later, next, isFirst: false);
        }

        return null;
    }

    /// <summary>Adds the instants after a given one that matter to the values there are now; values that stay are looked at once.</summary>
    private void Schedule(SubjectView view, long after, bool isFirst)
    {
        foreach (object node in _nodes)
        {
            switch (node)
            {
                case DatesNode dates when isFirst:
                    Add(dates.StartsAt is { } from ? [UnixTicks.Of(from)] : [], after);
                    Add(dates.ExpiresAt is { } to ? [UnixTicks.Of(to)] : [], after);
                    break;
                case RangeNode range when IsNew(range.Value):
                    AddBound(range, range.Range.Low);
                    AddBound(range, range.Range.High);
                    break;
                case NotAfterAsOfNode past when IsNew(past.Value):
                    Each(past, past.Value, value => [(long)value * 10]);
                    break;
                case AnniversaryNode anniversary when IsNew(anniversary.Date):
                    Each(anniversary, anniversary.Date, date => Changes(anniversary, (int)date));
                    break;
            }
        }

        bool IsNew(ValueNode value) => isFirst || _subject.Time.Values[value.Id];

        void AddBound(RangeNode range, Bound? bound)
        {
            if (TimeDependence.IsMoving(bound))
                Each((range, bound), range.Value, value => CrossingsOf(bound!.Value.Term!).Of(value));
        }

        void Each(object node, ValueNode of, Func<Int128, IEnumerable<long>> instants)
        {
            var values = (NumberVector)view.Values(of);
            for (int row = 0; row < values.Count; row++)
            {
                if (values.IsPresent(row) && _asked.Add((node, values[row])))
                    Add(instants(values[row]), after);
            }
        }
    }

    private void Add(IEnumerable<long> instants, long after)
    {
        foreach (long instant in instants)
        {
            if (instant > after)
                _instants.Add(instant);
        }
    }

    private TermCrossings CrossingsOf(TimeTerm term)
    {
        if (!_crossings.TryGetValue(term, out TermCrossings? crossings))
            _crossings.Add(term, crossings = new TermCrossings(term, StretchesOf));
        return crossings;
    }

    private IReadOnlyList<(long First, long Last)> StretchesOf(string zone)
    {
        if (!_stretches.TryGetValue(zone, out IReadOnlyList<(long First, long Last)>? stretches))
            _stretches.Add(zone, stretches = [.. DayStretches.Between(_subject.AsOf, _until, zone)]);
        return stretches;
    }

    /// <summary>The days at whose beginning a date's anniversary figure becomes another.</summary>
    private IEnumerable<long> Changes(AnniversaryNode node, int date)
    {
        bool isFirst = true;
        int? before = null;
        foreach ((long first, _) in StretchesOf(node.Today.CalendarZone!))
        {
            int today = new Frame(UnixTicks.ToInstant(first)).DayOf(node.Today);
            int? figure = node.CompletedYears
                ? Anniversaries.CompletedYears(date, today, node.LeapDay)
                : Anniversaries.DaysUntilNext(date, today, node.LeapDay);
            if (!isFirst && figure != before)
                yield return first;
            (before, isFirst) = (figure, false);
        }
    }
}
