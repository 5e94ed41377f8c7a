using System.Globalization;

namespace Segmentation.Files;

/// <summary>A data directory was refused. Nothing of it was imported; <see cref="Problems"/> lists what is wrong.</summary>
public sealed class DataDirectoryException : Exception
{
    /// <summary>Creates the exception from at least one problem.</summary>
    /// <param name="problems">What was found wrong, by file and line.</param>
    /// <param name="unlisted">How many problems more there are than are listed.</param>
    public DataDirectoryException(IReadOnlyList<DataProblem> problems, long unlisted = 0)
        : base(Describe(problems, unlisted))
    {
        Problems = problems;
        Unlisted = unlisted;
    }

    /// <summary>What was found wrong, by file and line; at least one.</summary>
    public IReadOnlyList<DataProblem> Problems { get; }

    /// <summary>How many problems more there are than <see cref="Problems"/> lists.</summary>
    public long Unlisted { get; }

    private static string Describe(IReadOnlyList<DataProblem> problems, long unlisted)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string list = string.Join(Environment.NewLine, problems);
        return unlisted == 0 ? list : $"{list}{Environment.NewLine}and {unlisted.ToString("N0", CultureInfo.InvariantCulture)} more";
    }
}
