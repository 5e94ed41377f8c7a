namespace Segmentation.Catalogues;

/// <summary>What a host has chosen to offer.</summary>
internal sealed class CatalogueOffer
{
    private readonly CatalogueOptions _options;
    private readonly HashSet<string> _include;
    private readonly HashSet<string> _exclude;

    public CatalogueOffer(SegmentSchema schema, CatalogueOptions options)
    {
        _options = options;
        _include = Checked(schema, options.Include, nameof(CatalogueOptions.Include));
        _exclude = Checked(schema, options.Exclude, nameof(CatalogueOptions.Exclude));
    }

    public bool Offers(SchemaEntity entity, SchemaAttribute attribute) => Offers(new CatalogueCandidate(entity, attribute, null));

    // A relation to an entity that is left out would lead nowhere.
    public bool Offers(SchemaEntity entity, SchemaRelation relation) =>
        !_exclude.Contains(relation.Target) && Offers(new CatalogueCandidate(entity, null, relation));

    private bool Offers(CatalogueCandidate candidate) =>
        (_include.Count == 0 || Names(_include, candidate)) && !Names(_exclude, candidate) && _options.Offers?.Invoke(candidate) != false;

    private static bool Names(HashSet<string> paths, CatalogueCandidate candidate) =>
        paths.Contains(candidate.Path) || paths.Contains(candidate.Entity.Name);

    private static HashSet<string> Checked(SegmentSchema schema, IReadOnlyList<string> paths, string option)
    {
        foreach (string path in paths)
        {
            string[] names = path.Split('.');
            SchemaEntity? entity = schema.FindEntity(names[0]);
            bool isKnown = entity is not null
                && (names.Length == 1 || (names.Length == 2 && (entity.FindAttribute(names[1]) is not null || entity.FindRelation(names[1]) is not null)));
            if (!isKnown)
            {
                throw new ArgumentException(
                    $"{option} must name entities, attributes and relations of the schema, as 'order' or 'order.status', but names '{path}'.");
            }
        }

        return paths.ToHashSet(StringComparer.Ordinal);
    }
}
