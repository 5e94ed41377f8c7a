namespace Segmentation.Files;

/// <summary>A file that has the rows of an entity.</summary>
internal sealed class EntityFile(SchemaEntity entity, string path)
{
    private const int BufferSize = 1 << 16;

    private int _opened;

    public SchemaEntity Entity { get; } = entity;

    public string Name { get; } = Path.GetFileName(path);

    public long Length { get; } = new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>How many times the file was opened.</summary>
    public int Opened => _opened;

    /// <summary>Opens the file.</summary>
    /// <param name="raw">The file itself; the position in it tells how far it is read.</param>
    /// <returns>The text; disposing it closes the file.</returns>
    public Stream Open(out FileStream raw)
    {
        raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        Interlocked.Increment(ref _opened);
        return new Utf8Stream(Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(raw) : raw);
    }
}
