using Segmentation.Files;

namespace Segmentation.Cli.Engines;

/// <summary>Evaluates over the loaded columns themselves.</summary>
internal sealed class MemoryEngine : IEngine
{
    public string Name => "memory";

    public bool TakesConnection => false;

    public ValueTask<ISegmentSource> LoadAsync(DataDirectory data, string? connection, CancellationToken ct) => new(data);
}
