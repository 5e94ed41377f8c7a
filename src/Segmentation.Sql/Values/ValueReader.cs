using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Segmentation.Sql;

/// <summary>
/// Takes the values of one attribute as a database has them and appends them to a column. A value of a type that the
/// attribute is not read from is an error. Not safe for concurrent use.
/// </summary>
internal abstract class ValueReader(SchemaAttribute attribute, ValueForm form)
{
    private readonly ColumnBuilder _column = new(attribute.Type, attribute.Scale ?? 0);

    public SchemaAttribute Attribute { get; } = attribute;

    public int Count => _column.Count;

    protected ValueForm Form { get; } = form;

    protected ColumnBuilder Column => _column;

    public static ValueReader Create(SchemaAttribute attribute, ValueForm form) => attribute.Type switch
    {
        AttributeType.Text or AttributeType.Choice => new TextReader(attribute, form),
        AttributeType.Integer => new IntegerReader(attribute, form),
        AttributeType.Decimal => new DecimalReader(attribute, form),
        AttributeType.Boolean => new BooleanReader(attribute, form),
        AttributeType.Date => new DateReader(attribute, form),
        AttributeType.Instant => new InstantReader(attribute, form),
        AttributeType.Set => new SetReader(attribute, form),
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute.Type, "An elapsed time is computed, never stored."),
    };

    /// <summary>Why the attribute is not read from a column of a type, and how to mend it; null when it is.</summary>
    public abstract string? Refusal(SqlType type);

    /// <summary>Appends the value of a row.</summary>
    /// <param name="reader">The row.</param>
    /// <param name="ordinal">The column.</param>
    /// <param name="type">What the column holds; unknown when every value has a type of its own.</param>
    /// <param name="dialect">Reads what drivers give in different ways.</param>
    /// <exception cref="FormatException">The value breaks a rule.</exception>
    public void Append(DbDataReader reader, int ordinal, SqlType type, SqlDialect dialect)
    {
        if (reader.IsDBNull(ordinal))
        {
            _column.AppendMissing();
            return;
        }

        switch (type == SqlType.Unknown ? dialect.TypeOfValue(reader, ordinal) : type)
        {
            case SqlType.Text:
                Take(reader.GetString(ordinal));
                break;
            case SqlType.Integer:
                Take(reader.GetInt64(ordinal));
                break;
            case SqlType.Decimal:
                Take(reader.GetDecimal(ordinal));
                break;
            case SqlType.Real:
                Take(reader.GetDouble(ordinal));
                break;
            case SqlType.Boolean:
                Take(reader.GetBoolean(ordinal));
                break;
            case SqlType.Date:
                Take(dialect.GetDate(reader, ordinal));
                break;
            case SqlType.LocalTime:
                Take(dialect.GetLocalTime(reader, ordinal));
                break;
            case SqlType.Instant:
                Take(dialect.GetInstant(reader, ordinal));
                break;
            case SqlType.Guid:
                Take(reader.GetGuid(ordinal));
                break;
            case SqlType.TextArray:
                Take(dialect.GetTexts(reader, ordinal));
                break;
            default:
                throw Refused("a value of a type that is not read");
        }
    }

    /// <summary>Appends a value of a JSON document; null and what is not there are missing.</summary>
    /// <exception cref="FormatException">The value breaks a rule.</exception>
    public void Append(JsonElement? value)
    {
        switch (value?.ValueKind ?? JsonValueKind.Null)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                _column.AppendMissing();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Take(value!.Value.GetBoolean());
                break;
            case JsonValueKind.Number:
                TakeNumber(value!.Value.GetRawText());
                break;
            case JsonValueKind.String:
                Take(value!.Value.GetString()!);
                break;
            case JsonValueKind.Array:
                Take(Texts(value!.Value));
                break;
            default:
                throw Refused("a JSON object");
        }
    }

    /// <summary>Appends a set that other rows hold the values of.</summary>
    public void Append(IReadOnlyList<string?> texts) => Take(texts);

    public void AppendMissing() => _column.AppendMissing();

    /// <summary>The values since the last call as a column.</summary>
    public Column Take() => _column.Take();

    protected virtual void Take(string value) => throw Refused("a text");

    protected virtual void Take(long value) => throw Refused("a whole number");

    protected virtual void Take(decimal value) => throw Refused("a decimal");

    protected virtual void Take(double value) => throw Refused("a binary floating-point number");

    protected virtual void Take(bool value) => throw Refused("a truth value");

    protected virtual void Take(DateOnly value) => throw Refused("a day");

    protected virtual void Take(DateTime value) => throw Refused("a local time");

    protected virtual void Take(DateTimeOffset value) => throw Refused("a point in time");

    protected virtual void Take(Guid value) => throw Refused("a GUID");

    protected virtual void Take(IReadOnlyList<string?> value) => throw Refused("an array");

    /// <summary>A number as JSON writes it.</summary>
    protected virtual void TakeNumber(string text) =>
        Take(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole
            : throw Refused($"the number {text}"));

    protected FormatException Refused(string what) => new($"{what} is no {Attribute.Type.ToString().ToLowerInvariant()} as it is mapped");

    private static string?[] Texts(JsonElement array)
    {
        var texts = new string?[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            texts[i++] = item.ValueKind switch
            {
                JsonValueKind.String => item.GetString(),
                JsonValueKind.Number => item.GetRawText(),
                JsonValueKind.Null => null,
                _ => throw new FormatException("a JSON array that is a set has texts, and not " + item.GetRawText()),
            };
        }

        return texts;
    }
}
