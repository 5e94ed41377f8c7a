using System.IO.Compression;
using System.Xml;

namespace Segmentation.Files.Tests.Export;

/// <summary>A million rows and more, from a source that keeps nothing to a file: what stays in memory meanwhile is measured.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class LargeExportTests
{
    private const int Rows = 1_048_576 + 1_000;
    private const long MostBytes = 100_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("xml")]
    [InlineData("xlsx")]
    public async Task Export_OfMoreThanAMillionRows_StaysSmallInMemoryAndIsWhole(string format)
    {
        using var directory = new TempDirectory();
        SubjectQuery query = SubjectQuery.Bind(Crowd.Schema, [new("email"), new("spent"), new("seen_at")]);
        var memory = new Memory();
        ExportedFile file = await new SubjectExporter(new Crowd(Rows)).ExportAsync(
            Path.Combine(directory.Path, "crowd." + format), new SubjectExport { Query = query, Format = format }, DateTimeOffset.UnixEpoch, memory, Ct);
        Assert.Equal(Rows, file.Rows);
        Assert.Equal(Rows, CountRows(file.Path, format));
        Assert.True(memory.Samples >= 10);
        TestContext.Current.TestOutputHelper!.WriteLine($"{format}: the heap grew by {memory.Growth / 1e6:F1} MB, the file has {new FileInfo(file.Path).Length / 1e6:F1} MB");
        Assert.InRange(memory.Growth, 0, MostBytes);
    }

    private static int CountRows(string path, string format)
    {
        switch (format)
        {
            case "csv":
                return File.ReadLines(path).Count() - 1;
            case "xml":
                return CountElements(File.OpenRead(path), "customer");
            default:
                using (ZipArchive archive = ZipFile.OpenRead(path))
                {
                    int[] sheets = [.. archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(e => CountElements(e.Open(), "row"))];
                    Assert.Equal([1_048_576, 1 + Rows - 1_048_575], sheets);
                    return sheets.Sum() - sheets.Length;
                }
        }
    }

    private static int CountElements(Stream stream, string name)
    {
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { CloseInput = true });
        int count = 0;
        while (reader.Read())
            count += reader.NodeType == XmlNodeType.Element && reader.LocalName == name ? 1 : 0;
        return count;
    }

    /// <summary>Looks at what is still in use every hundred thousand rows.</summary>
    private sealed class Memory : IProgress<ExportProgress>
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public long Growth { get; private set; }

        public int Samples { get; private set; }

        public void Report(ExportProgress value)
        {
            if (value.Rows % 100_000 != 0)
                return;
            Samples++;
            Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }
    }
}
