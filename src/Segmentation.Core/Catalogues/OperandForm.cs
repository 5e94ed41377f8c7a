namespace Segmentation;

/// <summary>What an operator compares with.</summary>
public enum OperandForm
{
    /// <summary>Nothing: there is no <c>value</c>.</summary>
    None,

    /// <summary>One value.</summary>
    One,

    /// <summary>An array of one value or more.</summary>
    List,

    /// <summary>An array of two values, the lower bound first.</summary>
    Bounds,
}
