using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Segmentation.Files.Tests.Export;

public sealed class FilesBuilderExtensionsTests
{
    private static readonly SegmentSchema Schema = SegmentSchema.Create("shop", s => s.Subject("customer", "customers", c => c.Integer("points")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ServiceProvider Services(Action<SegmentationBuilder> declare)
    {
        var services = new ServiceCollection();
        services.AddSegmentation(s =>
        {
            s.UseSchema(Schema).MapSubject(new Map()).UseObjects([new Customer(1, 5), new Customer(2, 50), new Customer(3, 500)]);
            declare(s);
        });
        return services.BuildServiceProvider();
    }

    private static async Task<SegmentRefresh> RefreshAsync(ServiceProvider services)
    {
        await services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("rich").Where(c => c.Attribute("points").AtLeast(10)), Ct);
        return Assert.Single((await services.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct)).Segments);
    }

    [Fact]
    public async Task Refresh_OfASegmentThatAsks_ExportsTheMembersCommitted()
    {
        using var directory = new TempDirectory();
        await using ServiceProvider services = Services(s => s.AddFileExports(o =>
        {
            o.Directory = directory.Path;
            o.Segments.Add("rich");
        }));
        SegmentRefresh refreshed = await RefreshAsync(services);
        string path = Path.Combine(directory.Path, "rich.csv");
        Assert.Equal([new SegmentExport(path, 2)], refreshed.Exports);
        Assert.Equal("id,points\r\n2,50\r\n3,500\r\n", await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Refresh_WithSeveralExports_MakesEach()
    {
        using var directory = new TempDirectory();
        await using ServiceProvider services = Services(s => s
            .AddFileExports(o => (o.Directory, o.AllSegments) = (directory.Path, true))
            .AddFileExports(o => (o.Directory, o.AllSegments, o.Format) = (directory.Path, true, "xml"), name: "for the newsletter"));
        await RefreshAsync(services);
        Assert.Equal(["rich.csv", "rich.xml"], Directory.GetFiles(directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refresh_WhoseExportFails_IsARefreshAllTheSameAndTellsWhy()
    {
        using var directory = new TempDirectory();
        directory.Write("file");
        await using ServiceProvider services = Services(s => s
            .AddFileExports(o => (o.Directory, o.AllSegments) = (Path.Combine(directory.Path, "file"), true), name: "a broken one")
            .AddFileExports(o => (o.Directory, o.AllSegments) = (directory.Path, true)));
        SegmentRefresh refreshed = await RefreshAsync(services);
        Assert.Equal((RefreshOutcome.Refreshed, 2L), (refreshed.Outcome, refreshed.Size));
        Assert.Single(refreshed.Exports);
        Assert.NotNull(refreshed.ExportError);
        Assert.True(await services.GetRequiredService<SegmentMemberships>().ContainsAsync("rich", new SubjectKey(2), Ct));
    }

    [Fact]
    public async Task Refresh_WithoutExports_TellsOfNone()
    {
        await using ServiceProvider services = Services(_ => { });
        SegmentRefresh refreshed = await RefreshAsync(services);
        Assert.Equal((0, null), (refreshed.Exports.Count, refreshed.ExportError));
    }

    [Fact]
    public async Task Options_ThatBreakRules_AreRefused()
    {
        await using ServiceProvider services = Services(s => s.AddFileExports(o => o.Format = "pdf"));
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal(3, refused.Failures.Count());
    }

    [Fact]
    public async Task Options_WithAColumnThatThereIsNot_AreRefused()
    {
        await using ServiceProvider services = Services(s => s.AddFileExports(o =>
        {
            (o.Directory, o.AllSegments) = ("exports", true);
            o.Columns.Add(new SubjectColumn("pionts"));
        }));
        Assert.Contains("points", Assert.Throws<SegmentDefinitionException>(services.GetRequiredService<SegmentRefresher>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithAKeyHeadingThatAColumnHas_AreRefused() => Assert.Throws<ArgumentException>(() => new SegmentFileExporter(
        new Crowd(1), Crowd.Schema, new SegmentExportOptions { Directory = "x", AllSegments = true, KeyHeading = "email", Columns = { new("email") } }));

    private sealed record Customer(long Id, long Points);

    private sealed class Map : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map.Key(c => c.Id).Attribute("points", c => c.Points);
    }
}
