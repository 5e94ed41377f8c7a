using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Binding;

/// <summary>Whether the bounds of a <c>between</c> are reversed at every instant, as far as that shows without one.</summary>
internal static class OperandOrder
{
    public static bool IsReversed(Operand low, Operand high, Point from, Point to)
    {
        if (from.From.Term is null && to.To.Term is null)
            return from.From.Constant.CompareTo(to.To.Constant) > 0;
        return (from.From.Term, to.From.Term) switch
        {
            (TimeTerm.Before l, TimeTerm.Before h) => l.Microseconds.CompareTo(h.Microseconds) > 0,
            (TimeTerm.Moved l, TimeTerm.Moved h) when l.Months == h.Months => l.Ticks > h.Ticks,
            (TimeTerm.Moved l, TimeTerm.Moved h) when l.Ticks == h.Ticks => l.Months > h.Months,
            (TimeTerm.StartOfDay l, TimeTerm.StartOfDay h) => l.DayNumber > h.DayNumber,
            (TimeTerm.StartOfPeriod l, TimeTerm.StartOfPeriod h) when l.Period == h.Period => l.Offset > h.Offset,
            (TimeTerm.FirstDayOfPeriod l, TimeTerm.FirstDayOfPeriod h) when l.Period == h.Period => l.Offset > h.Offset,
            (TimeTerm.Today l, TimeTerm.Today h) when l.Unit == h.Unit => l.Offset > h.Offset,
            _ => false,
        };
    }
}
