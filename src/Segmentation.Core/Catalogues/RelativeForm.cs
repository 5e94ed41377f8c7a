namespace Segmentation;

/// <summary>A way to write a value that gets its meaning only from the evaluation or from the row.</summary>
public enum RelativeForm
{
    /// <summary>A duration before as-of: <see cref="Operand.Ago"/>.</summary>
    Ago,

    /// <summary>A duration after as-of: <see cref="Operand.Ahead"/>.</summary>
    Ahead,

    /// <summary>The start of a calendar period: <see cref="Operand.StartOf"/>.</summary>
    StartOf,

    /// <summary>A day counted from today: <see cref="Operand.Today"/>.</summary>
    Today,

    /// <summary>Another number of the same row, scaled: <see cref="Operand.Attribute"/>.</summary>
    Attribute,
}
