namespace Segmentation;

/// <summary>
/// A condition type that stands for other conditions. It works wherever they do: in every engine, in a <c>where</c>, in
/// queries. Register it with <see cref="ConditionLanguageBuilder.AddCondition{T}"/>.
/// </summary>
public abstract record ConditionPlugin : CustomCondition
{
    /// <summary>For records with settings of their own.</summary>
    protected ConditionPlugin()
    {
    }

    /// <summary>
    /// What it stands for. Called when a set is bound, with settings that <see cref="CustomCondition.Validate"/> had nothing
    /// against. Must be a pure function of the settings: the same settings always give equal conditions.
    /// </summary>
    /// <param name="c">Makes conditions.</param>
    /// <returns>A condition; other plug-ins may be part of it, but not this one with the same settings.</returns>
    public abstract Condition Expand(ConditionBuilder c);
}
