using System.Linq.Expressions;
using System.Reflection;
using NodaTime;

namespace Segmentation;

/// <summary>Builds the expression that appends a host's value to a column, by the types of the two and what the map says.</summary>
internal static class ValueAppend
{
    private static readonly HashSet<Type> Integers =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long)];

    /// <summary>Whether the type converts to long without loss.</summary>
    public static bool IsInteger(Type type) => Integers.Contains(type);

    /// <summary>The type as C# writes it, near enough for a message.</summary>
    public static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner) + "?" : type.Name;

    /// <summary>From the value and the column to nothing; null when a problem was reported.</summary>
    public static LambdaExpression? Build(SchemaAttribute attribute, AttributeDeclaration declaration, Action<string, string> report)
    {
        Type type = declaration.Value.ReturnType;
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        ParameterExpression value = Expression.Parameter(type, "value");
        ParameterExpression column = Expression.Parameter(typeof(ColumnBuilder), "column");
        Expression present = inner == type ? value : Expression.Call(value, type.GetMethod("GetValueOrDefault", Type.EmptyTypes)!);

        if (Convert(attribute, inner, present, declaration.Settings, report) is not { } converted)
            return null;
        MethodInfo append = typeof(ColumnBuilder).GetMethod(nameof(ColumnBuilder.Append), [converted.Type])!;
        Expression body = Expression.Call(column, append, converted);
        Expression? missing = inner != type ? Expression.Not(Expression.Property(value, "HasValue"))
            : type.IsValueType ? null
            : Expression.ReferenceEqual(value, Expression.Constant(null));
        if (missing is not null)
            body = Expression.IfThenElse(missing, Expression.Call(column, nameof(ColumnBuilder.AppendMissing), null), body);
        return Expression.Lambda(typeof(Action<,>).MakeGenericType(type, typeof(ColumnBuilder)), body, value, column);
    }

    private static Expression? Convert(
        SchemaAttribute attribute, Type type, Expression value, ValueSettings settings, Action<string, string> report)
    {
        bool text = attribute.Type is AttributeType.Text or AttributeType.Choice;
        bool instant = attribute.Type == AttributeType.Instant && type == typeof(DateTime);
        bool binary = attribute.Type == AttributeType.Decimal && (type == typeof(double) || type == typeof(float));
        bool fits = Refuse(settings.Choices is not null && !text, "Choice(…) is for texts and choices")
            & Refuse(settings.Zone is not null && !instant, "LocalTime(…) is for an instant that the host has as a DateTime")
            & Refuse(settings.Scale is not null && !binary, "Scale(…) is for a decimal that the host has as a double or float");
        if (!fits)
            return null;
        if (settings.Choices is { } choices)
            return Choice(attribute, type, value, choices, report);

        Expression? converted = attribute.Type switch
        {
            AttributeType.Text or AttributeType.Choice when type == typeof(string) => value,
            AttributeType.Integer when IsInteger(type) => Expression.Convert(value, typeof(long)),
            AttributeType.Decimal when type == typeof(decimal) || IsInteger(type) => Expression.Convert(value, typeof(decimal)),
            AttributeType.Decimal when binary && settings.Scale is { } scale => Binary(value, scale, report),
            AttributeType.Boolean when type == typeof(bool) => value,
            AttributeType.Date when type == typeof(DateOnly) => value,
            AttributeType.Date when type == typeof(DateTime) => Expression.Call(typeof(HostTimes), nameof(HostTimes.Day), null, value),
            AttributeType.Instant when type == typeof(DateTimeOffset) => value,
            AttributeType.Instant when instant && settings.Zone is { } zone => Local(value, zone, report),
            AttributeType.Instant when instant => Expression.Call(typeof(HostTimes), nameof(HostTimes.Utc), null, value),
            AttributeType.Set when typeof(IEnumerable<string>).IsAssignableFrom(type) => Expression.Convert(value, typeof(IEnumerable<string>)),
            _ => null,
        };
        // A zone or a scale that is wrong has been reported by its own code.
        if (converted is null && settings.Zone is null && settings.Scale is null)
            report("map.type", $"{NameOf(type)} is not taken for an attribute of type {attribute.Type}; {Advice(attribute, type, binary)}");
        return converted;

        bool Refuse(bool wrong, string rule)
        {
            if (wrong)
                report("map.type", $"{rule}; the attribute is of type {attribute.Type} and the host's value of type {NameOf(type)}.");
            return !wrong;
        }
    }

    private static string Advice(SchemaAttribute attribute, Type type, bool binary) => attribute.Type switch
    {
        AttributeType.Text or AttributeType.Choice when type.IsEnum => "say which text each value is, by v => v.Choice((value, \"text\"), …).",
        AttributeType.Text or AttributeType.Choice => "give a string, or say which text each value is by v => v.Choice(…).",
        AttributeType.Integer => "give an integer type up to long.",
        AttributeType.Decimal when binary => "binary numbers are not exact: give a decimal, or declare the places by v => v.Scale(…).",
        AttributeType.Decimal => "give a decimal or an integer type up to long.",
        AttributeType.Boolean => "give a bool.",
        AttributeType.Date => "give a DateOnly, or a DateTime at midnight.",
        AttributeType.Instant => "give a DateTimeOffset, a DateTime in UTC, or a local DateTime with v => v.LocalTime(zone).",
        _ => "give a sequence of strings.",
    };

    private static MethodCallExpression? Binary(Expression value, int scale, Action<string, string> report)
    {
        if (scale is >= 0 and <= 9)
            return Expression.Call(typeof(BinaryNumbers), nameof(BinaryNumbers.Round), null, value, Expression.Constant(scale));
        report("map.scale", $"Scale({scale}) is not from 0 to 9.");
        return null;
    }

    private static MethodCallExpression? Local(Expression value, string zone, Action<string, string> report)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known)
            return Expression.Call(typeof(HostTimes), nameof(HostTimes.Local), null, value, Expression.Constant(known, typeof(DateTimeZone)));
        report("zone.unknown", $"'{zone}' is no time zone of the tz database; write one such as Europe/Kyiv.");
        return null;
    }

    private static MethodCallExpression? Choice(
        SchemaAttribute attribute, Type type, Expression value, List<(object? Value, string Choice)> choices, Action<string, string> report)
    {
        bool fits = true;
        var seen = new HashSet<object>();
        foreach ((object? hostValue, string choice) in choices)
        {
            if (hostValue is null)
                Wrong("null is missing and no choice; leave it out of Choice(…).");
            else if (!seen.Add(hostValue))
                Wrong($"{ChoiceTable.Show(hostValue)} is mapped twice by Choice(…).");
            if (choice is null)
                Wrong($"{ChoiceTable.Show(hostValue)} is mapped to no text by Choice(…).");
            else if (TextRules.Refusal(choice) is { } refusal)
                Wrong($"The choice of {ChoiceTable.Show(hostValue)} is refused: {refusal}.");
            else if (attribute.Choices is { } closed && !closed.Contains(choice, StringComparer.OrdinalIgnoreCase))
                Wrong($"'{choice}' is none of the choices of '{attribute.Name}': {string.Join(", ", closed)}.");
        }

        if (!fits)
            return null;
        var table = (ChoiceTable)Activator.CreateInstance(typeof(ChoiceTable<>).MakeGenericType(type), choices)!;
        return Expression.Call(Expression.Constant(table), nameof(ChoiceTable<int>.Find), null, value);

        void Wrong(string message)
        {
            fits = false;
            report("map.choice", message);
        }
    }
}
