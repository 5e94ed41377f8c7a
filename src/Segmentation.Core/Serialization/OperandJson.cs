namespace Segmentation;

/// <summary>What values are compared with, in JSON. A relative one is an object, recognised by its leading property.</summary>
internal static class OperandJson
{
    private static readonly Dictionary<string, RelativeForm> Relative = new RelativeForm[]
    {
        new("ago", [], static p => p.RequiredText("ago") is { } period ? new Operand.Ago(period) : null),
        new("ahead", [], static p => p.RequiredText("ahead") is { } period ? new Operand.Ahead(period) : null),
        new("startOf", ["offset"], static p =>
        {
            CalendarPeriod? period = p.RequiredWord<CalendarPeriod>("startOf");
            int? offset = p.Integer("offset");
            return period is { } known ? new Operand.StartOf(known, offset ?? 0) : null;
        }),
        new("today", ["unit"], static p =>
        {
            int? offset = p.RequiredInteger("today");
            DateUnit? unit = p.Word<DateUnit>("unit");
            return offset is { } known ? new Operand.Today(known, unit ?? DateUnit.Days) : null;
        }),
        new("attribute", ["times"], static p =>
        {
            string? path = p.RequiredText("attribute");
            decimal? times = p.Number("times");
            return path is not null ? new Operand.Attribute(path, times ?? 1m) : null;
        }),
    }.ToDictionary(static f => f.Lead, StringComparer.Ordinal);

    /// <summary>The <c>value</c> of a comparison; null when it is left out, a placeholder when it cannot be read.</summary>
    public static Operand? Read(ObjectReader comparison)
    {
        if (comparison.Optional("value") is { } node)
            return Read(node, comparison.Values);
        // A misspelt value has been reported; as absent it would be reported again, as missing.
        return comparison.Find("value") is null && comparison.Mentions("value") ? InvalidOperand.Instance : null;
    }

    /// <summary>Writes the <c>operator</c> and, where there is one, the <c>value</c> of a comparison.</summary>
    public static void Write(Operator operation, Operand? value, CanonicalWriter writer)
    {
        writer.Property("operator", operation.Name);
        if (value is null)
            return;
        writer.Name("value");
        Write(value, writer);
    }

    /// <summary>A value by itself; a placeholder when it cannot be read.</summary>
    public static Operand Read(JsonNode node, ValueReader values) => node switch
    {
        JsonText { Value: { } text } => new Operand.Text(text),
        JsonNumber { Value: { } number } => new Operand.Number(number),
        JsonBoolean boolean => new Operand.Boolean(boolean.Value),
        JsonArray array => new Operand.List([.. array.Items.Select(item => Read(item, values))]),
        JsonObject written => ReadRelative(written, values),
        JsonNull => Refuse(node, values),
        _ => InvalidOperand.Instance,
    };

    private static Operand ReadRelative(JsonObject written, ValueReader values)
    {
        foreach (JsonMember member in written.Members)
        {
            if (Relative.TryGetValue(member.Name, out RelativeForm? form))
            {
                var properties = new ObjectReader(written, $"a value of '{form.Lead}'", [form.Lead, .. form.Others], values);
                return form.Read(properties) ?? InvalidOperand.Instance;
            }
        }

        if (written.Members.Any(static m => Spelling.Nearest(m.Name, Relative.Keys) is not null))
        {
            // Reports the misspelling, with the name that was meant.
            _ = new ObjectReader(written, "a relative value", [.. Relative.Keys, .. Relative.Values.SelectMany(static f => f.Others)], values);
            return InvalidOperand.Instance;
        }

        return Refuse(written, values);
    }

    private static InvalidOperand Refuse(JsonNode node, ValueReader values)
    {
        values.Mistyped(node, "a text, a number, true, false, an array of these, or an object with one of "
            + string.Join(", ", Relative.Keys.Select(static k => $"'{k}'")));
        return InvalidOperand.Instance;
    }

    /// <summary>Writes a value by itself.</summary>
    public static void Write(Operand operand, CanonicalWriter writer)
    {
        switch (operand)
        {
            case Operand.Text text:
                writer.Value(text.Value);
                break;
            case Operand.Number number:
                writer.Value(number.Value);
                break;
            case Operand.Boolean boolean:
                writer.Value(boolean.Value);
                break;
            case Operand.List list:
                writer.StartArray();
                foreach (Operand item in list.Items)
                    Write(item, writer);
                writer.EndArray();
                break;
            default:
                writer.StartObject();
                WriteRelative(operand, writer);
                writer.EndObject();
                break;
        }
    }

    private static void WriteRelative(Operand operand, CanonicalWriter writer)
    {
        switch (operand)
        {
            case Operand.Ago ago:
                writer.Property("ago", ago.Period);
                break;
            case Operand.Ahead ahead:
                writer.Property("ahead", ahead.Period);
                break;
            case Operand.StartOf start:
                writer.Property("startOf", Words<CalendarPeriod>.Of(start.Period));
                if (start.Offset != 0)
                    writer.Property("offset", start.Offset);
                break;
            case Operand.Today today:
                writer.Property("today", today.Offset);
                if (today.Unit != DateUnit.Days)
                    writer.Property("unit", Words<DateUnit>.Of(today.Unit));
                break;
            case Operand.Attribute attribute:
                writer.Property("attribute", attribute.Path);
                if (attribute.Times != 1)
                    writer.Property("times", attribute.Times);
                break;
            default:
                throw new ArgumentException("a value that could not be read cannot be written; mend the problems of its document first", nameof(operand));
        }
    }

    /// <summary>A form of relative value.</summary>
    /// <param name="Lead">The property that every such value has, and no other form.</param>
    /// <param name="Others">The properties that it may have beside.</param>
    /// <param name="Read">Makes the operand; null when it cannot, which has been reported.</param>
    private sealed record RelativeForm(string Lead, string[] Others, Func<ObjectReader, Operand?> Read);
}
