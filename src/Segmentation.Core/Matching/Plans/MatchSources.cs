namespace Segmentation.Matching;

/// <summary>Where a matcher finds what is behind a customer: the maps, the rows that were given, the host's stored answers. Immutable.</summary>
/// <param name="Entities">What has been compiled for the maps.</param>
/// <param name="Subject">The customer's map.</param>
/// <param name="Known">The rows that were given, by the name of their entity.</param>
/// <param name="Answers">The stored answers to external conditions; null when there are none.</param>
internal sealed record MatchSources(
    MappedEntities Entities, MappedEntity Subject, IReadOnlyDictionary<string, KnownRows> Known, IStoredAnswers? Answers);

/// <summary>Why a segment cannot be matched with what there is; collected over all segments.</summary>
internal sealed class MatchRefusal(string message) : Exception(message);
