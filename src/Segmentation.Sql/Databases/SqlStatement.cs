namespace Segmentation.Sql;

/// <summary>One statement: its text, in which no value stands, and the values of its parameters in order. Immutable.</summary>
/// <param name="Text">The text; the parameters are named as <see cref="SqlDialect.Parameter"/> names them, from 0.</param>
/// <param name="Parameters">The values, of types that any driver takes.</param>
public sealed record SqlStatement(string Text, IReadOnlyList<object> Parameters)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
