namespace Segmentation.Cli;

/// <summary>How the tool ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A failure of ours.</summary>
    public const int Failure = 1;

    /// <summary>Arguments, definitions or data that cannot be used; the problems are on standard error.</summary>
    public const int BadInput = 2;

    /// <summary>Interrupted, as shells write it: 128 and the number of SIGINT.</summary>
    public const int Canceled = 130;
}
