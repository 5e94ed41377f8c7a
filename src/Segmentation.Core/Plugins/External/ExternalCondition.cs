namespace Segmentation;

/// <summary>
/// A condition type that the host answers, a batch of customers at a time: what no row of the source says. Only an
/// evaluation asks, and only for customers whom the other conditions leave undecided. It is asked of the customer, not of a row. Register it
/// with <see cref="ConditionLanguageBuilder.AddExternal{T}"/>, and who answers with <see cref="ExternalAnswers"/>.
/// </summary>
public abstract record ExternalCondition : CustomCondition
{
    /// <summary>For records with settings of their own.</summary>
    protected ExternalCondition()
    {
    }
}
