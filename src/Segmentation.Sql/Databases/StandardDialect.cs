using System.Globalization;

namespace Segmentation.Sql;

/// <summary>What databases have in common: quoted names, parameters, SELECT with ORDER BY; types as the driver gives them.</summary>
internal sealed class StandardDialect(StandardSqlOptions options) : SqlDialect
{
    public override string Name => "standard SQL";

    public override string Quote(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        return options.QuoteStart + identifier.Replace(options.QuoteEnd, options.QuoteEnd + options.QuoteEnd, StringComparison.Ordinal) + options.QuoteEnd;
    }

    public override string Parameter(int index) => options.Parameter.Replace("{0}", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public override string KeyExpression(string column, KeyKind kind, SqlType type) => (kind, type) switch
    {
        (KeyKind.Text, _) => Text(column),
        // GUIDs in texts may be written in either case.
        (KeyKind.Guid, SqlType.Text) => Text($"LOWER({column})"),
        _ => column,
    };

    public override SqlType TypeOf(string dataTypeName, Type? fieldType) => fieldType is null ? SqlType.Other
        : fieldType == typeof(bool) ? SqlType.Boolean
        : fieldType == typeof(string) ? SqlType.Text
        : fieldType == typeof(decimal) ? SqlType.Decimal
        : fieldType == typeof(double) || fieldType == typeof(float) ? SqlType.Real
        : fieldType == typeof(Guid) ? SqlType.Guid
        : fieldType == typeof(DateOnly) ? SqlType.Date
        : fieldType == typeof(DateTime) ? SqlType.LocalTime
        : fieldType == typeof(DateTimeOffset) ? SqlType.Instant
        : fieldType == typeof(string[]) ? SqlType.TextArray
        : fieldType == typeof(long) || fieldType == typeof(int) || fieldType == typeof(short) || fieldType == typeof(byte) ? SqlType.Integer
        : SqlType.Other;

    private string Text(string column) => options.TextKey.Replace("{0}", column, StringComparison.Ordinal);
}
