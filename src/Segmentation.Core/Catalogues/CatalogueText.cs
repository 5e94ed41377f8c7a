using System.Globalization;

namespace Segmentation;

/// <summary>The texts of one culture, by key. Immutable and safe for concurrent use.</summary>
public sealed class CatalogueText : ICatalogueText
{
    private readonly Dictionary<string, string> _texts;

    /// <summary>Takes texts by key.</summary>
    /// <param name="culture">The culture they are for, such as <c>uk</c>; the invariant one serves every culture that has none of its own.</param>
    /// <param name="texts">The texts; copied.</param>
    public CatalogueText(CultureInfo culture, IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(texts);
        Culture = culture;
        _texts = new Dictionary<string, string>(texts, StringComparer.Ordinal);
    }

    /// <summary>The culture the texts are for.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The keys there are texts for.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>Reads a file of texts, <c>{ "customer.email": "E-mail address" }</c>, as strictly as a segment file.</summary>
    /// <param name="culture">The culture they are for.</param>
    /// <param name="json">One object, whose properties are keys and whose values are texts.</param>
    /// <exception cref="SegmentDefinitionException">The text has problems; the exception lists all of them.</exception>
    public static CatalogueText Read(CultureInfo culture, string json)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(json);
        var problems = new DocumentProblems();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (JsonTree.Read(json, problems) is { } root)
            ReadTexts(root, new ValueReader(problems), texts);
        IReadOnlyList<Problem> found = problems.InDocumentOrder();
        return found.Count == 0 ? new CatalogueText(culture, texts) : throw new SegmentDefinitionException(found);
    }

    /// <inheritdoc/>
    public string? Find(string key, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(culture);
        return culture.Name == Culture.Name ? _texts.GetValueOrDefault(key) : null;
    }

    private static void ReadTexts(JsonNode root, ValueReader values, Dictionary<string, string> texts)
    {
        if (values.Object(root, "an object, { \"customer.email\": \"E-mail address\" },") is not { } written)
            return;
        foreach (JsonMember member in written.Members)
        {
            if (!member.IsReadable || values.Text(member.Value) is not { } text)
                continue;
            if (!texts.TryAdd(member.Name, text))
                ObjectReader.ReportRepeated(member, values.Problems);
        }
    }
}
