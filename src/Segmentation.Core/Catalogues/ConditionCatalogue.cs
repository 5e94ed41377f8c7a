using System.Globalization;
using Segmentation.Catalogues;

namespace Segmentation;

/// <summary>
/// What a user interface needs to build conditions over a schema: every entity, attribute, relation, aggregate function,
/// operator and type of condition, with labels and help in one culture. It is made of the tables by which segments are
/// bound, so that what it offers binds. It says what an editor offers, not what is valid: a condition on something that is
/// not listed keeps its meaning. Immutable and safe for concurrent use; create one a culture and keep it.
/// </summary>
public sealed class ConditionCatalogue
{
    private readonly Dictionary<string, CatalogueEntity> _entities;

    internal ConditionCatalogue(IReadOnlyList<CatalogueEntity> entities)
    {
        Entities = entities;
        _entities = entities.ToDictionary(static e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the schema.</summary>
    public required string Schema { get; init; }

    /// <summary>The culture that was asked for; texts it lacks are those of the cultures it falls back to.</summary>
    public required CultureInfo Culture { get; init; }

    /// <summary>The name of the entity that segments are of.</summary>
    public required string Subject { get; init; }

    /// <summary>The types of condition.</summary>
    public required IReadOnlyList<CatalogueConditionType> ConditionTypes { get; init; }

    /// <summary>The words of a combination's <c>match</c>.</summary>
    public required IReadOnlyList<CatalogueTerm> Matches { get; init; }

    /// <summary>The values of a combination's <c>are</c>, named <c>true</c> and <c>false</c>.</summary>
    public required IReadOnlyList<CatalogueTerm> Truths { get; init; }

    /// <summary>The words of a related condition's <c>quantifier</c>.</summary>
    public required IReadOnlyList<CatalogueTerm> Quantifiers { get; init; }

    /// <summary>The aggregate functions.</summary>
    public required IReadOnlyList<CatalogueFunction> Functions { get; init; }

    /// <summary>The operators.</summary>
    public required IReadOnlyList<CatalogueOperator> Operators { get; init; }

    /// <summary>The types of value, each with its operators.</summary>
    public required IReadOnlyList<CatalogueType> Types { get; init; }

    /// <summary>The forms of relative value, each named by the property that leads it.</summary>
    public required IReadOnlyList<CatalogueTerm> RelativeValues { get; init; }

    /// <summary>The calendar periods of <c>startOf</c>.</summary>
    public required IReadOnlyList<CatalogueTerm> Periods { get; init; }

    /// <summary>The units of <c>today</c>.</summary>
    public required IReadOnlyList<CatalogueTerm> DateUnits { get; init; }

    /// <summary>The units of the attributes that are offered.</summary>
    public required IReadOnlyList<CatalogueTerm> Units { get; init; }

    /// <summary>The categories of what is offered, in the order in which an editor shows them.</summary>
    public required IReadOnlyList<CatalogueTerm> Categories { get; init; }

    /// <summary>The entities, the subject first, then in the order of the schema.</summary>
    public IReadOnlyList<CatalogueEntity> Entities { get; }

    /// <summary>Makes the catalogue of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">The language, texts and choice of what is offered; null for everything, in English.</param>
    /// <exception cref="ArgumentException">The options include or exclude something that the schema does not have.</exception>
    public static ConditionCatalogue Create(SegmentSchema schema, CatalogueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new CatalogueBuilder(schema, options ?? new CatalogueOptions()).Build();
    }

    /// <summary>The entity of that name; null when it is not offered. Constant time.</summary>
    public CatalogueEntity? FindEntity(string name) => _entities.GetValueOrDefault(name);

    /// <summary>
    /// The catalogue as JSON, in the shape that <c>docs/catalogue.md</c> describes; a change that breaks its readers has
    /// another <c>version</c>. Made on every call.
    /// </summary>
    public string ToJson() => CatalogueWriter.Write(this);
}
