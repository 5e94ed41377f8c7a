using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Files;

namespace Segmentation.Cli.Export;

/// <summary>Where an export goes: a file, or standard output, which gets it only when it is complete.</summary>
/// <param name="path">The file, or what stands for standard output.</param>
/// <param name="database">The file of the database, which is not to be overwritten; null where it is none.</param>
/// <param name="console">Has standard output.</param>
internal sealed class ExportTarget(string path, string? database, ToolConsole console)
{
    /// <summary>Writes an export; gives how many rows it has.</summary>
    /// <exception cref="BadInputException">It cannot be written there.</exception>
    public async Task<long> WriteAsync(SubjectExporter exporter, SubjectExport export, DateTimeOffset asOf, CancellationToken ct)
    {
        var output = new OutputTarget(path, console.Output);
        var problems = new List<InputProblem>();
        output.Check([database], data: "", problems);
        if (problems.Count > 0)
            throw new BadInputException(problems);
        try
        {
            if (path != OutputTarget.StandardOutput)
                return (await exporter.ExportAsync(path, export, asOf, progress: null, ct).ConfigureAwait(false)).Rows;
            var buffer = new FileStream(
                Path.Combine(Path.GetTempPath(), $"segments-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            await using (buffer.ConfigureAwait(false))
            {
                long rows = await exporter.ExportAsync(buffer, export, asOf, progress: null, ct).ConfigureAwait(false);
                buffer.Position = 0;
                output.Write(buffer.CopyTo);
                return rows;
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(new InputProblem(output.Name, "", $"cannot be written: {unwritable.Message}"));
        }
    }
}
