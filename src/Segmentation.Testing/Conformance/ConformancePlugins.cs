namespace Segmentation.Testing;

/// <summary>What conformance cases of a plug-in package use beyond the model and the commerce vocabulary. Immutable.</summary>
public sealed record ConformancePlugins
{
    /// <summary>Nothing.</summary>
    public static ConformancePlugins None { get; } = new();

    /// <summary>The condition types and operators.</summary>
    public ConditionLanguage Language { get; init; } = ConditionLanguage.BuiltIn;

    /// <summary>Adds attributes to the commerce schema; by default none.</summary>
    public Func<SegmentSchema, SegmentSchema> Extend { get; init; } = static schema => schema;

    /// <summary>Who answers external conditions when <see cref="ColumnEngine"/> evaluates.</summary>
    public ExternalAnswers External { get; init; } = ExternalAnswers.None;

    /// <summary>The same for the oracle: whether a customer, by the key as it was read, satisfies an external condition.</summary>
    public Func<ExternalCondition, string, bool> Answer { get; init; } =
        static (condition, _) => throw new InvalidOperationException($"Nobody says who satisfies {condition}.");
}
