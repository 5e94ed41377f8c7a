using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Segmentation.Sql;

/// <summary>Sets of texts: of arrays, of JSON arrays, of texts with separators, or of one value a row of another table.</summary>
internal sealed class SetReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Text or SqlType.TextArray or SqlType.Unknown => null,
        SqlType.Integer or SqlType.Guid when Form.IsText || Form.Choices is not null => null,
        SqlType.Integer or SqlType.Guid => "read the values as texts by v => v.AsText()",
        _ => "map a column of arrays of texts, of JSON arrays, or of texts with a separator by v => v.Separated(\",\")",
    };

    /// <summary>Adds the values of one row of another table that holds a set's values.</summary>
    public void AddTo(List<string?> texts, DbDataReader reader, int ordinal, SqlType type, SqlDialect dialect)
    {
        if (reader.IsDBNull(ordinal))
            return;
        SqlType known = type == SqlType.Unknown ? dialect.TypeOfValue(reader, ordinal) : type;
        string text = known switch
        {
            SqlType.Text => reader.GetString(ordinal),
            SqlType.Integer when Refusal(known) is null => reader.GetInt64(ordinal).ToString(CultureInfo.InvariantCulture),
            SqlType.Guid when Refusal(known) is null => reader.GetGuid(ordinal).ToString("D"),
            _ => throw Refused($"a value of type {known}"),
        };
        if (Form.Separator is null)
            texts.Add(text);
        else
            texts.AddRange(text.Split(Form.Separator, StringSplitOptions.RemoveEmptyEntries));
    }

    protected override void Take(string value)
    {
        if (Form.Separator is not null)
        {
            Take(value.Split(Form.Separator, StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw NoArray(value);
            Append(document.RootElement);
        }
        catch (JsonException)
        {
            throw NoArray(value);
        }
    }

    protected override void Take(long value) => Take([value.ToString(CultureInfo.InvariantCulture)]);

    protected override void Take(Guid value) => Take([value.ToString("D")]);

    protected override void Take(IReadOnlyList<string?> value) => Column.Append(value
        .Where(text => text is not null)
        .Select(text => Form.Choices is null ? text! : Form.Choices.TryGetValue(text!, out string? choice)
            ? choice
            : throw new FormatException($"'{text}' is none of the values that the map's Choice(…) lists")));

    private static FormatException NoArray(string value) =>
        new($"'{value}' is no JSON array of texts; declare how the values are separated by v => v.Separated(\",\")");
}
