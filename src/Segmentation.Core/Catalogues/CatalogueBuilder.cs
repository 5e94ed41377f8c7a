using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation.Catalogues;

/// <summary>Makes a catalogue of the tables of the binder, and of what a schema's attributes are bound to.</summary>
internal sealed partial class CatalogueBuilder
{
    private readonly SegmentSchema _schema;
    private readonly CatalogueOptions _options;
    private readonly CatalogueTexts _texts;
    private readonly CatalogueOffer _offer;
    private readonly IReadOnlyList<OfferedOperator> _operators;
    private readonly Dictionary<(string Entity, string Attribute), BoundValue> _bound;
    private readonly Dictionary<string, (int Order, string Category)> _places = new(StringComparer.Ordinal);

    public CatalogueBuilder(SegmentSchema schema, CatalogueOptions options)
    {
        _schema = schema;
        _options = options;
        _texts = new CatalogueTexts(options.Texts, options.Culture);
        _offer = new CatalogueOffer(schema, options);
        _operators = OfferedOperator.Of(options.Language);
        _bound = new Binder(schema, new NodeFactory(), new BindOptions()).BoundAttributes()
            .ToDictionary(static b => (b.Entity.Name, b.Attribute.Name), static b => b.Value);
        foreach (CatalogueCategory category in options.Categories)
        {
            foreach (string member in category.Members)
                _places.TryAdd(member, (_places.Count, category.Name));
        }
    }

    public ConditionCatalogue Build()
    {
        HashSet<string> reached = Reached();
        CatalogueEntity[] entities =
        [
            .. _schema.Entities.Where(e => reached.Contains(e.Name)).OrderByDescending(e => e == _schema.Subject).Select(e => Entity(e, reached)),
        ];
        CatalogueConditionType[] conditionTypes = [.. _options.Language.Formats.Select(ConditionType)];
        return new ConditionCatalogue(entities)
        {
            Schema = _schema.Name,
            Culture = _options.Culture,
            Subject = _schema.Subject.Name,
            ConditionTypes = conditionTypes,
            Matches = Terms<Match>("match"),
            Truths = [_texts.Term("are", "true"), _texts.Term("are", "false")],
            Quantifiers = Terms<Quantifier>("quantifier"),
            Functions = [.. Enum.GetValues<AggregateFunction>().Select(Function)],
            Operators = [.. _operators.Select(Operator)],
            Types = [.. Enum.GetValues<AttributeType>().Select(Type)],
            RelativeValues = Terms<RelativeForm>("relative"),
            Periods = Terms<CalendarPeriod>("period"),
            DateUnits = Terms<DateUnit>("dateUnit"),
            Units = [.. entities.SelectMany(e => e.Attributes).Select(a => a.Unit).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(u => _texts.Term("unit", u))],
            Categories = Categories(entities, conditionTypes),
        };
    }

    /// <summary>The entities that an editor can come to from the subject over what is offered.</summary>
    private HashSet<string> Reached()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<SchemaEntity>([_schema.Subject]);
        while (queue.TryDequeue(out SchemaEntity? entity))
        {
            if (!reached.Add(entity.Name))
                continue;
            IEnumerable<string> targets = entity.Relations.Where(r => _offer.Offers(entity, r)).Select(r => r.Target);
            IEnumerable<string> trees = entity.Attributes.Where(a => _offer.Offers(entity, a)).Select(a => HierarchyOf(entity, a)).OfType<string>();
            foreach (string name in targets.Concat(trees))
                queue.Enqueue(_schema.FindEntity(name)!);
        }

        return reached;
    }

    private CatalogueEntity Entity(SchemaEntity entity, HashSet<string> reached) => new(
        entity.Name,
        _texts.Label(entity.Name, entity.Name),
        _texts.Label($"{entity.Name}:plural", entity.PluralName),
        _texts.Help(entity.Name),
        [.. entity.Attributes.Where(a => _offer.Offers(entity, a)).OrderBy(a => Order(entity, a.Name)).Select(a => Attribute(entity, a))],
        [.. entity.Relations.Where(r => _offer.Offers(entity, r)).OrderBy(r => Order(entity, r.Name)).Select(r => Relation(entity, r, reached))]);

    private CatalogueAttribute Attribute(SchemaEntity entity, SchemaAttribute attribute)
    {
        BoundValue bound = _bound[(entity.Name, attribute.Name)];
        string key = $"{entity.Name}.{attribute.Name}";
        return new CatalogueAttribute
        {
            Name = attribute.Name,
            Label = _texts.Label(key, attribute.Name),
            Help = _texts.Help(key),
            Category = CategoryOf(entity, attribute.Name),
            Type = bound.Type,
            Operators = [.. _operators.Where(o => o.IsFor(bound.Type) && (!bound.IsQuotient || o.IsForAverages)).Select(o => o.Operator)],
            Functions = bound.IsQuotient ? [] : [.. Enum.GetValues<AggregateFunction>().Where(f => FunctionTable.Result(f, bound.Type) is not null)],
            Choices = bound.Choices is null ? null : [.. bound.Choices.Select(c => Choice(key, c))],
            Unit = UnitOf(attribute, bound),
            Scale = attribute.Scale,
            Hierarchy = bound.Hierarchy?.Rows.Entity.Name,
            IsCaseSensitive = bound.IsCaseSensitive,
            IsComputed = attribute.Computation is not null,
        };
    }

    private CatalogueRelation Relation(SchemaEntity entity, SchemaRelation relation, HashSet<string> reached)
    {
        string key = $"{entity.Name}.{relation.Name}";
        return new CatalogueRelation
        {
            Name = relation.Name,
            Label = _texts.Label(key, relation.Name),
            Help = _texts.Help(key),
            Category = CategoryOf(entity, relation.Name),
            Target = relation.Target,
            IsToMany = relation.IsToMany,
            IsParent = relation is ParentRelation,
            Quantifiers = Enum.GetValues<Quantifier>(),
            Parents = [.. ParentsOver(entity, relation).Where(reached.Contains)],
        };
    }

    /// <summary>The entities of the rows that a relation leaves behind, the last one left first.</summary>
    private List<string> ParentsOver(SchemaEntity entity, SchemaRelation relation)
    {
        if (relation is not ThroughRelation through)
            return [entity.Name];
        var parents = new List<string>();
        SchemaEntity from = entity;
        foreach (string name in through.Path.Split('.'))
        {
            SchemaRelation step = from.FindRelation(name)!;
            parents.InsertRange(0, ParentsOver(from, step));
            from = _schema.FindEntity(step.Target)!;
        }

        return parents;
    }

    private string? HierarchyOf(SchemaEntity entity, SchemaAttribute attribute) =>
        _bound[(entity.Name, attribute.Name)].Hierarchy?.Rows.Entity.Name;

    private static string? UnitOf(SchemaAttribute attribute, BoundValue bound) => attribute.Computation switch
    {
        _ when bound.Type == AttributeType.Elapsed => Words<ElapsedUnit>.Of(bound.Unit),
        Computation.CompletedYears => Words<DateUnit>.Of(DateUnit.Years),
        Computation.DaysUntilAnniversary or Computation.MeanDaysBetween => Words<ElapsedUnit>.Of(ElapsedUnit.Days),
        _ => null,
    };
}
