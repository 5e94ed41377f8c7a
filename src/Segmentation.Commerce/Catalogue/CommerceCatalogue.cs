using System.Globalization;

namespace Segmentation;

/// <summary>The catalogue of the commerce vocabulary: its labels and help in English, and the categories an editor shows them in.</summary>
public static class CommerceCatalogue
{
    private static readonly Lazy<CatalogueText> BuiltIn = new(ReadEnglish);

    /// <summary>The texts of the vocabulary in English; its keys are what a translation translates.</summary>
    public static CatalogueText English => BuiltIn.Value;

    /// <summary>The categories of the vocabulary's attributes and relations, in the order in which an editor shows them.</summary>
    public static IReadOnlyList<CatalogueCategory> Categories => CommerceCategories.All;

    /// <summary>Makes the catalogue of a schema that <see cref="CommerceSchema.Create"/> made, extended or not.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">The language, texts and choice of what is offered; null for everything, in English. Its own
    /// texts and categories come before those of the vocabulary.</param>
    /// <exception cref="ArgumentException">The options include or exclude something that the schema does not have.</exception>
    public static ConditionCatalogue Create(SegmentSchema schema, CatalogueOptions? options = null)
    {
        options ??= new CatalogueOptions();
        return ConditionCatalogue.Create(
            schema,
            options with { Texts = [.. options.Texts, English], Categories = [.. options.Categories, .. Categories] });
    }

    private static CatalogueText ReadEnglish()
    {
        using Stream stream = typeof(CommerceCatalogue).Assembly.GetManifestResourceStream("commerce.en.json")!;
        using var reader = new StreamReader(stream);
        return CatalogueText.Read(CultureInfo.GetCultureInfo("en"), reader.ReadToEnd());
    }
}
