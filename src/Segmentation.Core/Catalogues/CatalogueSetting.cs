namespace Segmentation;

/// <summary>A setting of a condition type that an integrator added.</summary>
public sealed record CatalogueSetting
{
    internal CatalogueSetting()
    {
    }

    /// <summary>The property in JSON.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>A sentence that explains it; null when there is none.</summary>
    public required string? Help { get; init; }

    /// <summary>What it takes.</summary>
    public required SettingType Type { get; init; }

    /// <summary>Whether it takes a list of that.</summary>
    public required bool IsList { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Whether it may be null.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>What stands for it when it is left out; null also for none.</summary>
    public required object? Default { get; init; }

    /// <summary>The words of a choice, with labels; null for every other type.</summary>
    public required IReadOnlyList<CatalogueTerm>? Choices { get; init; }
}
