using System.Globalization;

namespace Segmentation.Sql;

/// <summary>Whole numbers.</summary>
internal sealed class IntegerReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Integer or SqlType.Decimal or SqlType.Unknown => null,
        SqlType.Real => "binary numbers are not exact: map a column of whole numbers",
        _ => "map a column of whole numbers",
    };

    protected override void Take(long value) => Column.Append(value);

    protected override void Take(decimal value)
    {
        if (decimal.Truncate(value) != value || value is < long.MinValue or > long.MaxValue)
            throw new FormatException($"{value.ToString(CultureInfo.InvariantCulture)} is no whole number of 64 bits");
        Column.Append((long)value);
    }

    protected override void TakeNumber(string text) => Take(ExactDecimals.Parse(text));
}

/// <summary>Exact decimals.</summary>
internal sealed class DecimalReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    private readonly decimal _unit = form.ScaledInteger is { } places and >= 0 and <= 9 ? new decimal(1, 0, 0, false, (byte)places) : 1m;

    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Integer or SqlType.Unknown => null,
        SqlType.Decimal or SqlType.Text when Form.ScaledInteger is null => null,
        SqlType.Real when Form.Scale is not null => null,
        SqlType.Real => "binary numbers are not exact: declare the decimal places they stand for by v => v.Scale(places)",
        _ when Form.ScaledInteger is not null => "map a column of whole numbers, or leave out ScaledInteger(…)",
        _ => "map a column of decimals, whole numbers or texts",
    };

    protected override void Take(long value) => Column.Append(value * _unit);

    protected override void Take(decimal value) => Column.Append(Form.ScaledInteger is null ? value : throw Refused("a decimal"));

    protected override void Take(string value) => Column.Append(Form.ScaledInteger is null ? ExactDecimals.Parse(value) : throw Refused("a text"));

    protected override void Take(double value) => Column.Append(Form.Scale is { } places
        ? BinaryNumbers.Round(value, places)
        : throw new FormatException("a binary floating-point number is not exact; declare the decimal places it stands for by v => v.Scale(places)"));

    protected override void TakeNumber(string text)
    {
        if (Form.ScaledInteger is null)
            Column.Append(ExactDecimals.Parse(text));
        else
            base.TakeNumber(text);
    }
}

/// <summary>Truth values.</summary>
internal sealed class BooleanReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Boolean when Form.Truth is null => null,
        SqlType.Integer or SqlType.Unknown => null,
        SqlType.Text when Form.Truth is not null => null,
        SqlType.Boolean => "the column holds truth values; leave out Boolean(…)",
        SqlType.Text => "say which texts are true and false by v => v.Boolean(\"Y\", \"N\")",
        _ => "map a column of truth values, or of 0 and 1",
    };

    protected override void Take(bool value) => Column.Append(value);

    protected override void Take(string value) =>
        Column.Append(Form.Truth is { } ? IsTrue(value) : throw Refused("a text"));

    protected override void Take(long value)
    {
        if (Form.Truth is not null)
            Column.Append(IsTrue(value.ToString(CultureInfo.InvariantCulture)));
        else if (value is 0 or 1)
            Column.Append(value == 1);
        else
            throw new FormatException($"{value} is neither 0 nor 1; say which numbers are true and false by v => v.Boolean(…)");
    }

    private bool IsTrue(string value)
    {
        (string isTrue, string isFalse) = Form.Truth!.Value;
        return value == isTrue || (value == isFalse
            ? false
            : throw new FormatException($"'{value}' is neither '{isTrue}' nor '{isFalse}', which the map's Boolean(…) names"));
    }
}
