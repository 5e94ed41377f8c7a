using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Segmentation.Sql.Sqlite;

/// <summary>SQLite: every value has a type of its own, texts compare by their bytes.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Name => "SQLite";

    public override bool IsDynamicallyTyped => true;

    internal override CompositionDialect? Composition => SqliteComposition.Instance;

    public override string Quote(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        return $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public override string Parameter(int index) => $"@p{index}";

    public override string KeyExpression(string column, KeyKind kind, SqlType type) => kind switch
    {
        KeyKind.Integer => column,
        // lower() knows ASCII only, and GUIDs have no other letters.
        KeyKind.Guid => $"lower({column})",
        _ => $"{column} COLLATE BINARY",
    };

    /// <summary>The type that a declaration means. Where values of any type may stand, it is unknown.</summary>
    public override SqlType TypeOf(string dataTypeName, Type? fieldType)
    {
        string name = dataTypeName.ToUpperInvariant();
        int parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis >= 0)
            name = name[..parenthesis];
        if (name is "GUID" or "UUID" or "UNIQUEIDENTIFIER")
            return SqlType.Guid;
        if (name.Contains("BOOL", StringComparison.Ordinal) || name.Contains("DATE", StringComparison.Ordinal)
            || name.Contains("TIME", StringComparison.Ordinal) || name.Contains("JSON", StringComparison.Ordinal))
            return SqlType.Unknown;
        // The rules of affinity, in their order.
        if (name.Contains("INT", StringComparison.Ordinal))
            return SqlType.Integer;
        if (name.Contains("CHAR", StringComparison.Ordinal) || name.Contains("CLOB", StringComparison.Ordinal) || name.Contains("TEXT", StringComparison.Ordinal))
            return SqlType.Text;
        if (name.Length == 0 || name.Contains("BLOB", StringComparison.Ordinal))
            return SqlType.Unknown;
        // What is left has numbers, which SQLite keeps as binary ones as soon as they have a fraction.
        return SqlType.Real;
    }

    public override SqlType TypeOfValue(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader is SqliteDataReader { Handle: { } statement })
        {
            return raw.sqlite3_column_type(statement, ordinal) switch
            {
                raw.SQLITE_INTEGER => SqlType.Integer,
                raw.SQLITE_TEXT => SqlType.Text,
                raw.SQLITE_FLOAT => SqlType.Real,
                _ => SqlType.Other,
            };
        }

        // A reader that a host puts around the driver's.
        Type type = reader.GetFieldType(ordinal);
        return type == typeof(long) ? SqlType.Integer
            : type == typeof(string) ? SqlType.Text
            : type == typeof(double) ? SqlType.Real
            : SqlType.Other;
    }

    public override string IndexColumn(string column, KeyKind kind, SqlType type) => kind == KeyKind.Text ? $"{Quote(column)} COLLATE BINARY" : Quote(column);

    public override string ColumnType(AttributeType type) => type switch
    {
        AttributeType.Integer or AttributeType.Boolean => "INTEGER",
        // Also for decimals, as SQLite's own numbers would not keep them as they are.
        _ => "TEXT",
    };

    public override string KeyColumnType(KeyKind kind) => kind switch
    {
        KeyKind.Integer => "INTEGER",
        KeyKind.Guid => "GUID",
        _ => "TEXT",
    };
}
