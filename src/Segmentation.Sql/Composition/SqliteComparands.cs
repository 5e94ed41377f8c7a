using System.Globalization;
using System.Numerics;
using NodaTime;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// A decimal of SQLite, as a text that orders as the numbers do: 19 digits of the whole part plus 10^18, then 10 digits of
/// the billionths, which have the number's sign, plus 10^9.
/// </summary>
internal sealed class DecimalTextComparand(string sql) : Comparand(sql)
{
    private const int Places = 9;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Places);
    private static readonly BigInteger Whole = BigInteger.Pow(10, 18);
    private static readonly BigInteger Most = BigInteger.Pow(10, 27) - 1;

    /// <summary>The text of a number that is written as a text of digits, a point and digits.</summary>
    public static string Read(string sql) => $"(CASE WHEN {sql} GLOB '*[Ee]*' THEN {SqliteErrors.Raise("a decimal is written with an exponent", sql)} WHEN {sql} IS NOT NULL THEN "
        + $"printf('%019d%010d', CAST({sql} AS INTEGER) + 1000000000000000000, CAST(CASE WHEN {sql} LIKE '-%' THEN '-' ELSE '' END "
        + $"|| substr(substr({sql}, instr({sql} || '.', '.') + 1) || '000000000', 1, 9) AS INTEGER) + 1000000000) END)";

    public override Comparand With(string sql) => new DecimalTextComparand(sql);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) =>
        First(bound, isIncluded, Places) is var first && first > Most ? Logic.False : $"{Sql} >= {parameters.Add(Text(BigInteger.Max(first, -Most)))}";

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) =>
        Last(bound, isIncluded, Places) is var last && last < -Most ? Logic.False : $"{Sql} <= {parameters.Add(Text(BigInteger.Min(last, Most)))}";

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => SqliteComposition.Instance.IsAmong(Sql, (string[])
        [.. list.Where(r => r.Floor(Places) == r.Ceiling(Places) && BigInteger.Abs(r.Floor(Places)) <= Most).Select(r => Text(r.Floor(Places)))], parameters);

    private static string Text(BigInteger billionths)
    {
        BigInteger whole = BigInteger.DivRem(billionths, Unit, out BigInteger rest);
        return (whole + Whole).ToString("D19", CultureInfo.InvariantCulture) + (rest + Unit).ToString("D10", CultureInfo.InvariantCulture);
    }
}

/// <summary>A point in time of SQLite that is written as a text, in microseconds since 1970; or a local time, as if it were in UTC.</summary>
/// <param name="sql">The microseconds.</param>
/// <param name="zone">The zone of local times; null for texts with an offset.</param>
internal sealed class TextTimeComparand(string sql, DateTimeZone? zone) : Comparand(sql)
{
    public override bool IsDistinct => zone is null;

    /// <summary>The microseconds of a text such as <c>2026-01-31 23:59:59.123456+02:00</c>; what is finer is cut off.</summary>
    public static string Read(string sql, bool isLocal)
    {
        // What stands behind the digits: Z, an offset, or nothing.
        string offset = $"ltrim(substr({sql}, 11), ' Tt:.,0123456789')";
        // SQLite wants a great T, and an offset with colon and minutes.
        string zone = isLocal ? "" : $" || CASE WHEN length({offset}) IN (3, 5) THEN substr({offset}, 1, 3) || ':' || substr({offset} || '00', 4, 2) ELSE {offset} END";
        string seconds = $"unixepoch(upper(substr({sql}, 1, min(19, length({sql}) - length({offset})))){zone})";
        string micros = $"CAST(substr(substr({sql}, 21, max(0, length({sql}) - 20 - length({offset}))) || '000000', 1, 6) AS INTEGER)";
        string error = SqliteErrors.Raise(isLocal ? "a local time is not written as 2026-01-31 23:59:59" : "a point in time is not written as 2026-01-31T23:59:59Z", sql);
        return $"(coalesce(CASE WHEN {offset} {(isLocal ? "=" : "<>")} '' THEN {seconds} END, {error}) * 1000000 + {micros})";
    }

    public override Comparand With(string sql) => new TextTimeComparand(sql, zone);

    public override bool IsLike(Comparand other) => other is TextTimeComparand { Zone: var same } && Equals(same, zone);

    public override string From(Rational bound, bool isIncluded, StatementParameters parameters) => AtOrAfter(First(bound, isIncluded), parameters);

    public override string To(Rational bound, bool isIncluded, StatementParameters parameters) => Before(Last(bound, isIncluded) + 1, parameters);

    public override string In(IReadOnlyList<Rational> list, StatementParameters parameters) => zone is not null
        ? Logic.Any([.. list.Where(r => r.IsWhole).Select(r => Logic.All(AtOrAfter(r.Floor(), parameters), Before(r.Floor() + 1, parameters)))])
        : SqliteComposition.Instance.IsAmong(Sql, (long[])[.. list.Where(r => r.IsWhole && r.Floor() == Local(r.Floor())).Select(r => Local(r.Floor()))], parameters);

    private DateTimeZone? Zone => zone;

    private string AtOrAfter(BigInteger microseconds, StatementParameters parameters) => $"{Sql} >= {parameters.Add(Local(microseconds))}";

    private string Before(BigInteger microseconds, StatementParameters parameters) => $"{Sql} < {parameters.Add(Local(microseconds))}";

    /// <summary>The bound among what the column has; beyond the last there is, a microsecond that nothing reaches.</summary>
    private long Local(BigInteger microseconds) => (LocalBounds.Ticks(microseconds, zone) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}

/// <summary>How a statement of SQLite fails, rather than take a value for another one.</summary>
internal static class SqliteErrors
{
    /// <summary>An error with a value in its message; null where there is none.</summary>
    public static string Raise(string problem, string sql) => $"json_extract('{{}}', '{problem}: ' || {sql})";
}
