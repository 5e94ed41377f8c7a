namespace Segmentation;

/// <summary>Stands where a value could not be read, so that the rest can be checked. Its own problem has been reported.</summary>
internal sealed record InvalidOperand : Operand
{
    private InvalidOperand()
    {
    }

    public static InvalidOperand Instance { get; } = new();
}
