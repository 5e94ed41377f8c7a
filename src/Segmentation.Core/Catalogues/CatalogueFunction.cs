namespace Segmentation;

/// <summary>An aggregate function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Help">A sentence that explains it; null when there is none.</param>
/// <param name="Results">The types it can be taken of, each with the type of the figure, whose operators the comparison has.</param>
public sealed record CatalogueFunction(AggregateFunction Function, string Label, string? Help, IReadOnlyList<CatalogueFunctionResult> Results);

/// <summary>The type that a function gives.</summary>
/// <param name="Of">The type of the attribute; null for a function that counts rows and takes no attribute.</param>
/// <param name="Type">The type of the figure.</param>
public sealed record CatalogueFunctionResult(AttributeType? Of, AttributeType Type);
