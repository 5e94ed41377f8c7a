using Segmentation.Testing;

namespace Segmentation.Files.Tests.Export;

public sealed class SubjectExporterTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dataset Data = Dataset.Parse(CommerceSchema.Create(), """
        { "customers": [ { "id": 1, "email": "ann@example.com", "gender": "female" }, { "id": 2, "email": "bob@example.com" }, { "id": 10, "email": "=cmd", "gender": "female" } ],
          "addresses": [
            { "id": 1, "customer_id": 1, "kind": "billing", "city": "Kyiv", "country": "UA" },
            { "id": 2, "customer_id": 1, "kind": "shipping", "city": "Lviv", "country": "UA" } ],
          "orders": [ { "id": 1, "customer_id": 1, "created_at": "2026-03-01T00:00:00Z", "grand_total": 10.50 } ] }
        """);

    private static readonly SubjectQuery Query = SubjectQuery.Bind(
        Data.Schema, [new("email", "E-mail"), new("billing_address.city"), new("shipping_address.city"), new("last_order.grand_total", "Last order")]);

    private static readonly SubjectExporter Exporter = new(new DatasetSource(Data));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_ToAFile_HasTheChosenColumnsAndAddresses()
    {
        using var directory = new TempDirectory();
        string path = Path.Combine(directory.Path, "out.csv");
        ExportedFile file = await Exporter.ExportAsync(path, new SubjectExport { Query = Query }, AsOf, ct: Ct);
        Assert.Equal(new ExportedFile(path, 3), file);
        Assert.Equal(
            "id,E-mail,billing_address.city,shipping_address.city,Last order\r\n1,ann@example.com,Kyiv,Lviv,10.5\r\n2,bob@example.com,,,\r\n10,'=cmd,,,\r\n",
            await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Export_OfMembers_HasThemOnlyAndNoKeyWhenNoneIsWanted()
    {
        using var stream = new MemoryStream();
        SegmentSet set = SegmentSet.Bind(Data.Schema, [Segment.Define("women").Where(c => c.Attribute("gender").Equal("female"))]);
        MemberSet members = (await new SegmentEvaluator(new DatasetSource(Data)).EvaluateAsync(set, AsOf, ct: Ct))["women"];
        long rows = await Exporter.ExportAsync(
            stream,
            new SubjectExport
            {
                Query = SubjectQuery.Bind(Data.Schema, [new("email")]),
                Subjects = new SubjectReadOptions { Keys = members.ToAsyncEnumerable() },
                KeyHeading = null,
                Format = "XML",
                Title = "Women & more",
            },
            AsOf,
            ct: Ct);
        Assert.Equal(2, rows);
        string xml = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("<customers title=\"Women &amp; more\">\n  <customer>\n    <email>ann@example.com</email>\n  </customer>\n  <customer>\n    <email>=cmd</email>", xml, StringComparison.Ordinal);
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task Export_ReadAsADataDirectory_GivesTheSameValues()
    {
        using var directory = new TempDirectory();
        SubjectQuery query = SubjectQuery.Bind(Data.Schema, [new("email"), new("gender")]);
        await Exporter.ExportAsync(Path.Combine(directory.Path, "customers.csv"), new SubjectExport { Query = query }, AsOf, ct: Ct);
        DataDirectory loaded = await directory.LoadAsync();
        List<SubjectRow> rows = await new SubjectReader(loaded).ReadAsync(SubjectQuery.Bind(loaded.Schema, [new("email"), new("gender")]), AsOf, ct: Ct).ToListAsync(Ct);
        Assert.Equal(["1 ann@example.com female", "2 bob@example.com ", "10 '=cmd female"], rows.Select(r => $"{r.Key} {r.Values[0]} {r.Values[1]}"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("xml")]
    public async Task Export_ThatFails_LeavesWhatWasThereAndNothingElse(string format)
    {
        using var directory = new TempDirectory();
        directory.Write("out", "before");
        var exporter = new SubjectExporter(new Failing(after: 2));
        await Assert.ThrowsAsync<IOException>(
            () => exporter.ExportAsync(Path.Combine(directory.Path, "out"), new SubjectExport { Query = Query, Format = format }, AsOf, ct: Ct));
        Assert.Equal("before\n", await File.ReadAllTextAsync(Path.Combine(directory.Path, "out"), Ct));
        Assert.Single(Directory.GetFileSystemEntries(directory.Path));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("xml")]
    public async Task Export_Cancelled_LeavesNothing(string format)
    {
        using var directory = new TempDirectory();
        using var stop = new CancellationTokenSource();
        SubjectQuery query = SubjectQuery.Bind(Crowd.Schema, [new("email")]);
        var seen = new List<int>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SubjectExporter(new Crowd(100_000)).ExportAsync(
            Path.Combine(directory.Path, "out"),
            new SubjectExport { Query = query, Format = format },
            AsOf,
            new Told(progress =>
            {
                seen.Add(Directory.GetFileSystemEntries(directory.Path).Length);
                if (progress.Rows == 3000)
                    stop.Cancel();
            }),
            stop.Token));
        // While it was written there was one file, the temporary one.
        Assert.Equal([1, 1, 1], seen);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Export_OverAFileThatIsThere_ReplacesIt()
    {
        using var directory = new TempDirectory();
        directory.Write("out", "before");
        await Exporter.ExportAsync(Path.Combine(directory.Path, "out"), new SubjectExport { Query = Query }, AsOf, ct: Ct);
        Assert.StartsWith("id,", await File.ReadAllTextAsync(Path.Combine(directory.Path, "out"), Ct), StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Export_Progress_EndsWithAllRows()
    {
        var told = new List<long>();
        await new SubjectExporter(new Crowd(2500)).ExportAsync(
            Stream.Null, new SubjectExport { Query = SubjectQuery.Bind(Crowd.Schema, []) }, AsOf, new Told(p => told.Add(p.Rows)), Ct);
        Assert.Equal([1000, 2000, 2500], told);
    }

    [Fact]
    public async Task Export_InAnUnknownFormat_NamesThoseThereAre() => Assert.Contains(
        "There is no export format 'pdf'; there are csv, xlsx, xml.",
        (await Assert.ThrowsAsync<ArgumentException>(() => Exporter.ExportAsync(Stream.Null, new SubjectExport { Query = Query, Format = "pdf" }, AsOf, ct: Ct))).Message,
        StringComparison.Ordinal);

    [Fact]
    public Task Export_WithAKeyHeadingThatAColumnHas_IsRefused() => Assert.ThrowsAsync<ArgumentException>(
        () => Exporter.ExportAsync(Stream.Null, new SubjectExport { Query = Query, KeyHeading = "E-mail" }, AsOf, ct: Ct));

    [Fact]
    public async Task Formats_OfAHost_AreChosenByName()
    {
        ExportFormats formats = ExportFormats.BuiltIn.With(new Lines());
        Assert.Equal(["csv", "xlsx", "xml", "lines"], formats.Names);
        using var stream = new MemoryStream();
        await new SubjectExporter(new DatasetSource(Data), formats).ExportAsync(stream, new SubjectExport { Query = Query, Format = "lines" }, AsOf, ct: Ct);
        Assert.Equal("1 ann@example.com Kyiv Lviv 10.5\n", System.Text.Encoding.UTF8.GetString(stream.ToArray().AsSpan(..33)));
        Assert.Throws<ArgumentException>(() => formats.With(new Lines { FileExtension = "txt" }));
    }

    [Fact]
    public void Formats_OfTheSameName_AreReplaced()
    {
        ExportFormats formats = ExportFormats.BuiltIn.With(new CsvExportFormat { HasByteOrderMark = true });
        Assert.Equal(3, formats.Names.Count());
        Assert.True(((CsvExportFormat)formats["CSV"]).HasByteOrderMark);
    }

    private sealed class Lines : IExportFormat
    {
        public string Name => "lines";

        public string FileExtension { get; init; } = ".txt";

        public async Task WriteAsync(ExportTable table, Stream output, CancellationToken ct)
        {
            await foreach (IReadOnlyList<object?> row in table.Rows.WithCancellation(ct))
                await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{string.Join(' ', row)}\n")), ct);
        }
    }

    private sealed class Told(Action<ExportProgress> told) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => told(value);
    }

    /// <summary>A source that breaks after some customers.</summary>
    private sealed class Failing(int after) : ISegmentSource
    {
        public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) =>
            new Snapshot(await new DatasetSource(Data, batchSize: 1).OpenAsync(needs, ct), after);

        private sealed class Snapshot(ISourceSnapshot inner, int after) : ISourceSnapshot
        {
            public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
            {
                int rows = 0;
                await foreach (ColumnBatch batch in inner.ReadAsync(read, ct))
                {
                    if (read.IsRoot && ++rows > after)
                        throw new IOException("the connection broke");
                    yield return batch;
                }
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
