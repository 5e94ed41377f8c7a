using Segmentation.Files;

namespace Segmentation.Cli.Engines;

/// <summary>Evaluates over the loaded columns themselves.</summary>
internal sealed class MemoryEngine : IEngine
{
    public string Name => "memory";

    public ConnectionUse Connection => ConnectionUse.None;

    public ValueTask<EngineSource> LoadAsync(DataDirectory data, string? connection, Action<string> status, CancellationToken ct) =>
        new(new EngineSource(data));
}
