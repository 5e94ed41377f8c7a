namespace Segmentation.Files;

/// <summary>Loads all files of a directory and links their rows.</summary>
internal sealed class DirectoryLoader(SegmentSchema schema, DataDirectoryOptions options, IProgress<DataDirectoryProgress>? progress)
{
    private readonly List<ProblemList> _problems = [];
    private long _bytesRead;

    /// <summary>Loads the directory.</summary>
    /// <exception cref="DataDirectoryException">Something in it is wrong.</exception>
    public async Task<DirectoryTables> LoadAsync(string path, CancellationToken ct)
    {
        List<EntityFile> files = DirectoryListing.Scan(path, schema, options.MaxProblems, _problems);
        LoadedFile[] loaded = await ReadAsync(files, ct).ConfigureAwait(false);
        _problems.AddRange(loaded.Select(f => f.Problems));

        Dictionary<string, Table> tables = schema.Entities.ToDictionary(e => e.Name, e => new Table(e), StringComparer.Ordinal);
        foreach (LoadedFile file in loaded)
            tables[file.File.Entity.Name] = file.Table;
        foreach (LoadedFile file in loaded)
            Link(file, tables);
        ThrowIfAny();

        if (options.DeriveGuests)
            DeriveGuests(tables);
        foreach (AttributeStore values in tables.Values.SelectMany(t => t.Attributes.Values.Concat(t.Parts.Values.SelectMany(p => p.Attributes.Values))))
            values.Complete();
        return new DirectoryTables(Extend(loaded), tables, [.. loaded.Select(f => new DataFile(f.File.Name, f.File.Entity.Name, f.Table.Count, f.File.Length, f.File.Opened))]);
    }

    private async Task<LoadedFile[]> ReadAsync(List<EntityFile> files, CancellationToken ct)
    {
        var loaded = new LoadedFile[files.Count];
        long total = files.Sum(f => f.Length);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = ct };
        // The largest file first, so that the others are read beside it.
        IEnumerable<int> order = Enumerable.Range(0, files.Count).OrderByDescending(i => files[i].Length);
        await Parallel.ForEachAsync(order, parallel, (i, token) =>
        {
            loaded[i] = new EntityFileReader(schema, files[i], options).Read(ReportOn(files[i].Name, total), token);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return loaded;
    }

    private Action<long, long> ReportOn(string file, long total)
    {
        long before = 0;
        return (rows, bytes) =>
        {
            long read = Interlocked.Add(ref _bytesRead, bytes - before);
            before = bytes;
            progress?.Report(new DataDirectoryProgress(file, rows, read, total));
        };
    }

    private static void Link(LoadedFile file, Dictionary<string, Table> tables)
    {
        foreach (KeyLink link in file.Table.Links)
        {
            Table target = tables[link.Target.Name];
            if (!target.IsReliable)
                continue;
            KeyValues values = link.Values;
            bool isReported = false;
            link.Resolve(target.Keys, row =>
            {
                // Without the file nothing can be found, and saying so once is enough.
                if (target.File is null && isReported)
                    return;
                isReported = true;
                file.Problems.AddValue(file.Lines.LineOf(row), link.Column, link.Number, values.TextAt(row), Lost(link.Target, target.File));
            });
        }
    }

    private static string Lost(SchemaEntity target, string? file) => file is null
        ? $"leads to a {target.Name}, but there is no {target.PluralName}.csv; add it, or leave the column out"
        : $"leads to nothing: {file} has no such {target.Name}; add it there, or leave the field empty";

    private void DeriveGuests(Dictionary<string, Table> tables)
    {
        var problems = new ProblemList(tables[schema.Subject.Name].File!, options.MaxProblems);
        _problems.Add(problems);
        new GuestDerivation(schema, tables, problems).Run();
        ThrowIfAny();
    }

    private SegmentSchema Extend(LoadedFile[] loaded) => loaded.All(f => f.Custom.Count == 0)
        ? schema
        : schema.Extend(builder =>
        {
            foreach (LoadedFile file in loaded.Where(f => f.Custom.Count > 0))
            {
                builder.Entity(file.File.Entity.Name, entity =>
                {
                    foreach (CustomAttribute attribute in file.Custom)
                        attribute.AddTo(entity);
                });
            }
        });

    private void ThrowIfAny()
    {
        long count = _problems.Sum(p => p.Count);
        if (count == 0)
            return;
        List<DataProblem> first = [.. _problems.SelectMany(p => p.Kept)
            .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0).ThenBy(p => p.ColumnNumber ?? 0)
            .Take(options.MaxProblems)];
        throw new DataDirectoryException(first, count - first.Count);
    }
}
