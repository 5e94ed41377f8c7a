namespace Segmentation;

/// <summary>
/// How a computed attribute gets its value from others. A small closed tree: every engine computes it exactly, and none
/// of it is code text. Names are resolved on the row that has the attribute. Immutable.
/// </summary>
public abstract record Computation
{
    private protected Computation()
    {
    }

    /// <summary>The value of another attribute.</summary>
    /// <param name="Path">The attribute's name, or a dotted path over to-one relations.</param>
    public sealed record Attribute(string Path) : Computation;

    /// <summary>A figure over rows, as in an aggregate condition.</summary>
    /// <param name="Function">The figure.</param>
    /// <param name="Relation">The relation's name or path.</param>
    /// <param name="Of">What it is of, resolved on the relation's row; null for a count.</param>
    /// <param name="Where">Which rows count; null for all.</param>
    public sealed record Aggregate(
        AggregateFunction Function, string Relation, Computation? Of = null, CombinationCondition? Where = null) : Computation;

    /// <summary>The sum of two numbers; missing when either is.</summary>
    /// <param name="Left">A number.</param>
    /// <param name="Right">A number.</param>
    public sealed record Add(Computation Left, Computation Right) : Computation;

    /// <summary>The difference of two numbers; missing when either is.</summary>
    /// <param name="Left">A number.</param>
    /// <param name="Right">The number taken away.</param>
    public sealed record Subtract(Computation Left, Computation Right) : Computation;

    /// <summary>The product of two numbers; missing when either is.</summary>
    /// <param name="Left">A number.</param>
    /// <param name="Right">A number.</param>
    public sealed record Multiply(Computation Left, Computation Right) : Computation;

    /// <summary>The greatest of several values of one ordered type that are present; missing when none is.</summary>
    /// <param name="Of">The values.</param>
    public sealed record Latest(IReadOnlyList<Computation> Of) : Computation;

    /// <summary>The first of several values of one type that is present; missing when none is.</summary>
    /// <param name="Of">The values, in the order they are tried.</param>
    public sealed record FirstPresent(IReadOnlyList<Computation> Of) : Computation;

    /// <summary>An instant that is not after as-of; missing when it is after.</summary>
    /// <param name="Of">An instant.</param>
    public sealed record NotAfterAsOf(Computation Of) : Computation;

    /// <summary>The exact time from an instant to as-of; missing when the instant is missing or after as-of.</summary>
    /// <param name="Unit">The unit in which conditions count.</param>
    /// <param name="Since">An instant.</param>
    public sealed record Elapsed(ElapsedUnit Unit, Computation Since) : Computation;

    /// <summary>Texts joined by a separator; those that are missing or empty are left out; missing when none is left.</summary>
    /// <param name="Separator">What stands between two texts.</param>
    /// <param name="Of">The texts.</param>
    public sealed record Join(string Separator, IReadOnlyList<Computation> Of) : Computation;

    /// <summary>Whether a relation leads to at least one row; never missing.</summary>
    /// <param name="Relation">The relation's name or path.</param>
    /// <param name="Where">Which rows count; null for all.</param>
    public sealed record Exists(string Relation, CombinationCondition? Where = null) : Computation;

    /// <summary>Whole calendar days from today to the next anniversary of a date, 0 on the day; missing for a future date.</summary>
    /// <param name="Of">A date.</param>
    /// <param name="LeapDay">Where 29 February falls in common years.</param>
    public sealed record DaysUntilAnniversary(Computation Of, LeapDayRule LeapDay) : Computation;

    /// <summary>Whole years from a date to today by its anniversaries; missing for a future date.</summary>
    /// <param name="Of">A date.</param>
    /// <param name="LeapDay">Where 29 February falls in common years.</param>
    public sealed record CompletedYears(Computation Of, LeapDayRule LeapDay) : Computation;

    /// <summary>
    /// The mean number of days between instants of rows, (latest − earliest) / (number − 1), an exact quotient; missing
    /// below two. Rows whose instant is missing are skipped.
    /// </summary>
    /// <param name="Relation">The relation's name or path.</param>
    /// <param name="Of">An instant of the relation's row.</param>
    /// <param name="Where">Which rows count; null for all.</param>
    public sealed record MeanDaysBetween(string Relation, Computation Of, CombinationCondition? Where = null) : Computation;
}

/// <summary>The unit of an elapsed time; a day is exactly 24 hours.</summary>
public enum ElapsedUnit
{
    /// <summary>Days of 24 hours.</summary>
    Days,

    /// <summary>Hours.</summary>
    Hours,
}

/// <summary>Where an anniversary of 29 February falls in a common year.</summary>
public enum LeapDayRule
{
    /// <summary>On 28 February.</summary>
    February28,

    /// <summary>On 1 March.</summary>
    March1,
}
