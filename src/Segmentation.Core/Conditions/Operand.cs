using System.Globalization;
using Segmentation.Time;

namespace Segmentation;

/// <summary>
/// What a value is compared with, as it is authored and stored. Relative operands stay relative: they get a value only
/// when an evaluation supplies its instant and zone. Immutable, equal by content.
/// </summary>
public abstract record Operand
{
    private protected Operand()
    {
    }

    /// <summary>A text; also a choice, and a date or an instant in ISO 8601, by the type of the attribute.</summary>
    /// <param name="Value">The text, never null.</param>
    public sealed record Text(string Value) : Operand;

    /// <summary>A number.</summary>
    /// <param name="Value">The number, exact.</param>
    public sealed record Number(decimal Value) : Operand;

    /// <summary>True or false.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Boolean(bool Value) : Operand;

    /// <summary>Several operands: the bounds of <c>between</c>, the alternatives of <c>in</c>, <c>hasAny</c> and their kin.</summary>
    /// <param name="Items">The operands, in the author's order.</param>
    public sealed record List(IReadOnlyList<Operand> Items) : Operand
    {
        /// <summary>Equal when both have equal operands in the same order.</summary>
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (Operand item in Items)
                hash.Add(item);
            return hash.ToHashCode();
        }
    }

    /// <summary>That long before the as-of instant.</summary>
    /// <param name="Period">An ISO 8601 duration, not negative, such as <c>P30D</c> or <c>P1Y2M</c>.</param>
    public sealed record Ago(string Period) : Operand;

    /// <summary>That long after the as-of instant.</summary>
    /// <param name="Period">An ISO 8601 duration, not negative.</param>
    public sealed record Ahead(string Period) : Operand;

    /// <summary>The first instant (or day) of a calendar period in the evaluation's zone.</summary>
    /// <param name="Period">Which period.</param>
    /// <param name="Offset">How many whole periods later; negative for earlier.</param>
    public sealed record StartOf(CalendarPeriod Period, int Offset = 0) : Operand;

    /// <summary>The calendar day of the as-of instant in the evaluation's zone, moved by whole steps.</summary>
    /// <param name="Offset">How many units later; negative for earlier.</param>
    /// <param name="Unit">The unit of the steps.</param>
    public sealed record Today(int Offset = 0, DateUnit Unit = DateUnit.Days) : Operand;

    /// <summary>Another attribute of the same row, scaled.</summary>
    /// <param name="Path">The attribute, by the names that the condition itself may use.</param>
    /// <param name="Times">The factor, at most 6 decimal places.</param>
    public sealed record Attribute(string Path, decimal Times = 1m) : Operand;

    /// <summary>A period of exact length before as-of.</summary>
    /// <param name="duration">Not negative.</param>
    public static Operand Before(TimeSpan duration) => new Ago(IsoPeriod.Text(duration));

    /// <summary>A period of exact length after as-of.</summary>
    /// <param name="duration">Not negative.</param>
    public static Operand After(TimeSpan duration) => new Ahead(IsoPeriod.Text(duration));

    /// <summary>A text.</summary>
    public static implicit operator Operand(string value) => new Text(value);

    /// <summary>A number.</summary>
    public static implicit operator Operand(decimal value) => new Number(value);

    /// <summary>A number.</summary>
    public static implicit operator Operand(long value) => new Number(value);

    /// <summary>A number.</summary>
    public static implicit operator Operand(int value) => new Number(value);

    /// <summary>True or false.</summary>
    public static implicit operator Operand(bool value) => new Boolean(value);

    /// <summary>A calendar day: for a date attribute that day, for an instant the whole local day.</summary>
    public static implicit operator Operand(DateOnly value) => new Text(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>An instant, exact to 100 nanoseconds.</summary>
    public static implicit operator Operand(DateTimeOffset value) =>
        new Text(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}

/// <summary>A calendar period that begins at a whole local day.</summary>
public enum CalendarPeriod
{
    /// <summary>A local day.</summary>
    Day,

    /// <summary>A week; it starts on Monday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Three calendar months from January, April, July or October.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>A unit of whole calendar steps.</summary>
public enum DateUnit
{
    /// <summary>Days.</summary>
    Days,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Calendar years.</summary>
    Years,
}
