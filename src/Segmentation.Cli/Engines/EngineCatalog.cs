using Segmentation.Cli.Databases;

namespace Segmentation.Cli.Engines;

/// <summary>The engines that this build of the tool has.</summary>
internal static class EngineCatalog
{
    /// <summary>All engines; the first is the default.</summary>
    public static IReadOnlyList<IEngine> All { get; } = [new MemoryEngine(), .. DatabaseKind.All.Select(k => new DatabaseEngine(k)), new EntityFrameworkEngine()];

    /// <summary>Their names, as help and messages list them.</summary>
    public static string Names => string.Join(", ", All.Select(e => e.Name));

    /// <summary>The engine of that name, or null.</summary>
    public static IEngine? Find(string name) => All.FirstOrDefault(e => e.Name == name);
}
