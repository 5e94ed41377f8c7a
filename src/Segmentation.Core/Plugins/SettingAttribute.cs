namespace Segmentation;

/// <summary>What editors show of a setting; put it on the parameter of the record's constructor.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>The name for people, in English; null to make one of the name in JSON.</summary>
    public string? Label { get; init; }

    /// <summary>What it is for, in a sentence, in English; null for nothing.</summary>
    public string? Help { get; init; }
}
