namespace Segmentation;

/// <summary>Whole documents from streams and files. They are small beside the data they are about, so they are read at once.</summary>
internal static class JsonBytes
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream utf8, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using var bytes = new MemoryStream();
        await utf8.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public static FileStream Open(string path) => new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
}
