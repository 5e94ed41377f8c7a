namespace Segmentation.Files.Export;

/// <summary>
/// Files that are there whole or not at all: written under a temporary name in the same directory, then moved into place,
/// over a file that is there.
/// </summary>
internal static class ExportFile
{
    private const int BufferSize = 64 * 1024;

    public static async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                await stream.FlushAsync(ct).ConfigureAwait(false);
                // What is moved into place must not be empty after a power failure.
                stream.Flush(flushToDisk: true);
            }

            ct.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
