using System.Globalization;
using System.Numerics;
using NodaTime;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>PostgreSQL: its decimals, days and points in time are exact; texts compare by <c>COLLATE "C"</c>.</summary>
internal sealed class PostgreSqlComposition : CompositionDialect
{
    public static PostgreSqlComposition Instance { get; } = new();

    public override string Name => "PostgreSQL";

    public override bool IsDistributed => true;

    protected override bool HasGuids => true;

    public override string IsAmong(string sql, Array values, StatementParameters parameters) => $"{sql} = ANY ({parameters.Add(values)})";

    public override (string From, string Text) Rows(IReadOnlyList<string> texts, string alias, StatementParameters parameters) =>
        ($"unnest({parameters.Add(texts.ToArray())}) AS {alias}(v)", $"{alias}.v");

    public override Comparand Ordered(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql) => (attribute.Type, column.Type) switch
    {
        (AttributeType.Boolean, SqlType.Boolean) => new BooleanComparand(sql),
        (AttributeType.Boolean, SqlType.Integer) when form.Truth is null => new BooleanComparand($"{sql} = 1"),
        (AttributeType.Integer, SqlType.Integer) => new IntegerComparand(sql, this),
        (AttributeType.Integer, SqlType.Decimal) => new NumericComparand(sql),
        (AttributeType.Decimal, SqlType.Integer) => new IntegerComparand(sql, this, form.ScaledInteger ?? 0),
        (AttributeType.Decimal, SqlType.Decimal) => new NumericComparand(column.TypeName == "money" ? $"CAST({sql} AS numeric)" : sql),
        (AttributeType.Decimal, SqlType.Text) => new NumericComparand($"CAST({sql} AS numeric)"),
        (AttributeType.Decimal, SqlType.Real) => throw Binary(attribute, column, "numeric"),
        (AttributeType.Date, SqlType.Date) => new DateComparand(sql),
        (AttributeType.Date, SqlType.LocalTime) => new DateComparand($"CAST({sql} AS date)"),
        (AttributeType.Date, SqlType.Text) => new TextDateComparand($"substr(CAST({sql} AS text) COLLATE \"C\", 1, 10)", this),
        (AttributeType.Instant, SqlType.Instant) => new TimeComparand(sql, null),
        (AttributeType.Instant, SqlType.LocalTime) => new TimeComparand(sql, DateTimeZoneProviders.Tzdb[form.Zone!]),
        (AttributeType.Instant, SqlType.Integer) => new IntegerComparand(UnixTimes.Microseconds($"CAST({sql} AS bigint)", form), this),
        (AttributeType.Instant, _) => throw new Refusal("compose.instant", $"'{attribute.Name}' is in '{column.Name}' of type {column.TypeName}; PostgreSQL rounds what it reads from texts"),
        _ => throw Unsupported(attribute, column),
    };

    public override string CodePoints(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql)
    {
        bool isPadded = column.TypeName.StartsWith("character", StringComparison.Ordinal) && !column.TypeName.StartsWith("character varying", StringComparison.Ordinal);
        if (column.Type is not SqlType.Text && !(form.IsText && column.Type is SqlType.Integer or SqlType.Guid) || isPadded || column.TypeName == "bpchar")
            throw new Refusal("compose.text", $"'{attribute.Name}' is in '{column.Name}' of type {column.TypeName}, which compares in its own way; store it as text");
        return $"CAST({sql} AS text) COLLATE \"C\"";
    }

    public override string Fold(string text, IReadOnlyList<(string Variant, string Folded)> replacements, StatementParameters parameters) =>
        $"translate(lower({text}), {parameters.Add(string.Concat(replacements.Select(r => r.Variant)))}, {parameters.Add(string.Concat(replacements.Select(r => r.Folded)))})";

    public override string FoldAll(string text, StatementParameters parameters) => Fold(text, CaseClasses.All, parameters);

    public override string PlaceOf(string part, string text) => $"strpos({text}, {part})";

    public override string EndOf(string text, string part) => $"right({text}, char_length({part}))";

