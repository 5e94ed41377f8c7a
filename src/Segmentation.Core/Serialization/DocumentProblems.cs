namespace Segmentation;

/// <summary>What is found wrong while one document is read, put into document order at the end.</summary>
internal sealed class DocumentProblems
{
    private readonly List<(int Order, Problem Problem)> _found = [];

    /// <summary>Reports a problem of a value.</summary>
    public void Add(JsonNode at, string code, string message) => _found.Add((at.Order, new Problem(at.Path, code, message)));

    /// <summary>Reports a problem of the whole document.</summary>
    public void Add(string code, string message) => _found.Add((-1, new Problem("", code, message)));

    /// <summary>Everything reported, by the place in the document; at one place, in the order of the reports.</summary>
    public IReadOnlyList<Problem> InDocumentOrder() => [.. _found.OrderBy(static f => f.Order).Select(static f => f.Problem)];
}
