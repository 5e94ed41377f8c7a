using System.Globalization;

namespace Segmentation;

/// <summary>What a host decides about a catalogue: the language, its own texts, and what it offers. Immutable.</summary>
public sealed record CatalogueOptions
{
    /// <summary>
    /// The culture of labels and help, English by default. Where it has no text, its parents are asked, then the invariant
    /// culture, then English; what has no text at all is called by its name in words (<c>grand_total</c> is "Grand total").
    /// </summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("en");

    /// <summary>Texts, the host's own first: within one culture an earlier one wins over a later one, and over what is built in.</summary>
    public IReadOnlyList<ICatalogueText> Texts { get; init; } = [];

    /// <summary>
    /// The condition types and operators that are offered; those of the model by default. Give it the language that
    /// definitions are bound with, or one with less.
    /// </summary>
    public ConditionLanguage Language { get; init; } = ConditionLanguage.BuiltIn;

    /// <summary>
    /// In which group and order an editor shows attributes and relations. Of two categories that name the same member the
    /// earlier wins. A member of none is in a category of its entity's own name.
    /// </summary>
    public IReadOnlyList<CatalogueCategory> Categories { get; init; } = [];

    /// <summary>
    /// The attributes and relations that are offered: <c>customer.email</c> for one, <c>order</c> for all of an entity.
    /// Empty for everything. An entity to which no offered relation leads is not listed.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The attributes, relations and whole entities that are not offered, written as in <see cref="Include"/>, which this overrides.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Asked of every attribute and relation that <see cref="Include"/> and <see cref="Exclude"/> leave; false hides it. Null for no further choice.</summary>
    public Func<CatalogueCandidate, bool>? Offers { get; init; }
}
