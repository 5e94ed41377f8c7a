using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    private readonly HashSet<(SchemaEntity Entity, string Name)> _resolving = [];

    /// <summary>The value of an attribute on the rows of a domain; null with a problem.</summary>
    private BoundValue? BindAttribute(SchemaAttribute attribute, DomainNode domain, string zone, string path)
    {
        if (attribute.Computation is null)
        {
            return new BoundValue(factory.Column(domain, attribute), attribute.Type)
            {
                IsCaseSensitive = attribute.IsCaseSensitive,
                Choices = attribute.Choices,
                Hierarchy = attribute.Hierarchy is null ? null : BindHierarchy(attribute, path),
            };
        }

        if (!_resolving.Add((domain.Entity, attribute.Name)))
        {
            Refuse(path, "schema.cycle", $"'{domain.Entity.Name}.{attribute.Name}' is computed from itself.");
            return null;
        }

        BoundValue? value = BindApart(() => Compute(attribute.Computation, new Context(domain, domain, zone, 1, IsWhere: true), path));
        _resolving.Remove((domain.Entity, attribute.Name));
        if (value is null)
            return null;
        if (!Fits(value.Type, attribute.Type))
        {
            Refuse(path, "schema.type", $"'{attribute.Name}' is declared as {Words.Of(attribute.Type)}, but what it is computed from is of type {Words.Of(value.Type)}.");
            return null;
        }

        return value with { Type = attribute.Type, Choices = attribute.Choices ?? value.Choices };
    }

    /// <summary>Binds what belongs to the schema, so that it is no part of the condition that asks for it and counts for none of its limits.</summary>
    private T BindApart<T>(Func<T> bind)
    {
        BoundCondition? parent = _parent;
        int nodes = _nodes;
        _parent = null;
        T bound = bind();
        _parent = parent;
        _nodes = nodes;
        return bound;
    }

    private static bool Fits(AttributeType computed, AttributeType declared) => computed == declared
        || (computed, declared) is (AttributeType.Integer, AttributeType.Decimal)
            or (AttributeType.Text, AttributeType.Choice) or (AttributeType.Choice, AttributeType.Text);

    private HierarchyNode? BindHierarchy(SchemaAttribute attribute, string path)
    {
        SchemaEntity? tree = schema.FindEntity(attribute.Hierarchy!);
        ReferenceRelation[] parents = tree is null ? [] : [.. tree.Relations.OfType<ReferenceRelation>().Where(r => r.Target == tree.Name)];
        if (parents.Length != 1)
        {
            Refuse(path, "schema.hierarchy", $"The values of '{attribute.Name}' form the tree '{attribute.Hierarchy}', which must be an entity with one reference to itself.");
            return null;
        }

        SharedDomain rows = factory.Shared(tree!);
        ValueNode? names = tree!.FindAttribute("name") is { Type: AttributeType.Text or AttributeType.Choice, Computation: null } name
            ? factory.Column(rows, name)
            : null;
        return new HierarchyNode(rows, parents[0], names);
    }

    private BoundValue? Compute(Computation computation, Context context, string path) => computation switch
    {
        Computation.Attribute attribute => ResolveAttribute(attribute.Path, context, path) is { } value ? Lift(value) : null,
        Computation.Aggregate aggregate => ComputeAggregate(aggregate, context, path),
        Computation.Add add => ComputeArithmetic(Arithmetic.Add, add.Left, add.Right, context, path),
        Computation.Subtract subtract => ComputeArithmetic(Arithmetic.Subtract, subtract.Left, subtract.Right, context, path),
        Computation.Multiply multiply => ComputeArithmetic(Arithmetic.Multiply, multiply.Left, multiply.Right, context, path),
        Computation.Latest latest => ComputeChoice(greatest: true, latest.Of, context, path),
        Computation.FirstPresent first => ComputeChoice(greatest: false, first.Of, context, path),
        Computation.NotAfterAsOf past => ComputeOf(past.Of, context, path, AttributeType.Instant) is { } instant
            ? instant with { Node = factory.NotAfterAsOf(instant.Node) }
            : null,
        Computation.Elapsed elapsed => ComputeOf(elapsed.Since, context, path, AttributeType.Instant) is { } since
            ? new BoundValue(factory.NotAfterAsOf(since.Node), AttributeType.Elapsed) { Unit = elapsed.Unit }
            : null,
        Computation.Join join => ComputeJoin(join, context, path),
        Computation.Exists exists => ComputeExists(exists, context, path),
        Computation.DaysUntilAnniversary days => ComputeAnniversary(days.Of, false, days.LeapDay, context, path),
        Computation.CompletedYears years => ComputeAnniversary(years.Of, true, years.LeapDay, context, path),
        Computation.MeanDaysBetween mean => ComputeMeanDays(mean, context, path),
        _ => throw new InvalidOperationException($"The computation {computation.GetType().Name} is unknown."),
    };

    /// <summary>A part of a computation that must be of one of the types.</summary>
    private BoundValue? ComputeOf(Computation computation, Context context, string path, params ReadOnlySpan<AttributeType> types)
    {
        if (Compute(computation, context, path) is not { } value)
            return null;
        if (types.Contains(value.Type))
            return value;
        Refuse(path, "schema.type", $"The computation needs a value of type {Words.Of(types[0])}, and this one is of type {Words.Of(value.Type)}.");
        return null;
    }

    private BoundValue? ComputeAggregate(Computation.Aggregate aggregate, Context context, string path)
    {
        if (ResolveRelation(aggregate.Relation, context, path) is not { } rows)
            return null;
        PredicateNode? where = BindWhere(aggregate.Where, rows, context, path);
        BoundValue? of = aggregate.Of is null ? null : Compute(aggregate.Of, context with { Domain = rows }, path);
        return aggregate.Of is not null && of is null ? null : Aggregate(context.Domain, rows, aggregate.Function, of, where, path);
    }

    private BoundValue? ComputeArithmetic(Arithmetic operation, Computation left, Computation right, Context context, string path)
    {
        BoundValue? l = ComputeOf(left, context, path, AttributeType.Decimal, AttributeType.Integer);
        BoundValue? r = ComputeOf(right, context, path, AttributeType.Decimal, AttributeType.Integer);
        if (l is null || r is null)
            return null;
        if (l.IsQuotient || r.IsQuotient)
        {
            Refuse(path, "schema.type", "An average has no exact value of its own; compute with its sum and count.");
            return null;
        }

        AttributeType type = l.Type == AttributeType.Integer && r.Type == AttributeType.Integer ? AttributeType.Integer : AttributeType.Decimal;
        return new BoundValue(factory.Arithmetic(operation, l.Node, r.Node), type);
    }

    private BoundValue? ComputeChoice(bool greatest, IReadOnlyList<Computation> of, Context context, string path)
    {
        BoundValue?[] values = [.. of.Select(c => Compute(c, context, path))];
        if (values.Length == 0 || values.Contains(null))
            return null;
        BoundValue first = values[0]!;
        bool ordered = first.Type is AttributeType.Integer or AttributeType.Decimal or AttributeType.Date or AttributeType.Instant;
        bool same = values.All(v => v!.Type == first.Type && !v.IsQuotient);
        if (same && (ordered || (!greatest && first.Type is AttributeType.Boolean or AttributeType.Text or AttributeType.Choice)))
            return first with { Node = factory.ChoiceOf(greatest, [.. values.Select(v => v!.Node)]), Choices = null };
        Refuse(path, "schema.type", $"The computation needs values of one {(greatest ? "ordered " : "")}type, and none of them an average.");
        return null;
    }

    private BoundValue? ComputeJoin(Computation.Join join, Context context, string path)
    {
        BoundValue?[] parts = [.. join.Of.Select(c => ComputeOf(c, context, path, AttributeType.Text, AttributeType.Choice))];
        return parts.Length == 0 || parts.Contains(null)
            ? null
            : new BoundValue(factory.Join(join.Separator, [.. parts.Select(p => p!.Node)]), AttributeType.Text);
    }

    private BoundValue? ComputeExists(Computation.Exists exists, Context context, string path)
    {
        if (ResolveRelation(exists.Relation, context, path) is not { } rows)
            return null;
        PredicateNode? where = BindWhere(exists.Where, rows, context, path);
        return new BoundValue(factory.Truth(factory.Exists(context.Domain, rows, where)), AttributeType.Boolean);
    }

    private BoundValue? ComputeAnniversary(Computation of, bool completedYears, LeapDayRule leapDay, Context context, string path) =>
        ComputeOf(of, context, path, AttributeType.Date) is { } date
            ? new BoundValue(
                factory.Anniversary(date.Node, completedYears, leapDay, new TimeTerm.Today(0, DateUnit.Days, context.Zone)), AttributeType.Integer)
            : null;

    private BoundValue? ComputeMeanDays(Computation.MeanDaysBetween mean, Context context, string path)
    {
        if (ResolveRelation(mean.Relation, context, path) is not { } rows)
            return null;
        PredicateNode? where = BindWhere(mean.Where, rows, context, path);
        return ComputeOf(mean.Of, context with { Domain = rows }, path, AttributeType.Instant) is { } of
            ? new BoundValue(factory.MeanDays(context.Domain, rows, of.Node, where), AttributeType.Decimal) { IsQuotient = true }
            : null;
    }
}
