using System.Globalization;

namespace Segmentation.Benchmarks.Reference;

/// <summary>The reference shop as a data directory, for whatever loads one.</summary>
internal static class ShopFiles
{
    public static void Write(ReferenceShop shop, string directory)
    {
        Directory.CreateDirectory(directory);
        Write(directory, "customers", "id,email,gender,store,date_of_birth,created_at", shop.Customers().Select(c =>
            $"{c.Id},{c.Email},{c.Gender},{c.Store},{c.DateOfBirth:yyyy-MM-dd},{c.CreatedAt:yyyy-MM-ddTHH:mm:ssZ}"));
        Write(directory, "orders", "id,customer_id,created_at,status,grand_total,coupon_code", shop.Orders().Select(o =>
            Line($"{o.Id},{o.CustomerId},{o.CreatedAt:yyyy-MM-ddTHH:mm:ssZ},{o.Status},{o.GrandTotalCents / 100m:0.00},{o.CouponCode}")));
        Write(directory, "order_items", "order_id,product_id,quantity,row_total", shop.Items().Select(i =>
            Line($"{i.OrderId},{i.ProductId},{i.Quantity},{i.RowTotalCents / 100m:0.00}")));
        Write(directory, "products", "id,sku,name,categories", shop.Products().Select(p => $"{p.Id},{p.Sku},{p.Name},{p.Category}"));
    }

    private static void Write(string directory, string name, string header, IEnumerable<string> lines) =>
        File.WriteAllLines(Path.Combine(directory, name + ".csv"), lines.Prepend(header));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
