namespace Segmentation.Cli.Engines;

/// <summary>What an engine holds; disposal removes what it made for that.</summary>
/// <param name="source">What segments are evaluated over.</param>
/// <param name="remove">Removes it; null for nothing.</param>
internal sealed class EngineSource(ISegmentSource source, Func<ValueTask>? remove = null) : IAsyncDisposable
{
    public ISegmentSource Source { get; } = source;

    public ValueTask DisposeAsync() => remove?.Invoke() ?? ValueTask.CompletedTask;
}
