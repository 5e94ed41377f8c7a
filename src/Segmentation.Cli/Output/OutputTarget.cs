using Segmentation.Cli.Input;

namespace Segmentation.Cli.Output;

/// <summary>Where members go: standard output, or a file that appears whole or not at all.</summary>
internal sealed class OutputTarget(string path, Stream standardOutput)
{
    /// <summary>The path that means standard output.</summary>
    public const string StandardOutput = "-";

    private bool IsFile => path != StandardOutput;

    /// <summary>What a person calls it.</summary>
    public string Name => IsFile ? path : "standard output";

    /// <summary>Finds what can be seen to be wrong before anything is written.</summary>
    /// <param name="inputs">The files that must not be overwritten; null for one that was not given.</param>
    /// <param name="data">The data directory, whose files must not be overwritten nor joined by another.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public void Check(IReadOnlyList<string?> inputs, string data, List<InputProblem> problems)
    {
        if (!IsFile)
            return;
        if (path.Length == 0)
            problems.Add(new("--output", "", "an empty name is no file; name a file, or - for standard output."));
        else if (Directory.Exists(path))
            problems.Add(new(path, "", "this is a directory; --output takes a file, or - for standard output."));
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            problems.Add(new(path, "", "its directory does not exist; make it first."));
        else if (inputs.Any(i => i is { Length: > 0 } && Path.GetFullPath(i) == Path.GetFullPath(path)))
            problems.Add(new(path, "", "this file is also read; name another one for the output."));
        else if (IsDataFile(data))
            problems.Add(new(path, "", $"every CSV file in {data} is data; name a place outside of it for the output."));
    }

    private bool IsDataFile(string data) => data.Length > 0
        && Path.GetDirectoryName(Path.GetFullPath(path)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))
        && (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes to it. A file is written beside its place and moved there when it is complete, or not at all.</summary>
    /// <param name="write">Writes the bytes.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            if (IsFile)
                WriteFile(write);
            else
                WriteStandardOutput(write);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(new InputProblem(Name, "", $"cannot be written: {unwritable.Message}"));
        }
    }

    private void WriteStandardOutput(Action<Stream> write)
    {
        write(standardOutput);
        standardOutput.Flush();
    }

    private void WriteFile(Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
