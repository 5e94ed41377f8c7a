using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace QuickStart.Tests;

/// <summary>The sample as its users run it.</summary>
public sealed partial class ShopTourTests(ShopTourFixture tour)
{
    private const string VipSql = "SELECT client_id FROM sales WHERE state = 1 GROUP BY client_id HAVING SUM(cents) >= 200000";

    // Before and after the week, of which the second table tells.
    private string[] Halves => tour.Second.Output.Split("A week later");

    [Fact]
    public void Tour_Twice_ShowsTheSameButForTimes()
    {
        Assert.Equal((0, ""), (tour.Second.ExitCode, tour.Second.Error));
        Assert.Equal(WithoutTimes(tour.First.Output), WithoutTimes(tour.Second.Output));
    }

    [Fact]
    public void Tour_ShowsADozenSegments_AndWhoOfThemOneCustomerIsIn()
    {
        Assert.Equal(12, Rows(Halves[0]).Count);
        Assert.Matches(@"Customer \d+ is in: .*mailing", Halves[0]);
    }

    [Fact]
    public void Tour_AfterAWeek_EnteredAndLeftMakeTheDifferenceOfTheSizes()
    {
        Dictionary<string, string[]> before = Rows(Halves[0]), after = Rows(Halves[1]);

        Assert.Equal(before.Keys, after.Keys);
        Assert.All(after, row => Assert.Equal(Number(row.Value[2]), Number(before[row.Key][1]) + Number(row.Value[0]) - Number(row.Value[1])));
        Assert.True(Number(after["departed"][1]) > 0, "Whoever ordered in the week is no longer departed.");
        Assert.Matches(@"customer \d+ left departed", Halves[1]);
    }

    [Fact]
    public async Task Tour_AfterAWeek_VipsAreThoseOfTheShopsOwnOrders()
    {
        long vips = await tour.CountAsync(VipSql);

        Assert.True(vips > 0);
        Assert.Equal(vips, Number(Rows(Halves[1])["vip"][2]));
    }

    [Fact]
    public async Task Tour_AfterAWeek_GroupsAreThoseOfTheWinningSegments()
    {
        Assert.Equal(0, await tour.CountAsync($"SELECT id FROM clients WHERE (client_group IS 'vip') <> (id IN ({VipSql}))"));
        Assert.True(await tour.CountAsync("SELECT id FROM clients WHERE client_group = 'departed'") > 0);
        Assert.True(await tour.CountAsync("SELECT id FROM clients WHERE client_group IS NULL") > 0);
    }

    [Fact]
    public async Task Tour_ExportsTheVips_InThreeFormats()
    {
        long vips = await tour.CountAsync(VipSql);

        string[] csv = await File.ReadAllLinesAsync(Path.Combine(tour.Output, "vip.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("id,first_name,last_name,email,shipping_address.city,shipping_address.country,sales_amount,last_order_at", csv[0]);
        Assert.Equal(vips, csv.Length - 1);
        Assert.Equal(vips, XDocument.Load(Path.Combine(tour.Output, "vip.xml")).Root!.Elements().Count());
        using ZipArchive workbook = await ZipFile.OpenReadAsync(Path.Combine(tour.Output, "vip.xlsx"), TestContext.Current.CancellationToken);
        ZipArchiveEntry sheet = Assert.Single(workbook.Entries, e => e.FullName.Contains("worksheets/", StringComparison.Ordinal));
        await using Stream xml = await sheet.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(vips + 1, XDocument.Load(xml).Descendants().Count(e => e.Name.LocalName == "row"));
    }

    [Fact]
    public void Tour_InTheEnd_SaysWhereItsFilesAre() =>
        Assert.EndsWith($"are in {tour.Output}", tour.Second.Output.TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public async Task Data_OfADirectory_ShowsTheSegmentsOfItsCustomers()
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("segmentation-quickstart-data-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(data.FullName, "customers.csv"), "id,email\n1,ann@amazon.com\n2,bob@example.com\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(data.FullName, "orders.csv"), "id,customer_id,status,grand_total,created_at\n1,1,complete,2000,2026-01-01T00:00:00Z\n", TestContext.Current.CancellationToken);

            BuiltQuickStart.Run run = await BuiltQuickStart.RunAsync("--data", data.FullName, "--as-of", "2026-01-10T00:00:00Z");

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Equal("1", Rows(run.Output)["vip"][1]);
            Assert.Contains("Customer 1 is in: vip, amazon, mailing", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--customers", "none")]
    [InlineData("--nonsense")]
    [InlineData("--data", "/no/such/directory")]
    public async Task Arguments_ThatCannotBeUsed_AreRefused(params string[] args)
    {
        BuiltQuickStart.Run run = await BuiltQuickStart.RunAsync(args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Error);
    }

    /// <summary>The cells of a table's rows, by the segment in the first.</summary>
    private static Dictionary<string, string[]> Rows(string output) => output.Split('\n')
        .Where(line => line.StartsWith('│'))
        .Select(line => line.Trim('│', '\r').Split('│', StringSplitOptions.TrimEntries))
        .Where(cells => cells[0] != "Segment")
        .ToDictionary(cells => cells[0], cells => cells[1..]);

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // The column of times, the blanks beside them and the borders are as wide as the longest.
    private static string WithoutTimes(string output) => Times().Replace(output, "");

    [GeneratedRegex(@"[\d,.]+ ms| +|─+")]
    private static partial Regex Times();
}
