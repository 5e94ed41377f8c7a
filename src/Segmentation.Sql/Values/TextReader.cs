using System.Data.Common;
using System.Globalization;

namespace Segmentation.Sql;

/// <summary>Texts and choices.</summary>
internal sealed class TextReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    private Dictionary<long, string>? _numbers;

    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Text or SqlType.Unknown => null,
        SqlType.Integer or SqlType.Boolean when Form.Choices is not null => null,
        SqlType.Integer or SqlType.Guid when Form.IsText => null,
        SqlType.Integer => "say which text each number is by v => v.Choice((1, \"text\"), …), or read the numbers as texts by v => v.AsText()",
        SqlType.Boolean => "say which text each value is by v => v.Choice((true, \"text\"), …)",
        SqlType.Guid => "read the GUIDs as texts by v => v.AsText()",
        _ => "map a column of texts",
    };

    protected override void Take(string value) => Column.Append(Form.Choices is null ? value : Find(value));

    protected override void Take(long value)
    {
        if (Form.Choices is not null)
            Column.Append(Find(value));
        else if (Form.IsText)
            Column.Append(value.ToString(CultureInfo.InvariantCulture));
        else
            base.Take(value);
    }

    protected override void Take(bool value)
    {
        if (Form.Choices is null)
            base.Take(value);
        else
            Column.Append(Find(value ? 1L : 0L));
    }

    protected override void Take(Guid value)
    {
        if (Form.IsText)
            Column.Append(value.ToString("D"));
        else
            base.Take(value);
    }

    private string Find(string value) => Form.Choices!.TryGetValue(value, out string? choice)
        ? choice
        : throw new FormatException($"'{value}' is none of the values that the map's Choice(…) lists");

    private string Find(long value)
    {
        _numbers ??= [];
        if (!_numbers.TryGetValue(value, out string? choice))
            _numbers.Add(value, choice = Find(value.ToString(CultureInfo.InvariantCulture)));
        return choice;
    }
}
