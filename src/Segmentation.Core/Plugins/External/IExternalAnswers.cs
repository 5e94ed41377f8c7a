namespace Segmentation;

/// <summary>The host's side of an external condition. Evaluations may call it at the same time.</summary>
/// <typeparam name="T">The condition type it answers for.</typeparam>
public interface IExternalAnswers<T>
    where T : ExternalCondition
{
    /// <summary>Says which of the customers satisfy the condition.</summary>
    /// <param name="question">The condition, the customers and the instant.</param>
    /// <param name="ct">Cancelled with the evaluation, and when the time for the answer is over.</param>
    /// <returns>Those of the customers asked about who do; the others do not. A customer who was not asked about makes the answer void.</returns>
    ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<T> question, CancellationToken ct);
}

/// <summary>What a host is asked about an external condition.</summary>
/// <typeparam name="T">The condition type.</typeparam>
public readonly struct ExternalQuestion<T>
    where T : ExternalCondition
{
    internal ExternalQuestion(T condition, IReadOnlyList<SubjectKey> customers, DateTimeOffset asOf)
    {
        Condition = condition;
        Customers = customers;
        AsOf = asOf;
    }

    /// <summary>The condition with its settings.</summary>
    public T Condition { get; }

    /// <summary>The customers to decide on, at least one, each once, in key order.</summary>
    public IReadOnlyList<SubjectKey> Customers { get; }

    /// <summary>The instant of the evaluation, which the answer should be as of.</summary>
    public DateTimeOffset AsOf { get; }
}
