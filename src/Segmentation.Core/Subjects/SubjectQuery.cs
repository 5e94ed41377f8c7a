using Segmentation.Binding;
using Segmentation.Predicates;
using Segmentation.Subjects;

namespace Segmentation;

/// <summary>
/// What is asked about subjects: values to show, and a condition they satisfy, bound to a schema. Free of any instant;
/// immutable and safe for concurrent use.
/// </summary>
public sealed class SubjectQuery
{
    private SubjectQuery(SegmentSchema schema, IReadOnlyList<(BoundColumn Column, BoundValue Value)> columns, PredicateNode? filter, SubjectBinder binder)
    {
        Schema = schema;
        Columns = [.. columns.Select(c => c.Column)];
        Values = [.. columns.Select(c => c.Value)];
        Filter = filter;
        Plan = binder.Plan(filter is null ? [] : [filter], Values);
    }

    /// <summary>The schema that paths and conditions are bound to.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>The columns, in the order of <see cref="SubjectRow.Values"/>.</summary>
    public IReadOnlyList<BoundColumn> Columns { get; }

    internal IReadOnlyList<BoundValue> Values { get; }

    internal PredicateNode? Filter { get; }

    internal EvaluationPlan Plan { get; }

    /// <summary>Binds a query. Cost grows with the number of columns and conditions.</summary>
    /// <param name="schema">What paths and conditions speak of.</param>
    /// <param name="columns">What is shown; may be empty.</param>
    /// <param name="filter">What subjects must satisfy, without segments; null for all of them.</param>
    /// <param name="options">Limits, the time zone of calendar days, and the condition types and operators there are; null for the default ones.</param>
    /// <exception cref="SegmentDefinitionException">
    /// A path or a condition is wrong; every problem is listed, at <c>columns[0]</c> or <c>filter.conditions[0].attribute</c>.
    /// </exception>
    public static SubjectQuery Bind(
        SegmentSchema schema, IReadOnlyList<SubjectColumn> columns, Condition? filter = null, BindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Bind(schema, [], SegmentLists.Empty, options ?? new BindOptions(), columns, filter);
    }

    /// <summary>Binds a query whose filter may refer to segments; limits and defaults are those of the set.</summary>
    /// <param name="segments">The segments that the filter may refer to, by their rules now and not by stored members.</param>
    /// <param name="columns">What is shown; may be empty.</param>
    /// <param name="filter">What subjects must satisfy; null for all of them.</param>
    /// <exception cref="SegmentDefinitionException">A path or a condition is wrong; every problem is listed.</exception>
    public static SubjectQuery Bind(SegmentSet segments, IReadOnlyList<SubjectColumn> columns, Condition? filter = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Bind(segments.Schema, segments.Segments, segments.Lists, segments.Options, columns, filter);
    }

    private static SubjectQuery Bind(
        SegmentSchema schema, IReadOnlyList<Segment> segments, SegmentLists lists, BindOptions options, IReadOnlyList<SubjectColumn> columns, Condition? filter)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var binder = new SubjectBinder(schema, segments, lists, options);
        IReadOnlyList<(BoundColumn, BoundValue)> bound = binder.Bind(columns);
        PredicateNode? predicate = binder.Bind(filter);
        binder.Require();
        return new SubjectQuery(schema, bound, predicate, binder);
    }
}
