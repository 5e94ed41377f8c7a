using Segmentation.Testing;

namespace Segmentation.Files.Tests.Export;

public sealed class SegmentFileExporterTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dataset Data = Dataset.Parse(
        CommerceSchema.Create(), """{ "customers": [ { "id": 1, "email": "a" }, { "id": 2, "email": "b" }, { "id": 3, "email": "c" } ] }""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static SegmentExportOptions Options(string directory, Action<SegmentExportOptions>? configure = null)
    {
        var options = new SegmentExportOptions { Directory = directory, Segments = { "vip" }, Columns = { new("email") } };
        configure?.Invoke(options);
        return options;
    }

    private static SegmentExportRequest Request(string id, params long[] members) =>
        new(Segment.Define(id, "VIP: customers").Everyone(), AsOf, members.Select(m => new SubjectKey(m)).ToAsyncEnumerable());

    private static SegmentFileExporter Exporter(SegmentExportOptions options) => new(new DatasetSource(Data), Data.Schema, options);

    [Fact]
    public async Task Export_OfASegmentThatAsks_WritesItsMembers()
    {
        using var directory = new TempDirectory();
        SegmentExport? export = await Exporter(Options(directory.Path)).ExportAsync(Request("vip", 1, 3), Ct);
        string path = Path.Combine(directory.Path, "vip.csv");
        Assert.Equal(new SegmentExport(path, 2), export);
        Assert.Equal("id,email\r\n1,a\r\n3,c\r\n", await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Export_OfASegmentThatDoesNotAsk_ReadsAndWritesNothing()
    {
        using var directory = new TempDirectory();
        SegmentExportRequest request = Request("other") with { Members = new[] { 1 }.Select<int, SubjectKey>(_ => throw new InvalidOperationException()).ToAsyncEnumerable() };
        Assert.Null(await Exporter(Options(directory.Path)).ExportAsync(request, Ct));
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Export_OfAllSegments_WritesEachToAFileOfItsOwnInADirectoryThatItMakes()
    {
        using var directory = new TempDirectory();
        string inner = Path.Combine(directory.Path, "exports", "daily");
        SegmentFileExporter exporter = Exporter(Options(inner, o =>
        {
            o.AllSegments = true;
            o.Format = "XLSX";
            o.FileName = "{segment}-{as-of}";
        }));
        await exporter.ExportAsync(Request("a.b-c_d", 1), Ct);
        await exporter.ExportAsync(Request("e", 2), Ct);
        Assert.Equal(
            ["a.b-c_d-20260314T120000Z.xlsx", "e-20260314T120000Z.xlsx"],
            Directory.GetFiles(inner).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Export_WithoutColumns_HasTheStoredAttributes()
    {
        using var directory = new TempDirectory();
        await Exporter(Options(directory.Path, o => o.Columns.Clear())).ExportAsync(Request("vip", 1), Ct);
        string[] headings = (await File.ReadAllLinesAsync(Path.Combine(directory.Path, "vip.csv"), Ct))[0].Split(',');
        Assert.Equal(["id", .. Data.Schema.Subject.Attributes.Where(a => a.Computation is null).Select(a => a.Name)], headings);
    }

    [Fact]
    public async Task Export_OfAnIdThatLeadsElsewhere_IsRefused()
    {
        using var directory = new TempDirectory();
        SegmentFileExporter exporter = Exporter(Options(directory.Path, o => o.AllSegments = true));
        await Assert.ThrowsAsync<ArgumentException>(() => exporter.ExportAsync(Request("../out", 1), Ct));
    }

    [Fact]
    public void Options_ThatBreakRules_AreAllNamedWithRuleAndValue()
    {
        var options = new SegmentExportOptions { Directory = " ", Format = "pdf", FileName = "members/{segment}", KeyHeading = "" };
        string[] lines = Assert.Throws<ArgumentException>(() => Exporter(options)).Message.Split(Environment.NewLine);
        Assert.Collection(
            lines,
            l => Assert.Equal("SegmentExportOptions.Directory must be a directory; it is ' '.", l),
            l => Assert.Equal("SegmentExportOptions.Format must be one of csv, xlsx, xml; it is 'pdf'.", l),
            l => Assert.StartsWith("SegmentExportOptions.FileName must be a file name", l, StringComparison.Ordinal),
            l => Assert.StartsWith("SegmentExportOptions.KeyHeading must be a heading", l, StringComparison.Ordinal),
            l => Assert.StartsWith("SegmentExportOptions.Segments must name a segment, or AllSegments must be true", l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("members")]
    [InlineData("{segment}-{date}")]
    [InlineData("..\\{segment}")]
    [InlineData("{segment}:1")]
    public void Options_FileNameThatCannotBe_IsRefused(string name) =>
        Assert.Contains("FileName", Assert.Throws<ArgumentException>(() => Exporter(Options("x", o => o.FileName = name))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Options_ChangedAfterwards_HaveNoEffect()
    {
        using var directory = new TempDirectory();
        SegmentExportOptions options = Options(directory.Path);
        SegmentFileExporter exporter = Exporter(options);
        options.Segments.Clear();
        options.Columns.Clear();
        Assert.NotNull(await exporter.ExportAsync(Request("vip", 1), Ct));
        Assert.StartsWith("id,email\r\n", await File.ReadAllTextAsync(Path.Combine(directory.Path, "vip.csv"), Ct), StringComparison.Ordinal);
    }
}
