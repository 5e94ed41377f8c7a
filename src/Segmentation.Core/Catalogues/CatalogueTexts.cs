using System.Globalization;

namespace Segmentation.Catalogues;

/// <summary>Looks texts up: culture by culture to ever less special ones, then in English; of two texts, the earlier wins.</summary>
internal sealed class CatalogueTexts(IReadOnlyList<ICatalogueText> texts, CultureInfo culture)
{
    private static readonly Lazy<CatalogueText> BuiltIn = new(ReadBuiltIn);

    private readonly IReadOnlyList<ICatalogueText> _texts = [.. texts, BuiltIn.Value];

    private readonly IReadOnlyList<CultureInfo> _cultures = Fallbacks(culture);

    /// <summary>The texts of Core in English: operators, functions, types and all that no schema brings.</summary>
    public static CatalogueText English => BuiltIn.Value;

    /// <summary>The text of the first key that has one; null when none has.</summary>
    public string? Find(params ReadOnlySpan<string> keys)
    {
        foreach (CultureInfo culture in _cultures)
        {
            foreach (string key in keys)
            {
                foreach (ICatalogueText text in _texts)
                {
                    if (text.Find(key, culture) is { } found)
                        return found;
                }
            }
        }

        return null;
    }

    /// <summary>What people call a thing; made of its name when no text says.</summary>
    public string Label(string key, string name) => Find(key) ?? LabelOf(name);

    /// <summary>The sentence that explains a thing; null when there is none.</summary>
    public string? Help(string key) => Find($"{key}:help");

    /// <summary>A named thing with its texts; those that code declares stand where no text does.</summary>
    public CatalogueTerm Term(string kind, string name, string? declaredLabel = null, string? declaredHelp = null) =>
        new(name, Find($"{kind}.{name}") ?? declaredLabel ?? LabelOf(name), Help($"{kind}.{name}") ?? declaredHelp);

    /// <summary><c>grand_total</c>, <c>grandTotal</c> and <c>grand.total</c> become <c>Grand total</c>.</summary>
    public static string LabelOf(string name)
    {
        var label = new System.Text.StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char letter = name[i];
            if (letter is '_' or '-' or '.')
            {
                label.Append(' ');
                continue;
            }

            bool beginsWord = i > 0 && char.IsUpper(letter) && char.IsLower(name[i - 1]);
            if (beginsWord)
                label.Append(' ');
            label.Append(beginsWord ? char.ToLowerInvariant(letter) : letter);
        }

        string words = label.ToString().Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static List<CultureInfo> Fallbacks(CultureInfo culture)
    {
        var cultures = new List<CultureInfo>();
        for (CultureInfo next = culture; next.Name.Length > 0; next = next.Parent)
            cultures.Add(next);
        cultures.Add(CultureInfo.InvariantCulture);
        CultureInfo english = BuiltIn.Value.Culture;
        if (!cultures.Exists(c => c.Name == english.Name))
            cultures.Add(english);
        return cultures;
    }

    private static CatalogueText ReadBuiltIn()
    {
        using Stream stream = typeof(CatalogueTexts).Assembly.GetManifestResourceStream("catalogue.en.json")!;
        using var reader = new StreamReader(stream);
        return CatalogueText.Read(CultureInfo.GetCultureInfo("en"), reader.ReadToEnd());
    }
}
