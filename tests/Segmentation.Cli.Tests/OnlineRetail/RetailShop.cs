using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Segmentation.Cli.Tests.OnlineRetail;

internal sealed record RetailItem(string Sku, string? Name, decimal Price, decimal Quantity, string? ProductName, string ProductSku);

internal sealed record RetailOrder(string Id, DateTimeOffset CreatedAt, string Status, decimal Quantity, decimal Total)
{
    public List<RetailItem> Items { get; } = [];
}

internal sealed record RetailCustomer(long Id)
{
    public string? BillingCountry { get; set; }

    public List<RetailOrder> Orders { get; } = [];
}

/// <summary>
/// The online-retail data as plain objects, read by plain loops. Nothing of the product takes part: what is computed from
/// this is the second opinion on what the product says.
/// </summary>
internal sealed class RetailShop
{
    private readonly Dictionary<string, RetailCustomer> _customers = [];

    public IReadOnlyCollection<RetailCustomer> Customers => _customers.Values;

    public static RetailShop Read(string directory)
    {
        var shop = new RetailShop();
        foreach (CsvReader row in Rows(directory, "customers"))
            shop._customers.Add(row.GetString("id"), new RetailCustomer(long.Parse(row.GetString("id"), CultureInfo.InvariantCulture)));

        foreach (CsvReader row in Rows(directory, "addresses"))
        {
            if (row.GetString("kind") == "billing")
                shop._customers[row.GetString("customer_id")].BillingCountry ??= Text(row.GetString("country"));
        }

        var products = new Dictionary<string, (string Sku, string? Name)>();
        foreach (CsvReader row in Rows(directory, "products"))
            products.Add(row.GetString("id"), (row.GetString("sku"), Text(row.GetString("name"))));

        var orders = new Dictionary<string, RetailOrder>();
        foreach (CsvReader row in Rows(directory, "orders"))
        {
            var order = new RetailOrder(
                row.GetString("id"),
                DateTimeOffset.Parse(row.GetString("created_at"), CultureInfo.InvariantCulture),
                row.GetString("status"),
                Number(row.GetString("total_quantity")),
                Number(row.GetString("grand_total")));
            orders.Add(order.Id, order);
            if (row.GetString("customer_id") is { Length: > 0 } customer)
                shop._customers[customer].Orders.Add(order);
        }

        foreach (CsvReader row in Rows(directory, "order_items"))
        {
            (string sku, string? name) = products[row.GetString("product_id")];
            orders[row.GetString("order_id")].Items.Add(
                new RetailItem(row.GetString("sku"), Text(row.GetString("name")), Number(row.GetString("price")), Number(row.GetString("quantity")), name, sku));
        }

        return shop;
    }

    private static IEnumerable<CsvReader> Rows(string directory, string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(directory, file + ".csv.gz")), CompressionMode.Decompress);
        using CsvReader csv = CsvReader.Create(stream);
        while (csv.Read())
            yield return csv;
    }

    private static string? Text(string field) => field.Length > 0 ? field : null;

    private static decimal Number(string field) => decimal.Parse(field, NumberStyles.Number, CultureInfo.InvariantCulture);
}
