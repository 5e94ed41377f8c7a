using System.Globalization;

namespace Segmentation.Tests.Shared;

/// <summary>Makes rows harder to segment, one after another, by a sequence of random numbers.</summary>
internal sealed class RetailChange(Random random)
{
    // What equals one of these ignoring case is another text by its code points, and by some databases' lower().
    private static readonly string[] Pairs = ["Straße", "STRASSE", "STRAßE", "Élan", "ÉLAN", "élan", "Ǆ", "ǅ", "ǆ", "Σ", "ς", "σ", "K", "k", "I", "ı", "İ", "i", "100%", "a_b", "it's"];

    public void Apply(string table, Dictionary<string, string> row)
    {
        foreach (string name in row.Keys.ToArray())
        {
            bool isKey = name is "id" or "line" || (name.EndsWith("_id", StringComparison.Ordinal) && name != "product_id");
            if (isKey || row[name].Length == 0)
                continue;
            row[name] = random.Next(100) switch
            {
                < 12 => "",
                < 40 => name.EndsWith("_at", StringComparison.Ordinal) ? Instant(row[name]) : Other(table, name, row[name]),
                _ => row[name],
            };
        }
    }

    /// <summary>The beginning of the day, which others have too; or an instant next to a microsecond that others have.</summary>
    private string Instant(string text)
    {
        string second = text[..^1];
        return random.Next(4) switch
        {
            0 => $"{text[..10]}T00:00:00Z",
            1 => second + ".0000009Z",
            2 => second + ".000001Z",
            _ => $"{text[..10]}T00:00:00.0000001+00:00",
        };
    }

    private string Other(string table, string name, string text)
    {
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) && name is not ("sku" or "product_id"))
            return random.Next(3) == 0 && number < 100_000 ? number.ToString("0.000000000", CultureInfo.InvariantCulture) : decimal.Truncate(number).ToString(CultureInfo.InvariantCulture);
        if (name == "product_id")
            return text;
        return random.Next(3) switch
        {
            0 when table != "order_items" => Pairs[random.Next(Pairs.Length)],
            1 => text.ToUpperInvariant(),
            _ => text.ToLowerInvariant(),
        };
    }
}
