using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// A number of SQLite that may not fit 64 bits, such as a sum: four integers that count 10^18, 10^9, ones and billionths.
/// Comparing subtracts, carries, and looks at the sign of the first integer that is not 0.
/// </summary>
internal sealed class LimbComparand : Comparand
{
    private const long Unit = 1_000_000_000;

    // A product of two such integers, and a few of them, fit 64 bits.
    private const long MostTimes = 100_000_000;

    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly IReadOnlyList<string> _limbs;
    private readonly IReadOnlyList<string> _sources;
    private readonly string? _count;

    /// <param name="limbs">The four integers.</param>
    /// <param name="sources">The derived tables that they are columns of.</param>
    /// <param name="count">How many values were added up; null for other numbers.</param>
    private LimbComparand(IReadOnlyList<string> limbs, IReadOnlyList<string> sources, string? count = null)
        : base("")
    {
        _limbs = limbs;
        _sources = sources;
        _count = count;
    }

    public override string IsPresent => Ask($"{_limbs[0]} IS NOT NULL", _sources);

    /// <summary>A number in four integers.</summary>
    public static LimbComparand Of(Comparand value, Func<string> newAlias)
    {
        if (value is LimbComparand limbs)
            return limbs;
        string alias = newAlias();
        return new LimbComparand(Split(value, $"{alias}.v"), [$"(SELECT {value.Sql} AS v) {alias}"]);
    }

    /// <summary>The sum of values that rows have as <c>v</c>.</summary>
    public static LimbComparand SumOf(Comparand of, string rows, string alias)
    {
        string sums = string.Join(", ", Split(of, "v").Zip(Names, (limb, name) => $"COALESCE(SUM({limb}), 0) AS {name}"));
        string carried = string.Join(", ", Carry(Names).Zip(Names, (limb, name) => $"{limb} AS {name}"));
        string source = $"(SELECT {carried}, n FROM (SELECT {sums}, COUNT(v) AS n FROM ({rows}) s) s) {alias}";
        return new LimbComparand([.. Names.Select(n => $"{alias}.{n}")], [source], $"{alias}.n");
    }

    public LimbComparand Plus(LimbComparand other, bool isNegated) => new(
        [.. _limbs.Zip(other._limbs, (l, r) => $"({l} {(isNegated ? "-" : "+")} {r})")], [.. _sources, .. other._sources]);

    public override Comparand With(string sql) => throw new Refusal("compose.digits", "a sum that is found in another row may not fit the integers of SQLite");

    public override bool IsLike(Comparand other) => false;

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) => Against(First(bound, isIncluded, 9), Comparison.AtLeast, parameters);

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) => Against(Last(bound, isIncluded, 9), Comparison.AtMost, parameters);

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => Logic.Any(
        [.. list.Where(r => r.Floor(9) == r.Ceiling(9)).Select(r => Against(r.Floor(9), Comparison.Equal, parameters))]);

    /// <summary>How many values were added up.</summary>
    public string CountIs(string condition) => Ask($"{_count} {condition}", _sources);

    /// <summary>How the average of the values that were added up compares: the sum with the bound times the count.</summary>
    public string CompareAverage(Comparison comparison, Rational bound, StatementParameters parameters)
    {
        if (bound.Floor(9) != bound.Ceiling(9) || Limbs(bound.Floor(9)) is not { } limbs)
            throw new Refusal("compose.digits", $"the average is compared with {bound.Numerator}/{bound.Denominator}, of which SQLite has fewer digits when it is multiplied");
        return Ask(
            Logic.All($"{_count} > 0", Signed(comparison, [.. _limbs.Zip(limbs, (limb, l) => $"({limb} - {_count} * {parameters.Add(l)})")])), _sources);
    }

    /// <summary>How the number compares with another one, scaled.</summary>
    public string Compare(Comparison comparison, LimbComparand other, Rational times, StatementParameters parameters)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(times.Numerator, times.Denominator);
        BigInteger numerator = times.Numerator / divisor, denominator = times.Denominator / divisor;
        if (BigInteger.Abs(numerator) > MostTimes || denominator > MostTimes)
            throw new Refusal("compose.digits", $"the other value times {times.Numerator}/{times.Denominator} has more digits than the integers of SQLite");
        string by = parameters.Add((long)denominator), with = parameters.Add((long)numerator);
        return Ask(Signed(comparison, [.. _limbs.Zip(other._limbs, (l, r) => $"({l} * {by} - {r} * {with})")]), [.. _sources, .. other._sources]);
    }

    private string Against(BigInteger billionths, Comparison comparison, StatementParameters parameters)
    {
        if (Limbs(billionths) is not { } limbs)
            return (comparison == Comparison.AtLeast && billionths.Sign < 0) || (comparison == Comparison.AtMost && billionths.Sign > 0) ? IsPresent : Logic.False;
        return Ask(Signed(comparison, [.. _limbs.Zip(limbs, (limb, l) => $"({limb} - {parameters.Add(l)})")]), _sources);
    }

    private static string Ask(string condition, IReadOnlyList<string> sources) => $"(SELECT {condition} FROM {string.Join(" CROSS JOIN ", sources)})";

    private static string Signed(Comparison comparison, string[] difference)
    {
        string[] named = [.. difference.Zip(Names, (limb, name) => $"{limb} AS {name}")];
        string sign = comparison switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            Comparison.AtMost => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
        return $"(SELECT ({string.Join(", ", Carry(Names))}) {sign} (0, 0, 0, 0) FROM (SELECT {string.Join(", ", named)}) s)";
    }

    /// <summary>The integers with what is beyond a billion carried over to the next greater one; each keeps its sign.</summary>
    private static string[] Carry(string[] limbs)
    {
        string c = $"({limbs[2]} + {limbs[3]} / {Unit})", b = $"({limbs[1]} + {c} / {Unit})";
        return [$"({limbs[0]} + {b} / {Unit})", $"({b} % {Unit})", $"({c} % {Unit})", $"({limbs[3]} % {Unit})"];
    }

    private static string[] Split(Comparand value, string sql)
    {
        (string whole, string billionths) = value switch
        {
            IntegerComparand { Places: 0 } => (sql, "0 * " + sql),
            IntegerComparand scaled => ($"({sql} / {Power(scaled.Places)})", $"({sql} % {Power(scaled.Places)} * {Power(9 - scaled.Places)})"),
            DecimalTextComparand => ($"(CAST(substr({sql}, 1, 19) AS INTEGER) - 1000000000000000000)", $"(CAST(substr({sql}, 20) AS INTEGER) - 1000000000)"),
            _ => throw new Refusal("compose.value", "only numbers are added up and compared with one another"),
        };
        return [$"{whole} / {Unit} / {Unit}", $"{whole} / {Unit} % {Unit}", $"{whole} % {Unit}", billionths];
    }

    private static string Power(int exponent) => BigInteger.Pow(10, exponent).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The four integers of a number of billionths; null when they are not enough.</summary>
    private static long[]? Limbs(BigInteger billionths)
    {
        BigInteger rest = billionths;
        var limbs = new long[4];
        for (int i = 3; i > 0; i--)
        {
            rest = BigInteger.DivRem(rest, Unit, out BigInteger limb);
            limbs[i] = (long)limb;
        }

        if (BigInteger.Abs(rest) > Unit)
            return null;
        limbs[0] = (long)rest;
        return limbs;
    }
}
