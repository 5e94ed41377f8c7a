using System.Globalization;
using NodaTime;

namespace Segmentation.Testing.Oracles;

internal sealed partial class Judge
{
    /// <summary>Whether a value compares so; a negative operator is exactly the opposite of the one it negates.</summary>
    /// <param name="value">The value; null when it is missing.</param>
    /// <param name="attribute">The attribute it is of; null for a figure over rows.</param>
    /// <param name="operator">The comparison.</param>
    /// <param name="operand">What it is compared with.</param>
    /// <param name="place">The row of the condition, for operands that name an attribute.</param>
    private bool Compare(object? value, SchemaAttribute? attribute, Operator @operator, Operand? operand, Place place) =>
        plugins.Find(@operator, out bool isNegative) is { } plugin
            ? isNegative != Plugins.Holds(plugin, value, operand)
            : CompareBuiltIn(value, attribute, @operator, operand, place);

    private bool CompareBuiltIn(object? value, SchemaAttribute? attribute, Operator @operator, Operand? operand, Place place) => @operator.Name switch
    {
        "!=" => !Compare(value, attribute, Operator.Equal, operand, place),
        "notBetween" => !Compare(value, attribute, Operator.Between, operand, place),
        "notIn" => !Compare(value, attribute, Operator.In, operand, place),
        "doesNotContain" => !Compare(value, attribute, Operator.Contains, operand, place),
        "doesNotBeginWith" => !Compare(value, attribute, Operator.BeginsWith, operand, place),
        "doesNotEndWith" => !Compare(value, attribute, Operator.EndsWith, operand, place),
        "hasNone" => !Compare(value, attribute, Operator.HasAny, operand, place),
        "null" => !Compare(value, attribute, Operator.NotNull, operand, place),
        "notNull" => value is IReadOnlyList<string> set ? set.Count > 0 : value is not null,
        _ => value switch
        {
            null => false,
            string text => CompareText(text, attribute is { IsCaseSensitive: true } ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase, @operator, operand!),
            IReadOnlyList<string> set => CompareSet(set, attribute!, @operator, operand!),
            bool truth => truth == ((Operand.Boolean)operand!).Value,
            Fraction number => CompareOrdered(number, @operator, Operands(operand!).Select(o => Number(o, place)), (a, b) => a.CompareTo(b)),
            LocalDate date => CompareOrdered(date, @operator, Operands(operand!).Select(o => (LocalDate?)Date(o)), (a, b) => a.CompareTo(b)),
            Tick tick => CompareTick(tick, @operator, [.. Operands(operand!).Select(Range)]),
            ElapsedTime elapsed => CompareElapsed(elapsed, @operator, Operands(operand!)),
            _ => throw new InvalidOperationException($"A value {value} cannot be compared."),
        },
    };

    /// <summary>An absent set is the empty one, which is there.</summary>
    private static bool IsThere(Reading reading) => reading.Value is not null || reading.Attribute.Type == AttributeType.Set;

    private static bool CompareText(string value, StringComparison comparison, Operator @operator, Operand operand) => @operator.Name switch
    {
        "=" or "in" => Operands(operand).Any(o => value.Equals(Text(o), comparison)),
        "contains" => value.Contains(Text(operand), comparison),
        "beginsWith" => value.StartsWith(Text(operand), comparison),
        "endsWith" => value.EndsWith(Text(operand), comparison),
        _ => throw Unknown(@operator),
    };

