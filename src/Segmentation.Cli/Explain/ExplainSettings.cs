using Segmentation.Cli.Input;

namespace Segmentation.Cli.Explain;

/// <summary>What one run of <c>segments explain</c> is asked to do.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Segment">The segment's id.</param>
/// <param name="Customer">The customer's key as it was written.</param>
/// <param name="Format">How to write the explanation.</param>
internal sealed record ExplainSettings(InputSettings Input, string Segment, string Customer, ExplanationFormat Format);
