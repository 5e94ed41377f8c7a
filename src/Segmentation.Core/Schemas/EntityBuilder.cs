namespace Segmentation;

/// <summary>Declares one entity of a schema. A name is declared once; every method returns the builder.</summary>
public sealed class EntityBuilder
{
    internal EntityBuilder(string name, string pluralName)
    {
        Name = name;
        PluralName = pluralName;
    }

    internal string Name { get; }

    internal string PluralName { get; }

    internal List<SchemaAttribute> Attributes { get; } = [];

    internal List<SchemaRelation> Relations { get; } = [];

    /// <summary>Declares texts that compare ignoring case.</summary>
    public EntityBuilder Text(params ReadOnlySpan<string> names) => Each(names, AttributeType.Text);

    /// <summary>Declares a text that compares by ordinal, case included.</summary>
    public EntityBuilder CaseSensitiveText(string name) => Add(new SchemaAttribute(name, AttributeType.Text) { IsCaseSensitive = true });

    /// <summary>Declares integers.</summary>
    public EntityBuilder Integer(params ReadOnlySpan<string> names) => Each(names, AttributeType.Integer);

    /// <summary>Declares exact decimals.</summary>
    public EntityBuilder Decimal(params ReadOnlySpan<string> names) => Each(names, AttributeType.Decimal);

    /// <summary>Declares an exact decimal with a known number of places.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="scale">Decimal places, 0 to 9.</param>
    public EntityBuilder Decimal(string name, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 9);
        return Add(new SchemaAttribute(name, AttributeType.Decimal) { Scale = scale });
    }

    /// <summary>Declares truth values.</summary>
    public EntityBuilder Boolean(params ReadOnlySpan<string> names) => Each(names, AttributeType.Boolean);

    /// <summary>Declares calendar days.</summary>
    public EntityBuilder Date(params ReadOnlySpan<string> names) => Each(names, AttributeType.Date);

    /// <summary>Declares instants.</summary>
    public EntityBuilder Instant(params ReadOnlySpan<string> names) => Each(names, AttributeType.Instant);

    /// <summary>Declares open choices: their values are what the data has.</summary>
    public EntityBuilder Choice(params ReadOnlySpan<string> names) => Each(names, AttributeType.Choice);

    /// <summary>Declares a closed choice: another value is refused in a definition.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="values">Every value there is.</param>
    public EntityBuilder ClosedChoice(string name, params IReadOnlyList<string> values) =>
        Add(new SchemaAttribute(name, AttributeType.Choice) { Choices = [.. values] });

    /// <summary>Declares sets of texts.</summary>
    public EntityBuilder Set(params ReadOnlySpan<string> names) => Each(names, AttributeType.Set);

    /// <summary>Declares a set whose values form a tree; a condition on a value also matches its descendants.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="entity">The entity whose rows are the values; it refers to itself by exactly one reference.</param>
    public EntityBuilder HierarchicalSet(string name, string entity) =>
        Add(new SchemaAttribute(name, AttributeType.Set) { Hierarchy = entity });

    /// <summary>Declares a computed attribute.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="type">The type of what is computed.</param>
    /// <param name="computation">How.</param>
    public EntityBuilder Computed(string name, AttributeType type, Computation computation)
    {
        ArgumentNullException.ThrowIfNull(computation);
        return Add(new SchemaAttribute(name, type) { Computation = computation });
    }

    /// <summary>Declares a computed closed choice: another value is refused in a definition.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="values">Every value there is.</param>
    /// <param name="computation">How; of a text or a choice.</param>
    public EntityBuilder ComputedChoice(string name, IReadOnlyList<string> values, Computation computation)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(computation);
        return Add(new SchemaAttribute(name, AttributeType.Choice) { Choices = [.. values], Computation = computation });
    }

    /// <summary>Declares a relation to rows that belong to this one.</summary>
    public EntityBuilder Many(string name, string entity) => Add(new ManyRelation(name, entity));

    /// <summary>Declares a relation to at most one row that is a part of this one.</summary>
    public EntityBuilder Part(string name, string entity) => Add(new PartRelation(name, entity));

    /// <summary>Declares a reference by key to a row that many refer to.</summary>
    public EntityBuilder Reference(string name, string entity) => Add(new ReferenceRelation(name, entity));

    /// <summary>Declares the relation to the row that this one belongs to.</summary>
    public EntityBuilder Parent(string name, string entity) => Add(new ParentRelation(name, entity));

    /// <summary>Declares a relation to one row chosen among several.</summary>
    public EntityBuilder Selected(string name, string entity, Selection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return Add(new SelectedRelation(name, entity, selection));
    }

    /// <summary>Declares another name for a path of relations that leads to many rows.</summary>
    public EntityBuilder Through(string name, string entity, string path) => Add(new ThroughRelation(name, entity, path, isToMany: true));

    private EntityBuilder Each(ReadOnlySpan<string> names, AttributeType type)
    {
        foreach (string name in names)
            Add(new SchemaAttribute(name, type));
        return this;
    }

    private EntityBuilder Add(SchemaAttribute attribute)
    {
        Attributes.Add(attribute);
        return this;
    }

    private EntityBuilder Add(SchemaRelation relation)
    {
        Relations.Add(relation);
        return this;
    }
}
