using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Files.Export;

/// <summary>
/// Files that are there whole or not at all: written under a temporary name in the same directory, then moved into place,
/// over a file that is there. What a process that was killed has left of the same file is removed by the next one.
/// </summary>
internal static class ExportFile
{
    private const int BufferSize = 64 * 1024;
    private const int BeginningLength = 16;

    public static async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!, beginning = BeginningOf(path);
        RemoveLeft(directory, beginning);
        string temporary = Path.Combine(directory, $"{beginning}{Guid.NewGuid():N}.tmp");
        try
        {
            // Open until it is in place, so that others see that it is being written.
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, BufferSize, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                await stream.FlushAsync(ct).ConfigureAwait(false);
                // What is moved into place must not be empty after a power failure.
                stream.Flush(flushToDisk: true);
                ct.ThrowIfCancellationRequested();
                File.Move(temporary, path, overwrite: true);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>What the temporary names of one file begin with, however long its own name is.</summary>
    private static string BeginningOf(string path)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
        return $".{Convert.ToHexStringLower(name)[..BeginningLength]}-";
    }

    private static void RemoveLeft(string directory, string beginning)
    {
        foreach (string left in Directory.EnumerateFiles(directory, $"{beginning}*.tmp"))
        {
            try
            {
                using var stream = new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is being written, or was just moved into place.
            }
        }
    }
}
