namespace Segmentation.Files;

/// <summary>A file that has the rows of an entity.</summary>
internal sealed class EntityFile(SchemaEntity entity, string path)
{
    private const int BufferSize = 1 << 16;

    // Below this size a file is decompressed before another thread has woken.
    private const int WorthAThread = 1 << 18;

    private int _opened;

    public SchemaEntity Entity { get; } = entity;

    public string Name { get; } = Path.GetFileName(path);

    public long Length { get; } = new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>How many times the file was opened.</summary>
    public int Opened => _opened;

    /// <summary>Opens the file.</summary>
    /// <param name="readAhead">Whether a large file may be decompressed on another thread.</param>
    /// <param name="raw">The file itself; the position in it tells how far it is read.</param>
    /// <returns>The text; disposing it closes the file.</returns>
    public Stream Open(bool readAhead, out FileStream raw)
    {
        raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        Interlocked.Increment(ref _opened);
        if (!Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return new Utf8Stream(raw);
        var text = new WholeGzipStream(raw);
        return new Utf8Stream(readAhead && Length >= WorthAThread ? new ReadAheadStream(text) : text);
    }
}
