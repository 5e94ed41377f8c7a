using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;
using Segmentation.Sql;
using Segmentation.Time;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Turns a segment's membership into an expression over the host's rows, for one instant. What the database would not
/// answer exactly is refused; the rest is translated all the same, so that every refusal is reported. Every literal, list
/// and instant is a parameter. Each leaf says itself what it is for a missing value, so that nothing rests on how the
/// context treats nulls. For one translation.
/// </summary>
internal sealed partial class Translator
{
    private readonly ModelMap _map;
    private readonly Frame _frame;
    private readonly int _limit;
    private readonly List<(object Node, Refusal Refusal)> _refusals = [];
    private int _nodes;
    private int _rows;

    private Translator(ModelMap map, Frame frame, int limit)
    {
        _map = map;
        _frame = frame;
        _limit = limit;
    }

    /// <summary>Whether a row of the subject is a member.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="map">Where attributes and relations are.</param>
    /// <param name="row">The row.</param>
    /// <param name="limit">How many nodes the segment may have, those of segments that it refers to included.</param>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    public static Expression Membership(BoundSegment segment, DateTimeOffset asOf, ModelMap map, ParameterExpression row, int limit)
    {
        MappedRoot root = map.Roots[map.Schema.Subject.Name];
        var translator = new Translator(map, new Frame(asOf), limit);
        RowScope scope = RowScope.Of(segment.Membership.Domain, new MappedRow(row, root.Mapping, root.Type));
        Expression membership = translator.Translate(segment.Membership, scope);
        return translator._refusals.Count == 0
            ? membership
            : throw new CompositionRefusedException(segment.Definition.Id, RefusedConditions.Of(segment, translator._refusals, map.Provider.ToString()));
    }

    private Expression Translate(PredicateNode predicate, RowScope scope)
    {
        if (++_nodes == _limit + 1)
        {
            _refusals.Add((predicate, new Refusal("compose.size",
                $"the segment, with those that it refers to, has more than {_limit} conditions; refer to fewer, or raise the limit MaxComposedNodes")));
        }

        if (_nodes > _limit)
            return Logic.False;
        try
        {
            return predicate switch
            {
                ConstantNode constant => Logic.Constant(constant.Value),
                DatesNode dates => Term.Of(IsWithin(dates)),
                ListedNode listed => IsListed(listed, scope),
                PresentNode present => Test(present.Value, new Question.Present(), scope),
                RangeNode range => Test(range.Value, Ranged(range.Range), scope),
                NumberInNode list => Test(list.Value, new Question.OneOf(list.List), scope),
                TextNode text => Test(text.Value, new Question.Text(text.Test, text.Literals, text.IsCaseSensitive), scope),
                SetNode set => Test(set.Value, Asked(set), scope),
                CompareNode compare => Compare(compare, scope),
                ReferredNode referred => OnReferred(referred.Domain, referred.Relation, referred.Predicate.Domain, scope, inner => Translate(referred.Predicate, inner)),
                AncestorNode ancestor => Translate(ancestor.Predicate, scope),
                ExistsNode exists => Exists(PathTo(exists.Rows, exists.Domain), 0, exists.Where, scope),
                NotNode not => Logic.Not(Translate(not.Predicate, scope)),
                GroupNode group => Combine(group, scope),
                OperatorNode operation => throw new Refusal("compose.operator", $"the operator '{operation.Operator.Name}' runs the host's own code"),
                ExternalNode external => throw new Refusal("compose.external", $"'{external.Name}' is answered by the host"),
                _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown."),
            };
        }
        catch (Refusal refusal)
        {
            _refusals.Add((predicate, refusal));
            return Logic.False;
        }
    }

    private Expression Combine(GroupNode group, RowScope scope)
    {
        Expression[] parts = [.. group.Children.Select(child => Translate(child, scope))];
        return group.All ? Logic.All(parts) : Logic.Any(parts);
    }

    private bool IsWithin(DatesNode dates) =>
        (dates.StartsAt is null || dates.StartsAt <= _frame.AsOf) && (dates.ExpiresAt is null || _frame.AsOf < dates.ExpiresAt);

    private Question.Between Ranged(BoundRange range) => new(
        range.Low is { } low ? _frame.ValueOf(low) : null, range.LowIncluded,
        range.High is { } high ? _frame.ValueOf(high) : null, range.HighIncluded);

    private Question.Has Asked(SetNode set)
    {
        if (set.Hierarchy is { } tree && _map.Roots.ContainsKey(tree.Rows.Entity.Name))
            throw new Refusal("compose.tree", $"a value also stands for what lies below it in the tree of '{tree.Rows.Entity.Name}', however deep");
        return new Question.Has(set.Literals, set.All, set.IsCaseSensitive);
    }

    private Expression IsListed(ListedNode listed, RowScope scope)
    {
        MappedRow row = scope[listed.Domain];
        KeyMapping key = _map.KeyOf(row.Mapping, row.Type)!;
        Expression value = Substitution.Apply(key.Value, row.Row);
        if (_map.ValueOf(key.Value, row.Type).Stored is not { } stored || HasConverter(stored))
            throw new Refusal("compose.key", "the sticky lists name customers by a key that is computed or converted; map a key that is a column");
        SubjectKey[] keys = [.. listed.Keys.Select(k => SubjectKey.Parse(k, key.Kind)).OfType<SubjectKey>()];
        return key.Kind switch
        {
            KeyKind.Integer => new IntegerComparand(value).In([.. keys.Select(k => new Rational(k.Integer))]),
            KeyKind.Guid => Sequences.Contains(Term.List((Guid[])[.. keys.Select(k => k.Guid)]), value),
            _ => Sequences.Contains(Term.List((string[])[.. keys.Select(k => k.ToString())]), CodePointText(value, stored)),
        };
    }

    private ParameterExpression NewRow(Type type) => Expression.Parameter(type, $"r{_rows++}");
}
