using System.Reflection;

namespace Segmentation.Testing;

/// <summary>The cases of the conformance suite that ship with this package.</summary>
public static class ConformanceCases
{
    private const string Folder = "Cases/";

    private static readonly Lazy<IReadOnlyList<ConformanceCase>> Shipped = new(LoadShipped);

    /// <summary>All cases, by file name and then in the order of the file. Read once.</summary>
    public static IReadOnlyList<ConformanceCase> All => Shipped.Value;

    /// <summary>Reads the cases of a file.</summary>
    /// <param name="json">A JSON array of cases.</param>
    /// <exception cref="FormatException">A case is incomplete or says something that no case can say.</exception>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static IReadOnlyList<ConformanceCase> Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConformanceCaseReader.Read(json, "cases");
    }

    private static List<ConformanceCase> LoadShipped()
    {
        Assembly assembly = typeof(ConformanceCases).Assembly;
        List<ConformanceCase> cases = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            cases.AddRange(ConformanceCaseReader.Read(reader.ReadToEnd(), name[Folder.Length..]));
        }

        return cases;
    }
}
