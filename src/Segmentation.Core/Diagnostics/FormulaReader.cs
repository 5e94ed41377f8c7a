using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Turns predicates into formulas, each once. Not safe for concurrent use.</summary>
internal sealed class FormulaReader
{
    private readonly Dictionary<PredicateNode, Formula> _known = [];

    /// <summary>What holds exactly when the predicate does; true for a null one.</summary>
    public Formula Of(PredicateNode? predicate)
    {
        if (predicate is null)
            return Formula.True;
        if (!_known.TryGetValue(predicate, out Formula? formula))
            _known.Add(predicate, formula = Read(predicate));
        return formula;
    }

    /// <summary>Whether one of the rows below a row satisfies a formula; every domain between is a step of its own.</summary>
    public static Formula Some(DomainNode domain, DomainNode rows, Formula where)
    {
        Formula formula = where;
        for (DomainNode at = rows; at != domain; at = at.Parent!)
            formula = Step(at, CountOf(at), formula);
        return formula;
    }

    /// <summary>Whether there is at most one of the rows below a row.</summary>
    public static bool IsAtMostOne(DomainNode domain, DomainNode rows)
    {
        for (DomainNode at = rows; at != domain; at = at.Parent!)
        {
            if (CountOf(at) == RowCount.Any)
                return false;
        }

        return true;
    }

    /// <summary>The same test of another value; null when the test is of no known kind.</summary>
    public static PredicateNode? Retarget(PredicateNode test, ValueNode value) => test switch
    {
        PresentNode => new PresentNode(-1, value),
        RangeNode range => new RangeNode(-1, value, range.Range),
        NumberInNode list => new NumberInNode(-1, value, list.List),
        TextNode text => new TextNode(-1, value, text.Test, text.Literals, text.IsCaseSensitive),
        SetNode set => new SetNode(-1, value, set.All, set.Literals, set.IsCaseSensitive, set.Hierarchy),
        _ => null,
    };

    private Formula Read(PredicateNode predicate) => predicate switch
    {
        ConstantNode constant => Formula.Of(constant.Value),
        NotNode not => Of(not.Predicate).Negated(),
        GroupNode group => Formula.Group(group.All, group.Children.Select(Of)),
        ExistsNode exists => Some(exists.Domain, exists.Rows, Of(exists.Where)),
        ReferredNode referred => Step((referred.Relation, referred.Predicate.Domain), RowCount.AtMostOne, Of(referred.Predicate)),
        AncestorNode ancestor => Step(ancestor.Predicate.Domain, RowCount.One, Of(ancestor.Predicate)),
        ValueLeaf leaf => Test(leaf, leaf.Value),
        _ => new Formula.Leaf(predicate, true),
    };

    // A test is false where its value is missing; so, a test of another row's value is a test on that row.
    private Formula Test(PredicateNode test, ValueNode value)
    {
        switch (value)
        {
            case TruthNode truth:
                return OfTruth(test, Of(truth.Predicate));
            case OneValueNode one when Retarget(test, one.Value) is { } moved:
                return Step(one.Value.Domain, RowCount.AtMostOne, Test(moved, one.Value));
            case ReferredValueNode referred when Retarget(test, referred.Value) is { } moved:
                return Step((referred.Relation, referred.Value.Domain), RowCount.AtMostOne, Test(moved, referred.Value));
            case AncestorValueNode ancestor when Retarget(test, ancestor.Value) is { } moved:
                return Step(ancestor.Value.Domain, RowCount.One, Test(moved, ancestor.Value));
            default:
                return new Formula.Leaf(test, true);
        }
    }

    private static Formula OfTruth(PredicateNode test, Formula truth)
    {
        switch (test)
        {
            case PresentNode:
                return Formula.True;
            case RangeNode { Range: { Low: null or { Term: null }, High: null or { Term: null } } range }:
                return Choose(number => NumberSet.Of(range).Has(number));
            case NumberInNode list:
                return Choose(number => list.List.Contains(number));
            default:
                return new Formula.Leaf(test, true);
        }

        Formula Choose(Func<Rational, bool> has) => (has(new Rational(1)), has(new Rational(0))) switch
        {
            (true, true) => Formula.True,
            (true, false) => truth,
            (false, true) => truth.Negated(),
            _ => Formula.False,
        };
    }

    private static Formula Step(object step, RowCount count, Formula where) => where switch
    {
        Formula.Truth { Value: false } => Formula.False,
        Formula.Truth when count == RowCount.One => Formula.True,
        _ => new Formula.Behind(step, count, where, true),
    };

    private static RowCount CountOf(DomainNode domain) => domain switch
    {
        OwnedDomain { Relation: not PartRelation } => RowCount.Any,
        AncestorDomain => RowCount.One,
        _ => RowCount.AtMostOne,
    };
}
