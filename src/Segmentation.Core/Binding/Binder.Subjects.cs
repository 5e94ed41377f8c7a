using Segmentation.Predicates;

namespace Segmentation.Binding;

/// <summary>What is asked of subjects outside any segment: values to show, and a condition to choose by.</summary>
internal sealed partial class Binder
{
    private Context OfSubject => new(factory.Subject(schema.Subject), factory.Subject(schema.Subject), options.TimeZone, 1, IsWhere: false);

    /// <summary>The value that a path leads to from the subject, named as conditions name it; null with a problem.</summary>
    public BoundValue? BindColumn(string text, string path) =>
        ResolveAttribute(text, OfSubject, path) is { } value ? Lift(value) : null;

    /// <summary>The entity that a path of relations leads to from the subject; null with a problem.</summary>
    public SchemaEntity? FindEntity(string relation, string path) => ResolveRelation(relation, OfSubject, path)?.Entity;

    /// <summary>A condition that subjects are chosen by; null with a problem.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="membership">Gives a segment's predicate by its id.</param>
    public PredicateNode? BindFilter(Condition filter, string path, Func<string, Reference> membership)
    {
        _nodes = 0;
        _membership = membership;
        PredicateNode? bound = Bind(filter, OfSubject, path);
        _membership = null;
        return bound;
    }
}
