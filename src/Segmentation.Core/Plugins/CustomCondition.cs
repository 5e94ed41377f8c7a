namespace Segmentation;

/// <summary>
/// A condition that an integrator adds: a sealed record with a <see cref="ConditionTypeAttribute"/> whose constructor
/// parameters are its settings. Derive from <see cref="ConditionPlugin"/> or <see cref="ExternalCondition"/>.
/// </summary>
public abstract record CustomCondition : Condition
{
    private protected CustomCondition()
    {
    }

    /// <summary>What is wrong with the settings; none by default. Asked when a set is bound. Must be a pure function of the settings.</summary>
    /// <returns>Problems whose path is the setting's name, such as <c>nameof(Within)</c>, and empty for the whole; the binder
    /// puts the condition's own path before it.</returns>
    public virtual IEnumerable<Problem> Validate() => [];
}