    private bool CompareSet(IReadOnlyList<string> set, SchemaAttribute attribute, Operator @operator, Operand operand)
    {
        return @operator.Name switch
        {
            "hasAny" => Operands(operand).Any(Has),
            "hasAll" => Operands(operand).All(Has),
            _ => throw Unknown(@operator),
        };

        bool Has(Operand wanted) => set.Any(item => Accepted(attribute, Text(wanted)).Contains(item, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What a set may have to have a value: the value, and in a tree the keys and names of the rows it names and of all below them.</summary>
    private List<string> Accepted(SchemaAttribute attribute, string wanted)
    {
        List<string> accepted = [wanted];
        if (attribute.Hierarchy is null)
            return accepted;
        IReadOnlyList<DatasetRow> rows = data.Rows(attribute.Hierarchy);
        ReferenceRelation up = Entity(attribute.Hierarchy).Relations.OfType<ReferenceRelation>().Single(r => r.Target == attribute.Hierarchy);
        List<DatasetRow> below = [.. rows.Where(row => NamesOf(row).Contains(wanted, StringComparer.OrdinalIgnoreCase))];
        for (int i = 0; i < below.Count; i++)
        {
            accepted.AddRange(NamesOf(below[i]));
            below.AddRange(rows.Where(row => !below.Contains(row) && row.References.TryGetValue(up.Name, out string? key) && data.Find(attribute.Hierarchy, key) == below[i]));
        }

        return accepted;
    }

    private static IEnumerable<string> NamesOf(DatasetRow row) => row["name"] is string name ? [row.Key!, name] : [row.Key!];

    private static bool CompareOrdered<T>(T value, Operator @operator, IEnumerable<T?> operands, Func<T, T, int> compare)
        where T : struct
    {
        T?[] bounds = [.. operands];
        if (bounds.Contains(null))
            return false;
        int To(int bound) => compare(value, bounds[bound]!.Value);
        return @operator.Name switch
        {
            "=" => To(0) == 0,
            "<" => To(0) < 0,
            "<=" => To(0) <= 0,
            ">" => To(0) > 0,
            ">=" => To(0) >= 0,
            "between" => To(0) >= 0 && To(1) <= 0,
            "in" => Enumerable.Range(0, bounds.Length).Any(bound => To(bound) == 0),
            _ => throw Unknown(@operator),
        };
    }

    private static bool CompareTick(Tick value, Operator @operator, TickRange[] ranges)
    {
        return @operator.Name switch
        {
            "=" or "in" => ranges.Any(IsWithin),
            "<" => IsBefore(ranges[0]),
            "<=" => !IsAfter(ranges[0]),
            ">" => IsAfter(ranges[0]),
            ">=" => !IsBefore(ranges[0]),
            "between" => !IsBefore(ranges[0]) && !IsAfter(ranges[1]),
            _ => throw Unknown(@operator),
        };

        bool IsBefore(TickRange range) => value.Count < range.Start.Count;
        bool IsAfter(TickRange range) => range.End is { } end ? value.Count >= end.Count : value.Count > range.Start.Count;
        bool IsWithin(TickRange range) => !IsBefore(range) && !IsAfter(range);
    }

    private static bool CompareElapsed(ElapsedTime value, Operator @operator, IReadOnlyList<Operand> operands)
    {
        // Equality counts whole units that have passed; order compares exactly.
        Fraction units = @operator.Name is "=" or "in" ? new Fraction(value.InUnits().Floor()) : value.InUnits();
        return CompareOrdered(units, @operator, operands.Select(o => (Fraction?)Fraction.Of(((Operand.Number)o).Value)), (a, b) => a.CompareTo(b));
    }

    private static IReadOnlyList<Operand> Operands(Operand operand) => operand is Operand.List list ? list.Items : [operand];

    private static string Text(Operand operand) => ((Operand.Text)operand).Value;

    private Fraction? Number(Operand operand, Place place) => operand switch
    {
        Operand.Number number => Fraction.Of(number.Value),
        Operand.Attribute other => Read(place, other.Path).Value is Fraction value ? value * Fraction.Of(other.Times) : null,
        _ => throw new InvalidOperationException($"{operand} is no number."),
    };

    public LocalDate Date(Operand operand) => operand switch
    {
        Operand.Text text => Day(text.Value),
        Operand.Today today => moment.Today(today.Offset, today.Unit),
        Operand.StartOf start => moment.FirstDay(start.Period, start.Offset),
        _ => throw new InvalidOperationException($"{operand} is no date."),
    };

    public TickRange Range(Operand operand) => operand switch
    {
        Operand.Text { Value.Length: 10 } day => moment.WholeDay(Day(day.Value)),
        Operand.Text text => new TickRange(Tick.Of(DatasetValues.Instant(text.Value) ?? throw new InvalidOperationException($"'{text.Value}' is no instant.")), null),
        Operand.Ago ago => new TickRange(moment.Moved(Durations.Parse(ago.Period), -1), null),
        Operand.Ahead ahead => new TickRange(moment.Moved(Durations.Parse(ahead.Period), 1), null),
        Operand.StartOf start => new TickRange(moment.StartOfDay(moment.FirstDay(start.Period, start.Offset)), null),
        _ => throw new InvalidOperationException($"{operand} is no instant."),
    };

    private static LocalDate Day(string text)
    {
        DateOnly day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new LocalDate(day.Year, day.Month, day.Day);
    }

    private static InvalidOperationException Unknown(Operator @operator) => new($"The operator '{@operator}' does not compare this.");
}
