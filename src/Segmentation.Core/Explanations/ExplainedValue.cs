namespace Segmentation;

/// <summary>A value that a test met. Immutable.</summary>
/// <param name="Type">The value's type.</param>
/// <param name="Value">
/// The value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/> (UTC), or a list of strings for a set; null when it is missing. Averages and elapsed times
/// are decimals, rounded half-even to 10 places; an elapsed time is in its unit. A number beyond the range of its type is a
/// <see cref="System.Numerics.BigInteger"/>, rounded to a whole one.
/// </param>
/// <param name="Text">The value for people, an elapsed time with its unit; <c>missing</c> when it is.</param>
public sealed record ExplainedValue(AttributeType Type, object? Value, string Text);

/// <summary>Rows behind a customer that a test was made on. Immutable.</summary>
/// <param name="Entity">The name of the rows' entity.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Satisfying">How many of them satisfy the test; of a figure, how many count for it.</param>
/// <param name="Examples">A few of the rows: of a question about rows those that decide it, below it the same ones.</param>
public sealed record ExplainedRows(string Entity, int Count, int Satisfying, IReadOnlyList<ExplainedRow> Examples);

/// <summary>A row behind a customer. Immutable.</summary>
/// <param name="Key">The row's key as it was read; null where the source gives none.</param>
/// <param name="Satisfies">Whether it satisfies the test.</param>
/// <param name="Value">The row's value, of a test that compares one; else null.</param>
public sealed record ExplainedRow(string? Key, bool Satisfies, ExplainedValue? Value);

/// <summary>A test whose outcome the answer hangs on. Immutable.</summary>
/// <param name="Places">Where the test is asked; it is the same test at all of them, at some perhaps its opposite. At least one.</param>
public sealed record DecisiveTest(IReadOnlyList<DecisivePlace> Places);

/// <summary>A place where a decisive test is asked. Immutable.</summary>
/// <param name="Path">As in <see cref="ExplanationNode.Path"/>.</param>
/// <param name="Test">The test for people.</param>
/// <param name="Holds">Whether it holds, as it is asked there.</param>
public sealed record DecisivePlace(string Path, string Test, bool Holds);
