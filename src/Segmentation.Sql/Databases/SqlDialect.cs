using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>
/// What differs between databases in the statements that are sent to them and in the values that come back. Immutable and
/// safe for concurrent use.
/// </summary>
public abstract class SqlDialect
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether each value has a type of its own, whatever the type of its column.</summary>
    public virtual bool IsDynamicallyTyped => false;

    /// <summary>How segments become parts of statements; null where that is not known to be exact.</summary>
    internal virtual CompositionDialect? Composition => null;

    /// <summary>An identifier as a statement has it, whatever characters it is made of.</summary>
    public abstract string Quote(string identifier);

    /// <summary>How a statement names a parameter.</summary>
    /// <param name="index">The parameter's place, from 0.</param>
    public abstract string Parameter(int index);

    /// <summary>
    /// An expression by which keys of a kind compare and order as <see cref="SubjectKey"/> says, whatever the database's
    /// locale: integers as numbers, GUIDs as their lower-case text, texts by code points.
    /// </summary>
    /// <param name="column">The column, quoted and with its table's alias.</param>
    /// <param name="kind">The kind of the keys.</param>
    /// <param name="type">What the column holds.</param>
    public abstract string KeyExpression(string column, KeyKind kind, SqlType type);

    /// <summary>What a column holds, by what the driver says of it before there is a row.</summary>
    /// <param name="dataTypeName">The database's name of the type; empty when there is none.</param>
    /// <param name="fieldType">The driver's type for it; null when there is none.</param>
    public abstract SqlType TypeOf(string dataTypeName, Type? fieldType);

    /// <summary>The kind of the keys in a column, by its type; null when it can hold no keys, or its type does not tell.</summary>
    public virtual KeyKind? KindOf(SqlType type) => type switch
    {
        SqlType.Integer => KeyKind.Integer,
        SqlType.Guid => KeyKind.Guid,
        SqlType.Text => KeyKind.Text,
        _ => null,
    };

    /// <summary>What one present value is, for columns whose own type does not say it.</summary>
    public virtual SqlType TypeOfValue(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return TypeOf("", reader.GetFieldType(ordinal));
    }

    /// <summary>A present day.</summary>
    public virtual DateOnly GetDate(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.GetFieldValue<DateOnly>(ordinal);
    }

    /// <summary>A present date with a time of day, of kind unspecified.</summary>
    public virtual DateTime GetLocalTime(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return DateTime.SpecifyKind(reader.GetDateTime(ordinal), DateTimeKind.Unspecified);
    }

    /// <summary>A present point in time.</summary>
    public virtual DateTimeOffset GetInstant(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.GetFieldValue<DateTimeOffset>(ordinal);
    }

    /// <summary>A present array of texts; a member may be null.</summary>
    public virtual IReadOnlyList<string?> GetTexts(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.GetFieldValue<string[]>(ordinal);
    }

    /// <summary>The type of a column that is made for an attribute, in CREATE TABLE; it holds every value exactly.</summary>
    /// <exception cref="NotSupportedException">No tables are made in such a database.</exception>
    public virtual string ColumnType(AttributeType type) => throw new NotSupportedException($"No tables are made in a database of the dialect {Name}.");

    /// <summary>The type of a column that is made for keys, in CREATE TABLE.</summary>
    /// <exception cref="NotSupportedException">No tables are made in such a database.</exception>
    public virtual string KeyColumnType(KeyKind kind) => throw new NotSupportedException($"No tables are made in a database of the dialect {Name}.");

    /// <summary>A column of keys in CREATE INDEX, so that the index has the order of <see cref="KeyExpression"/>.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="kind">The kind of the keys.</param>
    /// <param name="type">What the column holds.</param>
    public virtual string IndexColumn(string column, KeyKind kind, SqlType type) => Quote(column);

    /// <summary>A table's name as a statement has it.</summary>
    public string Quote(SqlName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join('.', name.Parts.Select(Quote));
    }
}
