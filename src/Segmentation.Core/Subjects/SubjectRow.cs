namespace Segmentation;

/// <summary>A subject with the values that were asked for. Immutable.</summary>
/// <param name="Key">The subject's key as it was read.</param>
/// <param name="Values">
/// A value for each column of the query, in that order: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>,
/// <see cref="bool"/>, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> (UTC), or a list of strings for a set; null where
/// it is missing. Averages and elapsed times are decimals, rounded half-even to 10 places; an elapsed time is in its unit.
/// A number beyond the range of its type is a <see cref="System.Numerics.BigInteger"/>, rounded to a whole one.
/// </param>
public sealed record SubjectRow(SubjectKey Key, IReadOnlyList<object?> Values);

/// <summary>Some subjects in key order. Immutable.</summary>
/// <param name="Rows">The subjects.</param>
/// <param name="Next">What to ask for the next page with, as <see cref="SubjectReadOptions.After"/>; null when there is none.</param>
public sealed record SubjectPage(IReadOnlyList<SubjectRow> Rows, SubjectKey? Next);
