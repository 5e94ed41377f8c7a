namespace Segmentation.Cli.Explain;

/// <summary>A way to write an explanation.</summary>
/// <param name="Name">The name that <c>--format</c> takes.</param>
/// <param name="Write">The explanation as text that ends with a line break.</param>
internal sealed record ExplanationFormat(string Name, Func<Explanation, string> Write)
{
    /// <summary>All formats; the first is the default.</summary>
    public static IReadOnlyList<ExplanationFormat> All { get; } = [new("text", e => e.ToText()), new("json", e => e.ToJson())];

    /// <summary>Their names, as messages list them.</summary>
    public static string Names => string.Join(", ", All.Select(f => f.Name));

    /// <summary>The format of that name, or null.</summary>
    public static ExplanationFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
