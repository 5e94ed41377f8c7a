using Segmentation.Files;

namespace Segmentation.Cli.Engines;

/// <summary>A way to hold a data directory's rows while segments are evaluated over them. Every engine gives the same members.</summary>
internal interface IEngine
{
    /// <summary>The name that <c>--engine</c> takes.</summary>
    string Name { get; }

    /// <summary>Whether <c>--connection</c> means anything to it.</summary>
    bool TakesConnection { get; }

    /// <summary>Makes the data ready to be evaluated over.</summary>
    /// <param name="data">The data, loaded and checked.</param>
    /// <param name="connection">The connection string; null where none was given.</param>
    /// <param name="ct">Cancels the loading.</param>
    ValueTask<ISegmentSource> LoadAsync(DataDirectory data, string? connection, CancellationToken ct);
}
