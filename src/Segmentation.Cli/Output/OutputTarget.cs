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
    /// <param name="problems">Takes what is wrong.</param>
    public void Check(IReadOnlyList<string?> inputs, List<InputProblem> problems)
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
    }

    /// <summary>Writes to it. A file is written beside its place and moved there when it is complete, or not at all.</summary>
    /// <param name="write">Writes the bytes.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        if (!IsFile)
        {
            write(standardOutput);
            standardOutput.Flush();
            return;
        }

        try
        {
            WriteFile(write);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(new InputProblem(path, "", $"cannot be written: {unwritable.Message}"));
        }
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
