namespace Segmentation.Cli.Output;

/// <summary>Hands progress on at once and in order, on the thread that reports it, where the framework's own posts it elsewhere.</summary>
internal sealed class Relay<T>(Action<T> handle) : IProgress<T>
{
    public void Report(T value) => handle(value);
}
