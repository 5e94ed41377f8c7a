using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Tests that one value is to pass together. Each test is false where the value is missing, its negation true.</summary>
internal sealed class ValueFacts(ValueNode value, TimeOrder time)
{
    private readonly ValueTraits _traits = ValueTraits.Of(value);
    private readonly TextFacts _texts = new();
    private readonly SetFacts _sets = new();
    private OrderedFacts? _ordered;
    private bool _isMissing;
    private bool _isPresent;

    /// <summary>Whether the value cannot be missing any more.</summary>
    public bool IsPresent => _isPresent || !_traits.CanBeMissing;

    public void Add(ValueLeaf test, bool holds)
    {
        _isPresent |= holds;
        switch (test)
        {
            case PresentNode:
                _isMissing |= !holds;
                break;
            case RangeNode range:
                Ordered().Add(range.Range, holds);
                break;
            case NumberInNode list:
                Ordered().Add(list.List, holds);
                break;
            case TextNode text:
                _texts.Add(text, holds);
                break;
            case SetNode set:
                _sets.Add(set, holds);
                break;
        }
    }

    /// <summary>The value, being present, is not after as-of.</summary>
    public void AddUpToAsOf() =>
        Ordered().Add(new BoundRange(null, false, Bound.Of(new TimeTerm.Before(new Rational(0))), true), true);

    public bool ArePossible()
    {
        if (_isMissing)
            return !IsPresent;
        if (!IsPresent)
            return true;
        return (_ordered?.ArePossible() ?? true) && _texts.ArePossible() && _sets.ArePossible();
    }

    /// <summary>Whether a number may be this one.</summary>
    public bool MayBe(long number) => Ordered().MayBe(new Rational(number));

    /// <summary>Whether a number can be this one only.</summary>
    public bool IsOnly(long number) => Ordered().IsOnly(new Rational(number));

    private OrderedFacts Ordered() => _ordered ??= new OrderedFacts(_traits, time);
}
