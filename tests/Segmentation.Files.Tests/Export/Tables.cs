namespace Segmentation.Files.Tests.Export;

/// <summary>Tables to export, and what formats make of them.</summary>
internal static class Tables
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ExportTable Of(string[] headings, params object?[][] rows) => new("customers", "customer", headings, Rows(rows));

    /// <summary>A table of one column.</summary>
    public static ExportTable Column(params object?[] values) => Of(["a"], [.. values.Select(v => new[] { v })]);

    public static async Task<MemoryStream> WriteAsync(IExportFormat format, ExportTable table)
    {
        var stream = new MemoryStream();
        await format.WriteAsync(table, stream, Ct);
        stream.Position = 0;
        return stream;
    }

    public static async Task<string> TextAsync(IExportFormat format, ExportTable table)
    {
        using MemoryStream stream = await WriteAsync(format, table);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(object?[][] rows)
    {
        foreach (object?[] row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
