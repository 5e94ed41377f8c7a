namespace Segmentation.Predicates;

/// <summary>An evaluation that is about to be made.</summary>
/// <param name="Plan">What it will compute.</param>
/// <param name="AsOf">The instant.</param>
internal sealed record EvaluationAim(EvaluationPlan Plan, DateTimeOffset AsOf);