    public override (string From, string Text, string Condition) Elements(
        SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql, string alias, StatementParameters parameters)
    {
        string element = $"CAST({alias}.v AS text) COLLATE \"C\"", isThere = $"{alias}.v IS NOT NULL";
        return (column.Type, form.Separator) switch
        {
            (SqlType.TextArray, _) => ($"unnest({sql}) AS {alias}(v)", element, isThere),
            (SqlType.Text, { } separator) => ($"unnest(string_to_array(CAST({sql} AS text), {parameters.Add(separator)})) AS {alias}(v)", element, $"{alias}.v <> ''"),
            (SqlType.Text, null) => ($"json_array_elements_text(CAST({sql} AS json)) AS {alias}(v)", element, isThere),
            _ => throw new Refusal("compose.set", $"'{attribute.Name}' is in '{column.Name}' of type {column.TypeName}, which the database cannot look into; store it as text[]"),
        };
    }

    public override string DayOfYear(Comparand date) => $"CAST(EXTRACT(MONTH FROM {DateOf(date)}) * 100 + EXTRACT(DAY FROM {DateOf(date)}) AS bigint)";

    public override string Year(Comparand date) => $"CAST(EXTRACT(YEAR FROM {DateOf(date)}) AS bigint)";

    public override Total Sum(Comparand of, string rows, string alias) => new NumericTotal(Number(of.With("v")), rows);

    public override Comparand Calculate(Arithmetic operation, Comparand left, Comparand right, Func<string> newAlias) => new NumericComparand(
        $"({Number(left)} {operation switch { Arithmetic.Add => "+", Arithmetic.Subtract => "-", _ => "*" }} {Number(right)})");

    public override string Compare(Comparand value, Comparison comparison, Comparand other, Rational times, Func<string> newAlias, StatementParameters parameters) =>
        $"{Number(value)} {Operator(comparison)} {Number(other)} * {parameters.Add(NumericComparand.Exact(times)!.Value)}";

    public override Comparand[] Common(Comparand[] values)
    {
        if (values.All(v => v.IsLike(values[0])))
            return values;
        return values.All(v => v is IntegerComparand or NumericComparand)
            ? Array.ConvertAll(values, v => (Comparand)new NumericComparand(Number(v)))
            : throw new Refusal("compose.value", "the values that one is chosen from are stored in different ways");
    }

    public override string StoredKey(string column, KeyKind kind) => kind switch
    {
        KeyKind.Integer => $"CAST({column} AS bigint)",
        KeyKind.Guid => $"CAST({column} AS uuid)",
        _ => $"CAST({column} AS text) COLLATE \"C\"",
    };

    private static string DateOf(Comparand date) => date is TextDateComparand ? $"CAST({date.Sql} AS date)" : date.Sql;

    /// <summary>A number as an exact decimal: products and sums of 64-bit integers would not fit.</summary>
    private static string Number(Comparand value) => value switch
    {
        IntegerComparand { Places: 0 } => $"CAST({value.Sql} AS numeric)",
        IntegerComparand scaled => $"({value.Sql} * {new decimal(1, 0, 0, false, (byte)scaled.Places).ToString(CultureInfo.InvariantCulture)})",
        NumericComparand => value.Sql,
        _ => throw new Refusal("compose.value", "only numbers are added up and compared with one another"),
    };

    private sealed class NumericTotal(string value, string rows) : Total
    {
        public override Comparand Sum => new NumericComparand($"(SELECT COALESCE(SUM({value}), 0) FROM ({rows}) s)");

        public override string IsThere => $"EXISTS (SELECT 1 FROM ({rows}) s WHERE v IS NOT NULL)";

        public override string Average(Comparison comparison, Rational bound, StatementParameters parameters) => NumericComparand.Exact(bound) is { } exact
            ? $"(SELECT SUM({value}) {Operator(comparison)} COUNT(v) * {parameters.Add(exact)} FROM ({rows}) s)"
            : throw new Refusal("compose.digits", $"the average is compared with {bound.Numerator}/{bound.Denominator}, which is no decimal");
    }
}

/// <summary>An exact decimal of PostgreSQL.</summary>
internal sealed class NumericComparand(string sql) : Comparand(sql)
{
    // More places than any value has: products have twice those of a value.
    private const int Places = 18;

