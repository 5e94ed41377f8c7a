using System.Globalization;

namespace Segmentation.Testing;

/// <summary>The rules that the rows of a dataset keep.</summary>
internal static class DatasetRules
{
    private const decimal DecimalBound = 1_000_000_000_000_000_000m;
    private const int MaxPlaces = 9;

    /// <summary>The rows of an entity with keys: their own, or numbers from 1 when none has any.</summary>
    public static IReadOnlyList<DatasetRow> Keyed(SchemaEntity entity, IReadOnlyList<DatasetRow> rows)
    {
        int keyed = rows.Count(r => r.Key is not null);
        if (keyed == 0)
            return [.. rows.Select((r, i) => r with { Key = (i + 1).ToString(CultureInfo.InvariantCulture) })];
        if (keyed < rows.Count)
            throw new SegmentDataException(entity.Name, "id", null, "some rows have a key and some have none");
        foreach (DatasetRow row in rows)
        {
            if (row.Key!.Length == 0)
                throw new SegmentDataException(entity.Name, "id", "", "a key is never empty");
            CheckText(row, "id", row.Key);
        }

        return rows;
    }

    public static KeyKind KindOf(IReadOnlyList<DatasetRow> rows) =>
        rows.All(r => SubjectKey.Parse(r.Key!, KeyKind.Integer) is not null) ? KeyKind.Integer
        : rows.All(r => SubjectKey.Parse(r.Key!, KeyKind.Guid) is not null) ? KeyKind.Guid
        : KeyKind.Text;

    public static void CheckValue(DatasetRow row, SchemaAttribute? attribute, string name, object value)
    {
        if (attribute is null)
            throw Refused("the entity has no such attribute");
        if (attribute.Computation is not null)
            throw Refused("the attribute is computed, never stored");
        switch (attribute.Type, value)
        {
            case (AttributeType.Text or AttributeType.Choice, string text):
                CheckText(row, name, text);
                break;
            case (AttributeType.Set, IReadOnlyList<string> texts):
                foreach (string text in texts)
                    CheckText(row, name, text);
                break;
            case (AttributeType.Decimal, decimal number):
                if (Math.Abs(number) >= DecimalBound)
                    throw Refused($"{number.ToString(CultureInfo.InvariantCulture)} is not below 10^18 in size");
                if (decimal.Round(number, MaxPlaces) != number)
                    throw Refused($"{number.ToString(CultureInfo.InvariantCulture)} has more than {MaxPlaces} decimal places");
                break;
            case (AttributeType.Integer, long) or (AttributeType.Boolean, bool) or (AttributeType.Date, DateOnly) or (AttributeType.Instant, DateTimeOffset):
                break;
            default:
                throw Refused($"a value of type {attribute.Type} is never a {value.GetType().Name}");
        }

        SegmentDataException Refused(string reason) => new(row.Entity, name, row.Key, reason);
    }

    private static void CheckText(DatasetRow row, string name, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                throw new SegmentDataException(row.Entity, name, row.Key, $"the text has U+0000 at position {i}");
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw new SegmentDataException(row.Entity, name, row.Key, $"the text has an unpaired surrogate at position {i}");
            i++;
        }
    }
}
