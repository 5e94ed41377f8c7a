using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>Reads keys of one kind from one column. Immutable.</summary>
internal sealed class KeyReader(KeyKind kind, int ordinal, SqlType type, SqlDialect dialect)
{
    private readonly SqlType _type = dialect.IsDynamicallyTyped ? SqlType.Unknown : type;

    /// <summary>A buffer for such keys.</summary>
    public KeyBuffer NewBuffer() => new(kind);

    /// <summary>Appends the key of the current row.</summary>
    /// <exception cref="FormatException">It is no key of the kind.</exception>
    public void AppendTo(KeyBuffer keys, DbDataReader reader)
    {
        if (reader.IsDBNull(ordinal))
            keys.AppendMissing();
        else if (kind == KeyKind.Integer && TypeOf(reader) == SqlType.Integer)
            keys.Append(reader.GetInt64(ordinal));
        else if (kind == KeyKind.Text && TypeOf(reader) == SqlType.Text)
            keys.Append(reader.GetString(ordinal));
        else if (kind == KeyKind.Guid && TypeOf(reader) == SqlType.Guid)
            keys.Append(reader.GetGuid(ordinal));
        else if (kind == KeyKind.Guid && TypeOf(reader) == SqlType.Text)
            AppendGuid(keys, reader.GetString(ordinal));
        else
            throw new FormatException($"'{reader.GetValue(ordinal)}' is no key of kind {kind}; declare the kind by t.Key(column, kind), or cast the column in a query");
    }

    /// <summary>The key of the current row; null when it has none.</summary>
    /// <exception cref="FormatException">It is no key of the kind.</exception>
    public SubjectKey? Read(DbDataReader reader)
    {
        if (reader.IsDBNull(ordinal))
            return null;
        if (kind == KeyKind.Integer && TypeOf(reader) == SqlType.Integer)
            return new SubjectKey(reader.GetInt64(ordinal));
        KeyBuffer one = NewBuffer();
        AppendTo(one, reader);
        return one[0];
    }

    private SqlType TypeOf(DbDataReader reader) => _type == SqlType.Unknown ? dialect.TypeOfValue(reader, ordinal) : _type;

    private static void AppendGuid(KeyBuffer keys, string text)
    {
        if (SubjectKey.Parse(text, KeyKind.Guid) is not { } key)
            throw new FormatException($"'{text}' is no GUID; write it with hyphens");
        if (key.Guid.ToString("D") == text)
            keys.Append(key.Guid);
        else
            keys.Append(key.Guid, text);
    }
}
