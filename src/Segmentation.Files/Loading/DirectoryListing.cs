namespace Segmentation.Files;

/// <summary>Finds the files of a data directory.</summary>
internal static class DirectoryListing
{
    private const string Plain = ".csv";
    private const string Compressed = ".csv.gz";

    /// <summary>The files by entity, in the order of their names; what is wrong goes to the problems.</summary>
    public static List<EntityFile> Scan(string path, SegmentSchema schema, int limit, List<ProblemList> problems)
    {
        if (!Directory.Exists(path))
        {
            Report(path, "there is no such directory; name one that has the CSV files", limit, problems);
            return [];
        }

        string[] paths;
        try
        {
            paths = Directory.GetFileSystemEntries(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Report(path, $"the directory cannot be read: {unreadable.Message}", limit, problems);
            return [];
        }

        var files = new Dictionary<string, EntityFile>(StringComparer.Ordinal);
        foreach (string file in paths.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (Stem(name) is not { } stem)
                continue;
            // A name that differs in case alone would be found on some systems and not on others.
            SchemaEntity? entity = schema.Entities.FirstOrDefault(e => name == e.PluralName + Plain || name == e.PluralName + Compressed);
            if (Directory.Exists(file))
                Report(name, "this is a directory, where a file would be; move it elsewhere, or what is in it here", limit, problems);
            else if (entity is null)
                Report(name, Unknown(stem, schema), limit, problems);
            else if (!files.TryAdd(entity.Name, new EntityFile(entity, file)))
                Report(name, $"{files[entity.Name].Name} is there as well; remove one of the two", limit, problems);
        }

        if (!files.ContainsKey(schema.Subject.Name))
        {
            string subject = schema.Subject.PluralName;
            Report(subject + Plain, $"the file is missing; add {subject}{Plain} or {subject}{Compressed}", limit, problems);
        }

        return [.. files.Values];
    }

    private static string? Stem(string name) =>
        name.EndsWith(Plain, StringComparison.OrdinalIgnoreCase) ? name[..^Plain.Length]
        : name.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase) ? name[..^Compressed.Length]
        : null;

    private static string Unknown(string stem, SegmentSchema schema)
    {
        SchemaEntity nearest = schema.Entities.MinBy(e => Distance(stem, e.PluralName))!;
        return Distance(stem, nearest.PluralName) <= Math.Max(2, stem.Length / 2)
            ? $"no file of a data directory has this name; did you mean {nearest.PluralName}{Plain}? Rename the file or remove it"
            : $"no file of a data directory has this name; remove it, or rename it to one of {string.Join(", ", schema.Entities.Select(e => e.PluralName + Plain))}";
    }

    private static void Report(string file, string message, int limit, List<ProblemList> problems)
    {
        var list = new ProblemList(file, limit);
        list.Add(message);
        problems.Add(list);
    }

    // Levenshtein's distance, letters compared ignoring case.
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.Length; j++)
            {
                int cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + cost, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
