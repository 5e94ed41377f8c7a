namespace Segmentation;

/// <summary>
/// What the host last answered to external conditions, as a store keeps it: live matching waits for nobody.
/// Implementations are safe for concurrent use and answer at once.
/// </summary>
public interface IStoredAnswers
{
    /// <summary>Whether the customer satisfied the condition when the host was asked last; false when it never was.</summary>
    /// <param name="condition">The condition with its settings.</param>
    /// <param name="customer">The customer's key.</param>
    bool Holds(ExternalCondition condition, SubjectKey customer);
}
