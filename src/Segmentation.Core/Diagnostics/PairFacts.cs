using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>How one number is to compare with another, scaled one: which of less, equal and greater are left.</summary>
/// <param name="areSame">Whether it is compared with itself.</param>
internal sealed class PairFacts(bool areSame)
{
    private const int Less = 1;
    private const int Equal = 2;
    private const int Greater = 4;

    private int _left = areSame ? Equal : Less | Equal | Greater;
    private bool _isPresent;

    public void Add(Comparison comparison, bool holds)
    {
        int orders = comparison switch
        {
            Comparison.Equal => Equal,
            Comparison.Less => Less,
            Comparison.AtMost => Less | Equal,
            Comparison.Greater => Greater,
            _ => Greater | Equal,
        };
        _left &= holds ? orders : ~orders;
        _isPresent |= holds;
    }

    /// <summary>Whether an order is left, or one of the two may be missing, which answers every comparison with no.</summary>
    public bool ArePossible(ValueNode value, ValueNode other, Func<ValueNode, bool> isPresent) =>
        _left != 0 || !(_isPresent || (isPresent(value) && isPresent(other)));
}