    public override Comparand With(string sql) => new NumericComparand(sql);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) => Exact(bound) is { } exact
        ? $"{Sql} {(isIncluded ? ">=" : ">")} {parameters.Add(exact)}"
        : Rounded(bound.Ceiling(Places)) is { } above ? $"{Sql} >= {parameters.Add(above)}"
        : bound.Numerator.Sign < 0 ? IsPresent : Logic.False;

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) => Exact(bound) is { } exact
        ? $"{Sql} {(isIncluded ? "<=" : "<")} {parameters.Add(exact)}"
        : Rounded(bound.Floor(Places)) is { } below ? $"{Sql} <= {parameters.Add(below)}"
        : bound.Numerator.Sign > 0 ? IsPresent : Logic.False;

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) =>
        PostgreSqlComposition.Instance.IsAmong(Sql, (decimal[])[.. list.Select(Exact).OfType<decimal>()], parameters);

    /// <summary>The decimal that a quotient is; null when it is none.</summary>
    public static decimal? Exact(Rational value)
    {
        for (int places = 0; places <= 28; places++)
        {
            BigInteger scaled = value.Floor(places);
            if (scaled == value.Ceiling(places))
                return scaled >= Int128.MinValue && scaled <= Int128.MaxValue ? Decimals.Exact((Int128)scaled, places) : null;
        }

        return null;
    }

    private static decimal? Rounded(BigInteger scaled) =>
        scaled >= Int128.MinValue && scaled <= Int128.MaxValue ? Decimals.Exact((Int128)scaled, Places) : null;
}

/// <summary>A day of PostgreSQL. Bounds are texts, as drivers take the first and the last day of the calendar for infinity.</summary>
internal sealed class DateComparand(string sql) : Comparand(sql)
{
    public override Comparand With(string sql) => new DateComparand(sql);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) =>
        First(bound, isIncluded) is var first && first > DateOnly.MaxValue.DayNumber ? Logic.False : $"{Sql} >= CAST({parameters.Add(Days.Text(first))} AS date)";

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) =>
        Last(bound, isIncluded) is var last && last < 0 ? Logic.False : $"{Sql} <= CAST({parameters.Add(Days.Text(last))} AS date)";

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => $"{Sql} = ANY (CAST({parameters.Add(Days.Texts(list))} AS date[]))";
}

/// <summary>A point in time of PostgreSQL, or a local time: at or below a bound is below the next microsecond.</summary>
/// <param name="sql">The value.</param>
/// <param name="zone">The zone of local times; null for points in time.</param>
internal sealed class TimeComparand(string sql, DateTimeZone? zone) : Comparand(sql)
{
    public override bool IsDistinct => zone is null;

    public override Comparand With(string sql) => new TimeComparand(sql, zone);

    public override bool IsLike(Comparand other) => other is TimeComparand { Zone: var same } && Equals(same, zone);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) => AtOrAfter(First(bound, isIncluded), parameters);

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) => Before(Last(bound, isIncluded) + 1, parameters);

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters)
    {
        Rational[] instants = [.. list.Where(r => r.IsWhole)];
        if (zone is not null)
            return Logic.Any([.. instants.Select(r => Logic.All(AtOrAfter(r.Floor(), parameters), Before(r.Floor() + 1, parameters)))]);
        string[] texts = [.. instants.Select(r => LocalBounds.Ticks(r.Floor(), null)).Where(ticks => ticks <= DateTime.MaxValue.Ticks).Select(Text)];
        return $"{Sql} = ANY (CAST({parameters.Add(texts)} AS timestamptz[]))";
    }

    private DateTimeZone? Zone => zone;

    private string AtOrAfter(BigInteger microseconds, StatementParameters parameters) =>
        LocalBounds.Ticks(microseconds, zone) is var ticks && ticks > DateTime.MaxValue.Ticks ? Logic.False : $"{Sql} >= {Bound(ticks, parameters)}";

    private string Before(BigInteger microseconds, StatementParameters parameters) =>
        LocalBounds.Ticks(microseconds, zone) is var ticks && ticks > DateTime.MaxValue.Ticks ? IsPresent : $"{Sql} < {Bound(ticks, parameters)}";

    private string Bound(long ticks, StatementParameters parameters) => $"CAST({parameters.Add(Text(ticks))} AS {(zone is null ? "timestamptz" : "timestamp")})";

    private string Text(long ticks) => new DateTime(ticks).ToString(zone is null ? "yyyy-MM-dd HH:mm:ss.ffffff'+00'" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

/// <summary>Numbers that are points in time.</summary>
internal static class UnixTimes
{
    /// <summary>A number of the units that the map declares, in microseconds.</summary>
    public static string Microseconds(string sql, ValueForm form) => form.TimeUnit switch
    {
        SqlTimeUnit.Seconds => $"({sql} * 1000000)",
        SqlTimeUnit.Milliseconds => $"({sql} * 1000)",
        _ => sql,
    };
}
