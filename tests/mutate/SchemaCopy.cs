namespace Segmentation.Mutate;

/// <summary>Declares a schema again with something changed.</summary>
internal static class SchemaCopy
{
    /// <summary>The schema again.</summary>
    /// <param name="schema">What is copied.</param>
    /// <param name="mindsCase">Whether every stored text and choice compares by ordinal.</param>
    /// <param name="withTrees">Whether the values of sets form the trees that they did.</param>
    /// <param name="compute">How an attribute is computed in place of how it was; null for as it was.</param>
    /// <param name="select">How a row is selected in place of how it was; null for as it was.</param>
    /// <param name="add">Declares more; null for nothing.</param>
    public static SegmentSchema Of(
        SegmentSchema schema,
        bool mindsCase = false,
        bool withTrees = true,
        Func<SchemaAttribute, Computation>? compute = null,
        Func<SelectedRelation, Selection>? select = null,
        Action<SchemaEntity, EntityBuilder>? add = null) => SegmentSchema.Create(schema.Name, builder =>
        {
            foreach (SchemaEntity entity in schema.Entities)
            {
                if (entity == schema.Subject)
                    builder.Subject(entity.Name, entity.PluralName, Declare);
                else
                    builder.Entity(entity.Name, entity.PluralName, Declare);

                void Declare(EntityBuilder copy)
                {
                    foreach (SchemaAttribute attribute in entity.Attributes)
                        Copy(attribute, mindsCase, withTrees, compute, copy);
                    foreach (SchemaRelation relation in entity.Relations)
                        Copy(relation, select, copy);
                    add?.Invoke(entity, copy);
                }
            }

            builder.Roles(schema.Roles);
        });

    private static void Copy(SchemaAttribute attribute, bool mindsCase, bool withTrees, Func<SchemaAttribute, Computation>? compute, EntityBuilder copy) => _ = attribute switch
    {
        { Computation: not null, Choices: { } choices } => copy.ComputedChoice(attribute.Name, choices, compute?.Invoke(attribute) ?? attribute.Computation),
        { Computation: not null } => copy.Computed(attribute.Name, attribute.Type, compute?.Invoke(attribute) ?? attribute.Computation),
        { Type: AttributeType.Text or AttributeType.Choice } when mindsCase => copy.CaseSensitiveText(attribute.Name),
        { IsCaseSensitive: true } => copy.CaseSensitiveText(attribute.Name),
        { Choices: { } choices } => copy.ClosedChoice(attribute.Name, choices),
        { Hierarchy: { } tree } when withTrees => copy.HierarchicalSet(attribute.Name, tree),
        { Scale: { } scale } => copy.Decimal(attribute.Name, scale),
        _ => attribute.Type switch
        {
            AttributeType.Text => copy.Text(attribute.Name),
            AttributeType.Integer => copy.Integer(attribute.Name),
            AttributeType.Decimal => copy.Decimal(attribute.Name),
            AttributeType.Boolean => copy.Boolean(attribute.Name),
            AttributeType.Date => copy.Date(attribute.Name),
            AttributeType.Instant => copy.Instant(attribute.Name),
            AttributeType.Choice => copy.Choice(attribute.Name),
            _ => copy.Set(attribute.Name),
        },
    };

    private static void Copy(SchemaRelation relation, Func<SelectedRelation, Selection>? select, EntityBuilder copy) => _ = relation switch
    {
        ManyRelation => copy.Many(relation.Name, relation.Target),
        PartRelation => copy.Part(relation.Name, relation.Target),
        ReferenceRelation => copy.Reference(relation.Name, relation.Target),
        ParentRelation => copy.Parent(relation.Name, relation.Target),
        SelectedRelation selected => copy.Selected(relation.Name, relation.Target, select?.Invoke(selected) ?? selected.Selection),
        ThroughRelation through => copy.Through(relation.Name, relation.Target, through.Path),
        _ => throw new InvalidOperationException($"The relation '{relation.Name}' is of an unknown kind."),
    };
}
