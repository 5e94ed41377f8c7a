namespace Segmentation.Files;

/// <summary>Decides the kind of a table's keys from all of them and finds those that are missing or repeated.</summary>
internal static class TableKeysBuilder
{
    /// <summary>The keys, or null when some are missing or repeated.</summary>
    /// <param name="values">The keys as they were read.</param>
    /// <param name="missing">Takes each row without a key.</param>
    /// <param name="repeated">Takes each row whose key an earlier row has, and that row.</param>
    public static TableKeys? Build(KeyValues values, Action<int> missing, Action<int, int> repeated)
    {
        bool isFine = true;
        for (int row = 0; row < values.Count; row++)
        {
            if (!values.IsMissing(row))
                continue;
            isFine = false;
            if (!values.IsRefused(row))
                missing(row);
        }

        if (!isFine)
            return null;

        TableKeys keys = Create(values, (row, first) =>
        {
            isFine = false;
            repeated(row, first);
        });
        return isFine ? keys : null;
    }

    private static TableKeys Create(KeyValues values, Action<int, int> repeated)
    {
        if (values.Distinct is null)
        {
            var keys = new long[values.Count];
            for (int row = 0; row < keys.Length; row++)
                keys[row] = values.IntegerAt(row);
            return new IntegerKeys(keys, repeated);
        }

        return (TableKeys?)GuidKeys.TryCreate(values, repeated) ?? CreateText(values, repeated);
    }

    private static TextKeys CreateText(KeyValues values, Action<int, int> repeated)
    {
        // Codes are given in order of first appearance, so that without repetition they are the rows.
        var firstRows = new List<int>(values.Distinct!.Count);
        for (int row = 0; row < values.Count; row++)
        {
            int code = values.CodeAt(row);
            if (code == firstRows.Count)
                firstRows.Add(row);
            else
                repeated(row, firstRows[code]);
        }

        return new TextKeys(values.Distinct);
    }
}
