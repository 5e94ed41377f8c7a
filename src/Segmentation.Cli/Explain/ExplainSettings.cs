namespace Segmentation.Cli.Explain;

/// <summary>What one run of <c>segments explain</c> is asked to do.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Customer">The customer's key as it was written.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Format">How to write the explanation.</param>
internal sealed record ExplainSettings(string Segment, string Customer, DateTimeOffset AsOf, ExplanationFormat Format);

/// <summary>Explains over files or a database.</summary>
/// <param name="settings">What.</param>
/// <param name="status">Takes what is being done.</param>
/// <param name="ct">Cancels it.</param>
internal delegate Task<Explanation> ExplainSource(ExplainSettings settings, Action<string> status, CancellationToken ct);
