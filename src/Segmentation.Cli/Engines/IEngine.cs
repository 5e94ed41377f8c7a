using Segmentation.Files;

namespace Segmentation.Cli.Engines;

/// <summary>A way to hold a data directory's rows while segments are evaluated over them. Every engine gives the same members.</summary>
internal interface IEngine
{
    /// <summary>The name that <c>--engine</c> takes.</summary>
    string Name { get; }

    /// <summary>What <c>--connection</c> means to it.</summary>
    ConnectionUse Connection { get; }

    /// <summary>Makes the data ready to be evaluated over.</summary>
    /// <param name="data">The data, loaded and checked.</param>
    /// <param name="connection">The connection string; null where none was given.</param>
    /// <param name="status">Takes what is being done.</param>
    /// <param name="ct">Cancels the loading.</param>
    /// <exception cref="Input.BadInputException">The connection cannot be used.</exception>
    ValueTask<EngineSource> LoadAsync(DataDirectory data, string? connection, Action<string> status, CancellationToken ct);
}

/// <summary>Whether an engine connects to something.</summary>
internal enum ConnectionUse
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It connects to what is given, or makes do without.</summary>
    Optional,

    /// <summary>It does not work without.</summary>
    Required,
}
