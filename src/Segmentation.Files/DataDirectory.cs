namespace Segmentation.Files;

/// <summary>
/// A directory of CSV files, one an entity, as a source of segments: <c>customers.csv</c>, <c>orders.csv.gz</c> and so on,
/// by the names of a schema. Loading reads every file once and checks every value; from then on the data is in memory, in
/// columns. Immutable and safe for concurrent use.
/// </summary>
public sealed class DataDirectory : ISegmentSource, ITableSource
{
    private readonly DirectoryTables _tables;

    private DataDirectory(DirectoryTables tables) => _tables = tables;

    /// <summary>The schema that the directory was loaded with, and the attributes that its headers add. Bind segments to this one.</summary>
    public SegmentSchema Schema => _tables.Schema;

    /// <summary>The files that were read, in the order of their names.</summary>
    public IReadOnlyList<DataFile> Files => _tables.Files;

    /// <summary>Loads a directory. Takes time and memory in proportion to the data.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="schema">What the files are read by.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Takes how far the loading is, now and then and from several threads; null for nobody.</param>
    /// <param name="ct">Cancels the loading.</param>
    /// <exception cref="DataDirectoryException">Something in the directory is wrong; every problem is listed and nothing is loaded.</exception>
    /// <exception cref="ArgumentException">An option has no valid value, or guests cannot be derived by this schema.</exception>
    public static async Task<DataDirectory> LoadAsync(
        string path,
        SegmentSchema schema,
        DataDirectoryOptions? options = null,
        IProgress<DataDirectoryProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new DataDirectoryOptions();
        options.Validate();
        if (options.DeriveGuests)
            GuestDerivation.Require(schema);
        return new DataDirectory(await new DirectoryLoader(schema, options, progress).LoadAsync(path, ct).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(needs);
        ct.ThrowIfCancellationRequested();
        foreach (EntityRead read in needs.Reads)
            ReadPlan.Create(_tables, read);
        return ValueTask.FromResult<ISourceSnapshot>(new DirectorySnapshot(_tables));
    }

    /// <inheritdoc/>
    /// <remarks>Rows of a file without keys are numbered; an entity without a file has none.</remarks>
    public KeyKind KeyKindOf(SchemaEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return _tables.ByEntity[entity.Name].Keys.Kind;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TableBatch> ReadTableAsync(SchemaEntity entity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return new FileRowReader(_tables, _tables.ByEntity[entity.Name]).Read(ct).ToAsyncEnumerable();
    }
}
