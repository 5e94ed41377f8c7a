using System.Data.Common;

namespace Segmentation.Sql.PostgreSql;

/// <summary>PostgreSQL: keys compare by <c>COLLATE "C"</c>, times are read as the whole microseconds that they are.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long MinMicroseconds = (DateTimeOffset.MinValue - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long MaxMicroseconds = (DateTimeOffset.MaxValue - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    public override string Name => "PostgreSQL";

    internal override CompositionDialect? Composition => PostgreSqlComposition.Instance;

    public override string Quote(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        return $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public override string Parameter(int index) => $"${index + 1}";

    public override string KeyExpression(string column, KeyKind kind, SqlType type) => (kind, type) switch
    {
        (KeyKind.Integer, _) or (KeyKind.Guid, SqlType.Guid) => column,
        (KeyKind.Guid, _) => $"lower({column}::text) COLLATE \"C\"",
        // Some types of texts (citext) have a comparison of their own.
        _ => $"{column}::text COLLATE \"C\"",
    };

    public override SqlType TypeOf(string dataTypeName, Type? fieldType)
    {
        int parenthesis = dataTypeName.IndexOf('(', StringComparison.Ordinal);
        string name = parenthesis < 0 ? dataTypeName : dataTypeName[..parenthesis];
        return name switch
        {
            "boolean" => SqlType.Boolean,
            "smallint" or "integer" or "bigint" => SqlType.Integer,
            "numeric" or "money" => SqlType.Decimal,
            "real" or "double precision" => SqlType.Real,
            "uuid" => SqlType.Guid,
            "date" => SqlType.Date,
            _ when dataTypeName.StartsWith("timestamp", StringComparison.Ordinal) && dataTypeName.EndsWith("with time zone", StringComparison.Ordinal) => SqlType.Instant,
            _ when dataTypeName.StartsWith("timestamp", StringComparison.Ordinal) && !dataTypeName.EndsWith("[]", StringComparison.Ordinal) => SqlType.LocalTime,
            _ when fieldType == typeof(string) => SqlType.Text,
            _ when IsTextArray(dataTypeName) => SqlType.TextArray,
            _ => SqlType.Other,
        };
    }

    public override DateTimeOffset GetInstant(DbDataReader reader, int ordinal) => Epoch.AddTicks(Microseconds(reader, ordinal) * TimeSpan.TicksPerMicrosecond);

    public override DateTime GetLocalTime(DbDataReader reader, int ordinal) =>
        new(Epoch.Ticks + (Microseconds(reader, ordinal) * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);

    public override DateOnly GetDate(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int days = reader.GetFieldValue<int>(ordinal);
        if (days is int.MinValue or int.MaxValue)
            throw new FormatException("an infinite date is no day");
        long number = (long)EpochDay + days;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new FormatException("the day is outside the years 1 to 9999");
    }

    public override string IndexColumn(string column, KeyKind kind, SqlType type) => kind == KeyKind.Text ? $"{Quote(column)} COLLATE \"C\"" : Quote(column);

    public override string ColumnType(AttributeType type) => type switch
    {
        AttributeType.Integer => "bigint",
        AttributeType.Decimal => "numeric",
        AttributeType.Boolean => "boolean",
        AttributeType.Date => "date",
        AttributeType.Instant => "timestamp with time zone",
        AttributeType.Set => "text[]",
        _ => "text",
    };

    public override string KeyColumnType(KeyKind kind) => kind switch
    {
        KeyKind.Integer => "bigint",
        // GUIDs too: a key is written as it was read, and a uuid forgets its case.
        _ => "text COLLATE \"C\"",
    };

    private static bool IsTextArray(string name) =>
        name is "text[]" or "name[]" or "citext[]" || (name.EndsWith("[]", StringComparison.Ordinal) && name.StartsWith("char", StringComparison.Ordinal));

    private static long Microseconds(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        long microseconds = reader.GetFieldValue<long>(ordinal);
        if (microseconds is long.MinValue or long.MaxValue)
            throw new FormatException("an infinite time is no point in time");
        return microseconds >= MinMicroseconds && microseconds <= MaxMicroseconds
            ? microseconds
            : throw new FormatException("the time is outside the years 1 to 9999");
    }
}
