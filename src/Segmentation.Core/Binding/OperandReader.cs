using System.Globalization;
using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Binding;

/// <summary>Reads the operands of one comparison as the type of its value asks; what does not fit is refused and null.</summary>
internal sealed class OperandReader(BoundValue value, Operator @operator, string zone, Action<string, string, string> refuse)
{
    private const int MaxOffsetYears = 200;

    private static readonly string[] InstantFormats =
        [.. new[] { "", ".f", ".ff", ".fff", ".ffff", ".fffff", ".ffffff", ".fffffff" }.SelectMany(f => new[] { $"yyyy-MM-dd'T'HH:mm:ss{f}zzz", $"yyyy-MM-dd'T'HH:mm:ss{f}'Z'" }), "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    private string Type => Words.Of(value.Type);

    public bool? Boolean(Operand operand, string path)
    {
        if (operand is Operand.Boolean boolean)
            return boolean.Value;
        RefuseType(operand, path, "true or false");
        return null;
    }

    /// <summary>A text that is compared whole: of a closed choice, one of its values.</summary>
    public string? Choice(Operand operand, string path)
    {
        if (Text(operand, path) is not { } text)
            return null;
        if (value.Choices is null || value.Choices.Contains(text, StringComparer.OrdinalIgnoreCase))
            return text;
        refuse(path, "operand.choice", $"'{text}' is none of the values there are: {string.Join(", ", value.Choices)}.");
        return null;
    }

    /// <summary>A text that is searched for.</summary>
    public string? Part(Operand operand, string path)
    {
        if (Text(operand, path) is not { } text)
            return null;
        if (text.Length > 0)
            return text;
        refuse(path, "operand.empty", $"'{@operator.Name}' needs a text that is not empty, as every text has the empty one.");
        return null;
    }

    public IReadOnlyList<string>? Texts(Operand operand, string path)
    {
        if (List(operand, path) is not { } items)
            return null;
        var texts = new List<string>();
        for (int i = 0; i < items.Count; i++)
        {
            if (Choice(items[i], $"{path}[{i}]") is { } text)
                texts.Add(text);
        }

        return texts.Count == items.Count ? texts : null;
    }

    public IReadOnlyList<Operand>? List(Operand operand, string path)
    {
        if (operand is not Operand.List list)
        {
            RefuseType(operand, path, "a list");
            return null;
        }

        if (list.Items.Count > 0)
            return list.Items;
        refuse(path, "operand.empty", $"The list of '{@operator.Name}' is empty; name at least one value.");
        return null;
    }

    public (Operand Low, Operand High)? Pair(Operand operand, string path)
    {
        if (operand is Operand.List { Items: [Operand low, Operand high] })
            return (low, high);
        RefuseType(operand, path, "a list of two bounds");
        return null;
    }

    /// <summary>One value of an ordered type.</summary>
    public Point? Point(Operand operand, string path) => value.Type switch
    {
        AttributeType.Date => Date(operand, path),
        AttributeType.Instant => Instant(operand, path),
        AttributeType.Elapsed => Elapsed(operand, path),
        _ => Number(operand, path) is { } number ? Binding.Point.Exact(Bound.Of(Rational.Of(number))) : null,
    };

    private decimal? Number(Operand operand, string path)
    {
        if (operand is Operand.Number number)
            return number.Value;
        RefuseType(operand, path, "a number");
        return null;
    }

    private Point? Elapsed(Operand operand, string path)
    {
        if (Number(operand, path) is not { } length)
            return null;
        if (@operator.Name is not ("=" or "!=" or "in" or "notIn"))
            return Binding.Point.Exact(Back(length)) with { Descends = true };
        if (decimal.Truncate(length) == length)
            return new Point(Back(length + 1), false, Back(length), true, Descends: true);
        refuse(path, "operand.type", $"'{@operator.Name}' compares the whole {Words.Of(value.Unit)} elapsed; write a whole number.");
        return null;
    }

    private Bound Back(decimal length)
    {
        long unit = (value.Unit == ElapsedUnit.Days ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour) / TimeSpan.TicksPerMicrosecond;
        return Bound.Of(new TimeTerm.Before(Rational.Of(length).Times(new Rational(unit))));
    }

    private Point? Date(Operand operand, string path)
    {
        switch (operand)
        {
            case Operand.Text text when Day(text.Value) is { } day:
                return Binding.Point.Exact(Bound.Of(new Rational(day.DayNumber)));
            case Operand.Today today when IsOffset(today.Offset, today.Unit switch { DateUnit.Days => 366, DateUnit.Months => 12, _ => 1 }, path):
                return Binding.Point.Exact(Bound.Of(new TimeTerm.Today(today.Offset, today.Unit, zone)));
            case Operand.StartOf start when IsOffset(start.Offset, Steps(start.Period), path):
                return Binding.Point.Exact(Bound.Of(new TimeTerm.FirstDayOfPeriod(start.Period, start.Offset, zone)));
            case Operand.Today or Operand.StartOf:
                return null;
            case Operand.Ago or Operand.Ahead:
                refuse(path, "operand.relative", "A date has no time of day to be a duration from; use {\"today\": …}.");
                return null;
            default:
                RefuseType(operand, path, "a day such as \"2025-01-31\"");
                return null;
        }
    }

    private Point? Instant(Operand operand, string path)
    {
        switch (operand)
        {
            case Operand.Text text when Day(text.Value) is { } day:
                return new Point(
                    Bound.Of(new TimeTerm.StartOfDay(day.DayNumber, zone)), true, Bound.Of(new TimeTerm.StartOfDay(day.DayNumber + 1, zone)), false);
            case Operand.Text text when DateTimeOffset.TryParseExact(
                text.Value, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant):
                return Binding.Point.Exact(Bound.Of(new Rational(instant.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond)));
            case Operand.Ago ago:
                return Moved(ago.Period, -1, path);
            case Operand.Ahead ahead:
                return Moved(ahead.Period, 1, path);
            case Operand.StartOf start when IsOffset(start.Offset, Steps(start.Period), path):
                return Binding.Point.Exact(Bound.Of(new TimeTerm.StartOfPeriod(start.Period, start.Offset, zone)));
            case Operand.StartOf:
                return null;
            case Operand.Today:
                refuse(path, "operand.relative", "An instant is no calendar day; use {\"startOf\": \"day\"} or {\"ago\": …}.");
                return null;
            default:
                RefuseType(operand, path, "an instant with its offset such as \"2025-01-31T12:00:00Z\", or a day such as \"2025-01-31\"");
                return null;
        }
    }

    private Point? Moved(string text, int sign, string path)
    {
        if (IsoPeriod.Parse(text, out string reason) is not { } period)
        {
            refuse($"{path}.{(sign < 0 ? "ago" : "ahead")}", "operand.period", $"'{text}' is no duration: {reason}.");
            return null;
        }

        string? movedIn = period.Months == 0 ? null : zone;
        return Binding.Point.Exact(Bound.Of(new TimeTerm.Moved(sign * period.Months, sign * period.Ticks, movedIn)));
    }

    private static int Steps(CalendarPeriod period) => period switch
    {
        CalendarPeriod.Day => 366,
        CalendarPeriod.Week => 53,
        CalendarPeriod.Month => 12,
        CalendarPeriod.Quarter => 4,
        _ => 1,
    };

    private bool IsOffset(int offset, int stepsOfYear, string path)
    {
        if (Math.Abs((long)offset) <= MaxOffsetYears * (long)stepsOfYear)
            return true;
        refuse(path, "operand.period", $"The value lies more than {MaxOffsetYears} years from as-of.");
        return false;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private string? Text(Operand operand, string path)
    {
        if (operand is Operand.Text text)
        {
            if (TextRules.Complaint(text.Value) is not { } complaint)
                return text.Value;
            refuse(path, "text.invalid", complaint);
            return null;
        }

        RefuseType(operand, path, "a text");
        return null;
    }

    private void RefuseType(Operand operand, string path, string needed)
    {
        switch (operand)
        {
            case Operand.Ago or Operand.Ahead or Operand.StartOf or Operand.Today or Operand.Attribute:
                refuse(path, "operand.relative", $"This relative value is not for type {Type}; write {needed}.");
                break;
            case Operand.Text or Operand.Number or Operand.Boolean or Operand.List:
                refuse(path, "operand.type", $"'{@operator.Name}' on type {Type} takes {needed}.");
                break;
        }
    }
}
