using System.Globalization;

namespace Segmentation.Sql;

/// <summary>
/// Says how a column's values become an attribute's, where the column's type alone does not say it. Not safe for concurrent
/// use.
/// </summary>
/// <remarks>
/// Without it, texts and choices are read from texts; integers from whole numbers; decimals from exact numbers, whole ones
/// and texts; truth values from truth values, and 0 and 1; days from days, from local times at midnight and from texts such
/// as 2026-01-31; points in time from columns with a zone and from texts with an offset or Z; sets from arrays of texts and
/// from JSON arrays.
/// </remarks>
public sealed class SqlValueMap
{
    internal SqlValueMap()
    {
    }

    internal ValueForm Form { get; } = new();

    /// <summary>Declares which choice or text each of the column's values is; another value in the data is an error.</summary>
    /// <param name="values">The column's values (whole numbers, an enum's members by their numbers, truth values or texts), and the choices they are.</param>
    public SqlValueMap Choice<TValue>(params IEnumerable<(TValue Value, string Choice)> values)
        where TValue : notnull
    {
        ArgumentNullException.ThrowIfNull(values);
        Called(nameof(Choice), AttributeType.Choice, AttributeType.Text, AttributeType.Set);
        Form.Choices ??= new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((TValue value, string choice) in values)
        {
            if (TextRules.Refusal(choice ?? "\0") is { } refusal)
                Form.Problems.Add($"The choice of '{Show(value)}' is refused: {refusal}.");
            else if (!Form.Choices.TryAdd(Show(value), choice!))
                Form.Problems.Add($"'{Show(value)}' is mapped twice by Choice(…).");
        }

        return this;
    }

    /// <summary>Declares which values of the column are true and false; another value in the data is an error.</summary>
    /// <param name="whenTrue">A whole number or a text, such as <c>"Y"</c>.</param>
    /// <param name="whenFalse">Another one, such as <c>"N"</c>.</param>
    public SqlValueMap Boolean<TValue>(TValue whenTrue, TValue whenFalse)
        where TValue : notnull
    {
        Called(nameof(Boolean), AttributeType.Boolean);
        Form.Truth = (Show(whenTrue), Show(whenFalse));
        if (Form.Truth.Value.True == Form.Truth.Value.False)
            Form.Problems.Add($"Boolean(…) takes '{Show(whenTrue)}' for true and for false.");
        return this;
    }

    /// <summary>
    /// Declares that times without an offset are local times of a zone. One that the zone skips is the first instant after
    /// the gap; one that occurs twice is its first occurrence.
    /// </summary>
    /// <param name="zone">The zone's tz database identifier, such as <c>Europe/Kyiv</c>, or <c>UTC</c>.</param>
    public SqlValueMap LocalTime(string zone)
    {
        ArgumentException.ThrowIfNullOrEmpty(zone);
        Called(nameof(LocalTime), AttributeType.Instant);
        Form.Zone = zone;
        return this;
    }

    /// <summary>Declares that numbers are points in time.</summary>
    /// <param name="unit">What they count since 1970-01-01T00:00Z.</param>
    public SqlValueMap UnixTime(SqlTimeUnit unit)
    {
        Called(nameof(UnixTime), AttributeType.Instant);
        Form.TimeUnit = unit;
        if (!Enum.IsDefined(unit))
            Form.Problems.Add($"UnixTime({(int)unit}) is no unit there is.");
        return this;
    }

    /// <summary>
    /// Declares that binary floating-point numbers stand for decimals of so many places; they are rounded, half to even.
    /// Required for columns of such numbers, REAL and on SQLite NUMERIC, which holds them too.
    /// </summary>
    /// <param name="places">Decimal places, 0 to 9.</param>
    public SqlValueMap Scale(int places)
    {
        Called(nameof(Scale), AttributeType.Decimal);
        Form.Scale = places;
        CheckPlaces(nameof(Scale), places);
        return this;
    }

    /// <summary>Declares that whole numbers are decimals times a power of ten, such as cents.</summary>
    /// <param name="places">Decimal places, 0 to 9; 2 for cents.</param>
    public SqlValueMap ScaledInteger(int places)
    {
        Called(nameof(ScaledInteger), AttributeType.Decimal);
        Form.ScaledInteger = places;
        CheckPlaces(nameof(ScaledInteger), places);
        return this;
    }

    /// <summary>Declares that whole numbers and GUIDs are read as the texts that write them.</summary>
    public SqlValueMap AsText()
    {
        Called(nameof(AsText), AttributeType.Text, AttributeType.Choice, AttributeType.Set);
        Form.IsText = true;
        return this;
    }

    /// <summary>Declares that a text is a set's values with a separator between them; empty pieces are no values.</summary>
    /// <param name="separator">The separator, such as <c>","</c>; what stands around it is not trimmed.</param>
    public SqlValueMap Separated(string separator)
    {
        ArgumentException.ThrowIfNullOrEmpty(separator);
        Called(nameof(Separated), AttributeType.Set);
        Form.Separator = separator;
        return this;
    }

    private static string Show<TValue>(TValue value) => value switch
    {
        Enum member => member.ToString("D"),
        bool truth => truth ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private void CheckPlaces(string method, int places)
    {
        if (places is < 0 or > 9)
            Form.Problems.Add($"{method}({places}) is not from 0 to 9.");
    }

    private void Called(string method, params AttributeType[] types) => Form.Calls.Add((method, types));
}
