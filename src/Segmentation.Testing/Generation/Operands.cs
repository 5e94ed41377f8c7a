using System.Globalization;
using System.Numerics;
using NodaTime;
using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>Random operands for an operator and a type, mostly made of values that the data has.</summary>
internal sealed class Operands(Dice dice, ValuePool pool, Walks walks, Judge judge)
{
    public const int Flavours = 60;

    private TimeLine Time => pool.Time;

    /// <summary>An operand that may stand there, or null when the type has none for the operator.</summary>
    /// <param name="operator">The comparison; not one that takes no value.</param>
    /// <param name="type">The type of what is compared.</param>
    /// <param name="attribute">The attribute that is compared, or null for a figure over rows.</param>
    /// <param name="values">What the data has there.</param>
    /// <param name="spot">Where the condition stands.</param>
    /// <param name="flavour">Which kind of operand, below <see cref="Flavours"/>; one leaf keeps it however often it is drawn again.</param>
    public Operand Create(Operator @operator, AttributeType type, SchemaAttribute? attribute, IReadOnlyList<object> values, Spot spot, int flavour)
    {
        switch (@operator.Name)
        {
            case "contains" or "doesNotContain" or "beginsWith" or "doesNotBeginWith" or "endsWith" or "doesNotEndWith":
                return Part(@operator, values);
            case "in" or "notIn" or "hasAny" or "hasNone" or "hasAll":
                int count = @operator == Operator.HasAll ? dice.Pick([1, 1, 2]) : dice.Between(1, 3);
                List<Operand> items = [.. Enumerable.Range(0, count).Select(_ => One(@operator, type, attribute, values, flavour))];
                if (type is AttributeType.Integer or AttributeType.Decimal && flavour < 8 && OtherNumber(spot) is { } listed)
                    items[dice.Between(0, items.Count - 1)] = listed;
                return new Operand.List(items);
            case "between" or "notBetween":
                return Pair(@operator, type, attribute, values, spot, flavour);
            default:
                return type is AttributeType.Integer or AttributeType.Decimal && flavour < 8 && OtherNumber(spot) is { } other
                    ? other
                    : One(@operator, type, attribute, values, flavour);
        }
    }

    private Operand One(Operator @operator, AttributeType type, SchemaAttribute? attribute, IReadOnlyList<object> values, int flavour)
    {
        object? value = values.Count > 0 ? dice.Pick(values) : null;
        return type switch
        {
            AttributeType.Text or AttributeType.Choice => attribute?.Choices is { } choices
                ? dice.Pick(choices)
                : OfText((string?)value),
            AttributeType.Set => OfText(value is IReadOnlyList<string> { Count: > 0 } set ? dice.Pick(set) : null),
            AttributeType.Boolean => dice.Percent(50),
            AttributeType.Date => Date(value as LocalDate?, flavour),
            AttributeType.Instant => Instant(value as Tick?, flavour),
            AttributeType.Elapsed => Elapsed(@operator, value as ElapsedTime?),
            _ => Number(value as Fraction?, type),
        };
    }

    private Operand.Text OfText(string? value)
    {
        string text = value is null || dice.Percent(10) ? dice.Pick(pool.Texts) : value;
        return new Operand.Text(dice.Percent(35) ? pool.OtherCase(text) : text);
    }

    private Operand.Text Part(Operator @operator, IReadOnlyList<object> values)
    {
        string text = values.Count > 0 && dice.Percent(90) ? (string)dice.Pick(values) : dice.Pick(pool.Texts);
        string part = pool.PartOf(text);
        if (text.Length > 0 && part.Length < text.Length)
        {
            // Beginnings and ends are rarely the middle.
            if (@operator.Name is "beginsWith" or "doesNotBeginWith")
                part = text[..text.EnumerateRunes().First().Utf16SequenceLength];
            else if (@operator.Name is "endsWith" or "doesNotEndWith")
                part = text[^text.EnumerateRunes().Last().Utf16SequenceLength..];
        }

        return new Operand.Text(dice.Percent(35) ? pool.OtherCase(part) : part);
    }

    private Operand Date(LocalDate? value, int flavour) => (flavour % 5) switch
    {
        0 or 1 when value is { } date && Time.RelativeDates.Where(o => judge.Date(o) == date).ToArray() is { Length: > 0 } equal => dice.Pick(equal),
        0 or 1 => dice.Percent(50) ? dice.Pick(Time.RelativeDates) : Time.RelativeDate(),
        _ => (value is { } date && dice.Percent(85) ? TimeLine.ToDate(date) : dice.Pick(Time.Dates)) is var day && dice.Percent(15)
            ? (Operand)(day < DateOnly.MaxValue ? day.AddDays(1) : day)
            : day,
    };

