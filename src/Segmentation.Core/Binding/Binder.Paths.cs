using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    private const int MaxAliases = 16;

    /// <summary>The rows that a dotted relation path leads to from a condition's row; null with a problem.</summary>
    private DomainNode? ResolveRelation(string text, Context context, string path)
    {
        string[] names = text.Split('.');
        DomainNode domain = context.Domain;
        for (int i = 0; i < names.Length; i++)
        {
            DomainNode? next;
            if (domain.Entity.FindRelation(names[i]) is { } relation)
            {
                next = Step(domain, relation, context.Zone, path);
                if (next is null)
                    return null;
            }
            else if (i == 0 && names.Length > 1 && VisibleParent(names[i], context) is { } parent)
            {
                next = factory.AncestorRows(domain, parent);
            }
            else
            {
                Refuse(path, "relation.unknown", UnknownName(names[i], text, domain, domain.Entity.Relations.Select(r => r.Name), "relation"));
                return null;
            }

            domain = next;
        }

        return domain;
    }

    /// <summary>The value that a dotted attribute path over to-one relations leads to; null with a problem.</summary>
    private BoundValue? ResolveAttribute(string text, Context context, string path)
    {
        string[] names = text.Split('.');
        DomainNode domain = context.Domain;
        var hops = new List<Hop>();
        for (int i = 0; i < names.Length - 1; i++)
        {
            Hop? hop;
            if (domain.Entity.FindRelation(names[i]) is { } relation)
            {
                if (relation.IsToMany)
                {
                    Refuse(path, "attribute.toMany", $"'{names[i]}' leads to many rows, so '{text}' is no single value; use a 'related' or 'aggregate' condition over '{names[i]}'.");
                    return null;
                }

                hop = HopOver(domain, relation, context.Zone, path);
                if (hop is null)
                    return null;
            }
            else if (i == 0 && VisibleParent(names[i], context) is { } parent)
            {
                hop = new Hop.Up(domain, parent);
            }
            else
            {
                Refuse(path, "attribute.unknown", UnknownName(names[i], text, domain, domain.Entity.Relations.Select(r => r.Name), "relation"));
                return null;
            }

            hops.Add(hop);
            domain = hop.To;
        }

        string last = names[^1];
        if (domain.Entity.FindAttribute(last) is not { } attribute)
        {
            bool isRelation = domain.Entity.FindRelation(last) is not null;
            if (isRelation)
                Refuse(path, "attribute.unknown", $"'{last}' is a relation of '{domain.Entity.Name}', not an attribute; name one of its attributes, or use a 'related' condition.");
            else
                Refuse(path, "attribute.unknown", UnknownName(last, text, domain, domain.Entity.Attributes.Select(a => a.Name), "attribute"));
            return null;
        }

        BoundValue? value = BindAttribute(attribute, domain, context.Zone, path);
        return value is null || hops.Count == 0 ? value : value with { Hops = [.. hops, .. value.Hops] };
    }

    private static string UnknownName(string name, string text, DomainNode domain, IEnumerable<string> names, string what)
    {
        string within = name == text ? "" : $" (in '{text}')";
        string nearest = Spelling.Nearest(name, names) is { } suggestion ? $"; did you mean '{suggestion}'?" : "; look it up in the schema.";
        return $"'{domain.Entity.Name}' has no {what} '{name}'{within}{nearest}";
    }

    /// <summary>The nearest row above the condition's row, as far as it is visible, whose entity has the name.</summary>
    private static DomainNode? VisibleParent(string entity, Context context)
    {
        for (DomainNode domain = context.Domain; domain != context.Top; domain = domain.Parent!)
        {
            if (domain.Parent!.Entity.Name == entity)
                return domain.Parent;
        }

        return null;
    }

    private Hop? HopOver(DomainNode domain, SchemaRelation relation, string zone, string path)
    {
        if (relation is ParentRelation parent)
            return ParentOf(domain, parent, path) is { } ancestor ? new Hop.Up(domain, ancestor) : null;
        return Step(domain, relation, zone, path) switch
        {
            ReferredDomain referred => new Hop.Referred(domain, referred.Relation, referred.Target),
            { } rows => new Hop.One(domain, rows),
            null => null,
        };
    }

    /// <summary>The rows that one relation leads to from a domain; null with a problem.</summary>
    private DomainNode? Step(DomainNode domain, SchemaRelation relation, string zone, string path, int aliases = 0)
    {
        switch (relation)
        {
            case ManyRelation or PartRelation:
                return factory.Owned(domain, relation, schema.FindEntity(relation.Target)!);
            case ReferenceRelation reference:
                return factory.ReferredRows(domain, reference, factory.Shared(schema.FindEntity(relation.Target)!));
            case ParentRelation parent:
                return ParentOf(domain, parent, path) is { } ancestor ? factory.AncestorRows(domain, ancestor) : null;
            case SelectedRelation selected:
                return Select(domain, selected, zone, path);
            case ThroughRelation through:
                return StepThrough(domain, through, zone, path, aliases);
            default:
                throw new InvalidOperationException($"The relation '{relation.Name}' is of an unknown kind.");
        }
    }

    private DomainNode? StepThrough(DomainNode domain, ThroughRelation through, string zone, string path, int aliases)
    {
        if (aliases == MaxAliases)
        {
            Refuse(path, "schema.cycle", $"The relation '{through.Name}' stands for a path that leads through itself.");
            return null;
        }

        DomainNode? rows = domain;
        foreach (string name in through.Path.Split('.'))
        {
            if (rows.Entity.FindRelation(name) is not { } relation)
            {
                Refuse(path, "schema.relation", $"'{through.Name}' stands for '{through.Path}', but '{rows.Entity.Name}' has no relation '{name}'.");
                return null;
            }

            rows = Step(rows, relation, zone, path, aliases + 1);
            if (rows is null)
                return null;
        }

        return rows;
    }

    private DomainNode? ParentOf(DomainNode domain, ParentRelation relation, string path)
    {
        if (domain.Ancestor(relation.Target) is { } ancestor)
            return ancestor;
        Refuse(path, "relation.unknown", $"'{relation.Name}' leads to the '{relation.Target}' that a '{domain.Entity.Name}' belongs to, but this one was reached by key and not through it.");
        return null;
    }

    private SelectedDomain? Select(DomainNode domain, SelectedRelation relation, string zone, string path)
    {
        Selection selection = relation.Selection;
        if (domain.Entity.FindRelation(selection.Relation) is not ManyRelation many)
        {
            Refuse(path, "schema.relation", $"'{relation.Name}' chooses among '{selection.Relation}', which is no to-many relation of '{domain.Entity.Name}'.");
            return null;
        }

        if (!_resolving.Add((domain.Entity, relation.Name)))
        {
            Refuse(path, "schema.cycle", $"'{domain.Entity.Name}.{relation.Name}' is defined by itself.");
            return null;
        }

        OwnedDomain candidates = factory.Owned(domain, many, schema.FindEntity(many.Target)!);
        var orderBy = new List<ValueNode>();
        foreach (string name in selection.OrderBy)
        {
            if (candidates.Entity.FindAttribute(name) is { Computation: null, Type: AttributeType.Integer or AttributeType.Decimal or AttributeType.Date or AttributeType.Instant } attribute)
                orderBy.Add(factory.Column(candidates, attribute));
            else
                Refuse(path, "schema.attribute", $"'{relation.Name}' is ordered by '{name}', which is no stored number, date or instant of '{candidates.Entity.Name}'.");
        }

        PredicateNode? where = selection.Where is null
            ? null
            : BindApart(() => Bind(selection.Where, new Context(candidates, domain, zone, 1, IsWhere: true), $"{path}.where"));
        _resolving.Remove((domain.Entity, relation.Name));
        return factory.Selected(domain, candidates, selection.Take, orderBy, where);
    }

    /// <summary>The value on the condition's own row, over all hops.</summary>
    private BoundValue Lift(BoundValue value)
    {
        if (value.Hops.Count == 0)
            return value;
        ValueNode node = value.Node;
        for (int i = value.Hops.Count - 1; i >= 0; i--)
        {
            node = value.Hops[i] switch
            {
                Hop.Referred hop => factory.Referred(hop.From, hop.Relation, node),
                Hop.Up hop => factory.Ancestor(hop.From, node),
                _ => factory.One(node),
            };
        }

        return value with { Node = node, Hops = [] };
    }

    /// <summary>A leaf of the innermost row, as the condition's own row sees it; false where a row on the way is missing.</summary>
    private PredicateNode Lift(PredicateNode leaf, IReadOnlyList<Hop> hops)
    {
        for (int i = hops.Count - 1; i >= 0; i--)
        {
            leaf = hops[i] switch
            {
                Hop.Referred hop => factory.Referred(hop.From, hop.Relation, leaf),
                Hop.Up hop => factory.Ancestor(hop.From, leaf),
                Hop.One hop => factory.Exists(hop.From, hop.Rows, leaf),
                _ => throw new InvalidOperationException(),
            };
        }

        return leaf;
    }
}
