using System.Globalization;
using System.Text.Json;
using NodaTime;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// SQLite: numbers are computed in 64-bit integers only, as everything else becomes binary floating point; decimals and
/// points in time, which are texts, are taken apart by the statement. A text that it cannot read is an error of the statement.
/// </summary>
internal sealed class SqliteComposition : CompositionDialect
{
    public static SqliteComposition Instance { get; } = new();

    public override string Name => "SQLite";

    protected override bool HasGuids => false;

    public override string IsAmong(string sql, Array values, StatementParameters parameters) => $"{sql} IN (SELECT value FROM json_each({List(values, parameters)}))";

    public override (string From, string Text) Rows(IReadOnlyList<string> texts, string alias, StatementParameters parameters) =>
        ($"json_each({List(texts.ToArray(), parameters)}) {alias}", $"{alias}.value");

    public override Comparand Ordered(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql) => (attribute.Type, column.Type) switch
    {
        (AttributeType.Boolean, SqlType.Integer or SqlType.Unknown) when form.Truth is null => new BooleanComparand($"{sql} = 1"),
        (AttributeType.Integer, SqlType.Integer or SqlType.Unknown) => new IntegerComparand(sql, this),
        (AttributeType.Decimal, SqlType.Integer) => new IntegerComparand(sql, this, form.ScaledInteger ?? 0),
        (AttributeType.Decimal, SqlType.Text) => new DecimalTextComparand(DecimalTextComparand.Read(sql)),
        (AttributeType.Decimal, SqlType.Real) => throw Binary(attribute, column, "TEXT or as whole numbers"),
        (AttributeType.Date, SqlType.Text or SqlType.Unknown) => new TextDateComparand($"substr({sql}, 1, 10)", this),
        (AttributeType.Instant, SqlType.Integer or SqlType.Unknown) when form.TimeUnit is not null => new IntegerComparand(UnixTimes.Microseconds(sql, form), this),
        (AttributeType.Instant, SqlType.Text or SqlType.Unknown) => new TextTimeComparand(
            TextTimeComparand.Read(sql, isLocal: form.Zone is not null), form.Zone is null ? null : DateTimeZoneProviders.Tzdb[form.Zone]),
        _ => throw Unsupported(attribute, column),
    };

    public override string CodePoints(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql) => column.Type switch
    {
        SqlType.Text or SqlType.Unknown => $"{sql} COLLATE BINARY",
        SqlType.Integer or SqlType.Guid when form.IsText => $"CAST({sql} AS TEXT) COLLATE BINARY",
        _ => throw Unsupported(attribute, column),
    };

    public override string Fold(string text, IReadOnlyList<(string Variant, string Folded)> replacements, StatementParameters parameters)
    {
        // So many replacements, or a multiple, always: literals with a few accented letters share a statement.
        const int step = 4;
        text = $"lower({text})";
        int steps = (replacements.Count + step - 1) / step * step;
        for (int i = 0; i < steps; i++)
        {
            (string variant, string folded) = replacements[Math.Min(i, replacements.Count - 1)];
            text = $"replace({text}, {parameters.Add(variant)}, {parameters.Add(folded)})";
        }

        return text;
    }

    public override string FoldAll(string text, StatementParameters parameters)
    {
        string variants = parameters.Add(string.Concat(CaseClasses.All.Select(r => r.Variant)));
        string folded = parameters.Add(string.Concat(CaseClasses.All.Select(r => r.Folded)));
        const string character = "substr(x, i, 1)";
        return $"(WITH RECURSIVE f(x, i, s) AS (SELECT lower({text}), 1, '' UNION ALL SELECT x, i + 1, s || CASE WHEN instr({variants}, {character}) > 0 "
            + $"THEN substr({folded}, instr({variants}, {character}), 1) ELSE {character} END FROM f WHERE i <= length(x)) SELECT s FROM f WHERE i > length(x))";
    }

    public override string PlaceOf(string part, string text) => $"instr({text}, {part})";

    public override string EndOf(string text, string part) => $"substr({text}, -length({part}))";

    public override (string From, string Text, string Condition) Elements(
        SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql, string alias, StatementParameters parameters)
    {
        if (column.Type is not SqlType.Text and not SqlType.Unknown)
            throw Unsupported(attribute, column);
        string element = $"CAST({alias}.value AS TEXT)";
        if (form.Separator is not { } separator)
            return ($"json_each({sql}) {alias}", element, $"{alias}.value IS NOT NULL");
        // The text becomes a JSON array; a separator must not be part of what JSON escapes.
        if (separator.Any(c => char.IsAsciiLetterOrDigit(c) || c is '"' or '\\' or '/' || char.IsControl(c)))
            throw new Refusal("compose.set", $"the values of '{attribute.Name}' are separated by '{separator}', at which SQLite cannot take a text apart");
        return ($"json_each('[' || replace(json_quote({sql}), {parameters.Add(separator)}, '\",\"') || ']') {alias}", element, $"{alias}.value <> ''");
    }

    public override string DayOfYear(Comparand date) => $"CAST(substr({date.Sql}, 6, 2) || substr({date.Sql}, 9, 2) AS INTEGER)";

    public override string Year(Comparand date) => $"CAST(substr({date.Sql}, 1, 4) AS INTEGER)";

    public override Total Sum(Comparand of, string rows, string alias) => new LimbTotal(LimbComparand.SumOf(of, rows, alias));

    public override Comparand Calculate(Arithmetic operation, Comparand left, Comparand right, Func<string> newAlias) => operation == Arithmetic.Multiply
        ? throw new Refusal("compose.digits", "SQLite computes a product of large numbers in binary floating point")
        : LimbComparand.Of(left, newAlias).Plus(LimbComparand.Of(right, newAlias), isNegated: operation == Arithmetic.Subtract);

    public override string Compare(Comparand value, Comparison comparison, Comparand other, Rational times, Func<string> newAlias, StatementParameters parameters) =>
        LimbComparand.Of(value, newAlias).Compare(comparison, LimbComparand.Of(other, newAlias), times, parameters);

    public override Comparand[] Common(Comparand[] values)
    {
        if (values.All(v => v.IsLike(values[0]) && v is not LimbComparand))
            return values;
        throw new Refusal("compose.value", "the values that one is chosen from are computed or stored in different ways, which SQLite would make binary numbers of");
    }

    public override string StoredKey(string column, KeyKind kind) => kind switch
    {
        KeyKind.Integer => column,
        KeyKind.Guid => $"lower({column})",
        _ => $"CAST({column} AS TEXT)",
    };

    private static string List(Array values, StatementParameters parameters) => parameters.Add(JsonSerializer.Serialize(values, values.GetType()));

    private sealed class LimbTotal(LimbComparand sum) : Total
    {
        public override Comparand Sum => sum;

        public override string IsThere => sum.CountIs("> 0");

        public override string Average(Comparison comparison, Rational bound, StatementParameters parameters) => sum.CompareAverage(comparison, bound, parameters);
    }
}
