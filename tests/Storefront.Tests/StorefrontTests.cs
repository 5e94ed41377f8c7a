using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Storefront.Letters;
using Storefront.Pricing;
using Storefront.Shop;

namespace Storefront.Tests;

/// <summary>The sample shop as its customers meet it: over HTTP.</summary>
public sealed class StorefrontTests : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("segmentation-storefront-");
    private readonly WebApplicationFactory<Program> _shop;

    public StorefrontTests() => _shop = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        host.UseSetting("Storefront:Database", Path.Combine(_directory.FullName, "shop.db")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "vip", "44.91")]
    [InlineData(3, "newcomers", "47.40")]
    [InlineData(4, null, "49.90")]
    public async Task Prices_OfACustomer_FollowTheSegmentsHeIsInNow(int customer, string? segment, string price)
    {
        using HttpClient client = _shop.CreateClient();
        Price[]? prices = await client.GetFromJsonAsync<Price[]>(new Uri($"/customers/{customer}/prices", UriKind.Relative), Ct);
        Price pot = Assert.Single(prices!, p => p.Sku == "pot");
        Assert.Equal((segment, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), 49.90m), (pot.Segment, pot.Amount, pot.Regular));
    }

    [Fact]
    public async Task Prices_OfNobody_AreNotFound()
    {
        using HttpClient client = _shop.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/customers/99/prices", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task AnOrder_MakesAVip_WhoIsListedRefreshedAndWrittenTo()
    {
        using HttpClient client = _shop.CreateClient();
        await client.PostAsync(new Uri("/segments/refresh", UriKind.Relative), null, Ct);
        Assert.Equal(["olena@example.com", "piotr@example.com"], await EmailsAsync(client, "/segments/vip/members"));

        HttpResponseMessage placed = await client.PostAsJsonAsync(new Uri("/customers/4/orders", UriKind.Relative), new NewOrder(1970.00m), Ct);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        // The rules know at once; what is stored follows with the next refresh.
        Assert.Equal(["marc@example.com", "olena@example.com", "piotr@example.com"], await EmailsAsync(client, "/segments/vip/customers"));
        Assert.Equal(["olena@example.com", "piotr@example.com"], await EmailsAsync(client, "/segments/vip/members"));

        JsonElement refreshed = await (await client.PostAsync(new Uri("/segments/refresh", UriKind.Relative), null, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        JsonElement vip = Assert.Single(refreshed.EnumerateArray(), s => s.GetProperty("segmentId").GetString() == "vip");
        Assert.Equal((3, 1, 0), (vip.GetProperty("size").GetInt32(), vip.GetProperty("entered").GetInt32(), vip.GetProperty("left").GetInt32()));
        Assert.Equal(["marc@example.com", "olena@example.com", "piotr@example.com"], (await EmailsAsync(client, "/segments/vip/members")).Order());

        Assert.Equal("Welcome to our VIP customers.", Assert.Single(await LettersAsync(client, 3), l => l.Customer == "4").Text);
    }

    [Fact]
    public async Task ACanceledOrder_EndsAMembership_WithALetter()
    {
        using HttpClient client = _shop.CreateClient();
        HttpResponseMessage placed = await client.PostAsJsonAsync(new Uri("/customers/4/orders", UriKind.Relative), new NewOrder(1970.00m), Ct);
        await client.PostAsync(new Uri("/segments/refresh", UriKind.Relative), null, Ct);
        Assert.Contains("marc@example.com", await EmailsAsync(client, "/segments/vip/members"));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(placed.Headers.Location, Ct)).StatusCode);
        JsonElement refreshed = await (await client.PostAsync(new Uri("/segments/refresh", UriKind.Relative), null, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        JsonElement vip = Assert.Single(refreshed.EnumerateArray(), s => s.GetProperty("segmentId").GetString() == "vip");
        Assert.Equal((2, 0, 1), (vip.GetProperty("size").GetInt32(), vip.GetProperty("entered").GetInt32(), vip.GetProperty("left").GetInt32()));
        Assert.DoesNotContain("marc@example.com", await EmailsAsync(client, "/segments/vip/members"));
        Assert.Equal(
            ["Welcome to our VIP customers.", "We miss you among our VIP customers."],
            (await LettersAsync(client, 4)).Where(l => l.Customer == "4").Select(l => l.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync(new Uri("/orders/99", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task Customers_OfASegment_ComeInPages()
    {
        using HttpClient client = _shop.CreateClient();
        Assert.Equal(["marc@example.com"], await EmailsAsync(client, "/segments/abroad/customers?skip=1&take=1"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/segments/nobody/customers", UriKind.Relative), Ct)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    // Events are delivered in the background.
    private static async Task<Letter[]> LettersAsync(HttpClient client, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        Letter[] letters = [];
        while (letters.Length < count)
        {
            await Task.Delay(100, patience.Token);
            letters = (await client.GetFromJsonAsync<Letter[]>(new Uri("/letters", UriKind.Relative), patience.Token))!;
        }

        return letters;
    }

    private static async Task<string[]> EmailsAsync(HttpClient client, string address)
    {
        JsonElement customers = await client.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative), Ct);
        return [.. customers.EnumerateArray().Select(c => c.GetProperty("email").GetString()!)];
    }
}
