namespace Segmentation.Tests.Shared;

/// <summary>Chooses some customers and what belongs to them, table by table.</summary>
internal sealed class RetailSample(int oneCustomerIn, int oneItemIn)
{
    private readonly HashSet<string> _customers = [];
    private readonly HashSet<string> _orders = [];
    private readonly HashSet<string> _products = [];
    private long _seen;

    public bool Takes(string table, Dictionary<string, string> row) => table switch
    {
        "customers" => _seen++ % oneCustomerIn == 0 && _customers.Add(row["id"]),
        "orders" => _customers.Contains(row["customer_id"]) && _orders.Add(row["id"]),
        "order_items" => _orders.Contains(row["order_id"]) && TakesItem(row["product_id"]),
        "products" => _products.Contains(row["id"]),
        _ => _customers.Contains(row["customer_id"]),
    };

    private bool TakesItem(string product)
    {
        if (_seen++ % oneItemIn != 0)
            return false;
        _products.Add(product);
        return true;
    }
}
