namespace Segmentation;

/// <summary>
/// Stands where a condition could not be read, so that the paths of its neighbours stay right and they can be checked
/// too. Its own problem has been reported.
/// </summary>
internal sealed record InvalidCondition : Condition
{
    private InvalidCondition()
    {
    }

    public static InvalidCondition Instance { get; } = new();
}