    private Operand Instant(Tick? value, int flavour)
    {
        DateTimeOffset instant = (value is { } tick ? TimeLine.ToInstant(tick) : null) ?? dice.Pick(Time.Instants);
        switch (flavour % 6)
        {
            case 0 or 1 when value is { } wanted && Time.Relatives.Where(o => judge.Range(o).Start == wanted).ToArray() is { Length: > 0 } equal:
                return dice.Pick(equal);
            case 0 or 1:
                return dice.Percent(50) ? dice.Pick(Time.Relatives) : Time.RelativeInstant();
            case 2:
                long away = Time.AsOf.UtcTicks - instant.UtcTicks;
                return Math.Abs(away) > TimeSpan.TicksPerDay * 365 * 150
                    ? instant
                    : away >= 0 ? Operand.Before(TimeSpan.FromTicks(away)) : Operand.After(TimeSpan.FromTicks(-away));
            case 3 or 4:
                return Day(instant);
            default:
                return dice.Percent(80) ? instant : instant.AddTicks(instant.UtcTicks > 100 && instant < DateTimeOffset.MaxValue.AddDays(-1) ? dice.Pick<long>([1, -1, 10]) : 0);
        }
    }

    private Operand Day(DateTimeOffset instant)
    {
        // The local day in the zone of the scenario; at the ends of the calendar, the day in UTC.
        DateTimeOffset local = instant.Year is > 2 and < 9998
            ? NodaTime.Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[Time.ZoneId]).ToDateTimeOffset()
            : instant;
        return DateOnly.FromDateTime(local.DateTime).AddDays(local.Year is > 2 and < 9998 ? dice.Pick([0, 0, 0, 0, 1, -1]) : 0);
    }

    private Operand.Number Elapsed(Operator @operator, ElapsedTime? value)
    {
        decimal units = value is { } elapsed ? Rounded(elapsed.InUnits(), 6) : dice.Between(0, 60);
        units = Math.Clamp(units, -1, 1_000_000_000);
        return new Operand.Number(@operator.Name is "=" or "!=" or "in" or "notIn"
            ? decimal.Floor(units) + dice.Pick([0m, 0m, 0m, 1m])
            : dice.Pick([units, decimal.Floor(units), decimal.Floor(units) + 0.5m, decimal.Ceiling(units)]));
    }

    private Operand.Number Number(Fraction? value, AttributeType type)
    {
        decimal number = value is { } fraction ? Rounded(fraction, 10) : dice.Between(-2, 5);
        if (type == AttributeType.Integer && decimal.Truncate(number) == number)
            return new Operand.Number(dice.Percent(90) || Math.Abs(number) > long.MaxValue - 10 ? number : number + 1);
        decimal[] near = [number, number, number, number, number + 0.0000000001m, number - 0.01m];
        return new Operand.Number(dice.Pick(near));
    }

    /// <summary>The nearest decimal of so many places that is not greater; 0 where a decimal cannot hold it.</summary>
    private static decimal Rounded(Fraction fraction, int places)
    {
        BigInteger scaled = (fraction * new Fraction(BigInteger.Pow(10, places))).Floor();
        while (places > 0 && (scaled % 10).IsZero)
        {
            scaled /= 10;
            places--;
        }

        while (places > 0 && BigInteger.Abs(scaled) > new BigInteger(decimal.MaxValue) / 100)
        {
            scaled /= 10;
            places--;
        }

        if (BigInteger.Abs(scaled) > new BigInteger(decimal.MaxValue) / 100)
            return 0;
        BigInteger magnitude = BigInteger.Abs(scaled);
        return new decimal((int)(uint)(magnitude & uint.MaxValue), (int)(uint)(magnitude >> 32 & uint.MaxValue), (int)(uint)(magnitude >> 64), scaled.Sign < 0, (byte)places);
    }

    private Operand.Attribute? OtherNumber(Spot spot) =>
        walks.Attribute(spot, n => n.Attribute.Type is AttributeType.Integer or AttributeType.Decimal) is { } other
            ? new Operand.Attribute(other.Path, dice.Pick([1m, 1m, 1m, 0.5m, 2m, -1m, 0.000001m, 1.05m, 0m]))
            : null;

    /// <summary>Two bounds in order; where one is an attribute, order is the data's affair.</summary>
    private Operand.List Pair(Operator @operator, AttributeType type, SchemaAttribute? attribute, IReadOnlyList<object> values, Spot spot, int flavour)
    {
        Operand low = One(@operator, type, attribute, values, flavour), high = One(@operator, type, attribute, values, dice.Below(Flavours));
        if (type is AttributeType.Integer or AttributeType.Decimal && flavour < 8 && OtherNumber(spot) is { } other)
            return new Operand.List(dice.Percent(50) ? [low, other] : [other, high]);
        int order = (low, high) switch
        {
            (Operand.Number a, Operand.Number b) => a.Value.CompareTo(b.Value),
            _ when type == AttributeType.Date => judge.Date(low).CompareTo(judge.Date(high)),
            _ => judge.Range(low).Start.CompareTo(judge.Range(high).Start),
        };
        // Where two different bounds begin together (a skipped day), which is the greater shows only in their names.
        return order == 0 ? new Operand.List([low, low]) : new Operand.List(order < 0 ? [low, high] : [high, low]);
    }
}
