using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Benchmarks.Reference;

/// <summary>The reference shop as whole columns in memory; what is measured over it is evaluation alone.</summary>
internal sealed class ShopColumns : ISegmentSource
{
    private readonly Dictionary<string, Dictionary<string, Column>> _columns = [];
    private readonly Dictionary<string, int[]> _offsets = [];
    private readonly Dictionary<string, KeyList> _keys = [];
    private readonly Dictionary<(string Table, string Columns), TableRows> _read = [];
    // No category lies in another.
    private readonly int[] _parents = [.. Enumerable.Repeat(-1, ReferenceShop.CategoryCount)];
    private int[] _products = [];

    /// <param name="shop">The shop.</param>
    /// <param name="customers">The numbers of the customers to take, ascending; null for all.</param>
    public ShopColumns(ReferenceShop shop, IEnumerable<int>? customers = null)
    {
        AddProducts(shop);
        AddCustomers(shop, [.. customers ?? Enumerable.Range(0, shop.CustomerCount)]);
    }

    public int OrderCount => _offsets["customer.orders"][^1];

    public int ItemCount => _products.Length;

    /// <summary>
    /// What the columns that a set needs come to as they are declared: 8 bytes a number, instant or key, 4 a code, a
    /// reference or an offset, and each distinct text once in UTF-8.
    /// </summary>
    public long DeclaredBytes(SegmentSet set)
    {
        var texts = new HashSet<TextDictionary>();
        long bytes = 0;
        foreach (TableNeeds needs in set.Plan.SubjectTables.Concat(set.Plan.SharedTables))
        {
            TableRows rows = Read(needs);
            bytes += rows.Columns.Sum(c => BytesOf(c, texts)) + 4L * rows.Count * rows.References.Length;
            bytes += needs.Read.IsRoot ? 8L * rows.Count : 4L * rows.Offsets.Length;
        }

        return bytes + texts.Sum(TextBytes);
    }

    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new(new Snapshot(this));

    private TableRows Read(TableNeeds needs)
    {
        string table = needs.Read.ToString();
        string columns = string.Join(',', needs.Read.Attributes.Select(a => a.Name));
        if (!_read.TryGetValue((table, columns), out TableRows? rows))
        {
            _read.Add((table, columns), rows = new TableRows
            {
                Count = _offsets[table][^1],
                Offsets = _offsets[table],
                Columns = [.. needs.Read.Attributes.Select(a => _columns[table][a.Name])],
                References = [.. needs.Read.References.Select(_ => table == "category" ? _parents : _products)],
                Keys = _keys.GetValueOrDefault(table),
            });
        }

        return rows;
    }

    private static long BytesOf(Column column, HashSet<TextDictionary> texts)
    {
        switch (column)
        {
            case TextColumn text:
                texts.Add(text.Dictionary);
                return 4L * column.Count;
            case SetColumn set:
                texts.Add(set.Dictionary);
                return 4L * (column.Count + set.Codes.Length);
            default:
                return 8L * column.Count;
        }
    }

    private static long TextBytes(TextDictionary texts) => Enumerable.Range(0, texts.Count).Sum(code => (long)System.Text.Encoding.UTF8.GetByteCount(texts[code]));

    private void AddProducts(ReferenceShop shop)
    {
        Builders category = new("name");
        foreach (int number in Enumerable.Range(0, ReferenceShop.CategoryCount))
            category.Text("name", ReferenceShop.CategoryName(number));
        Add("category", category, [.. Enumerable.Range(0, ReferenceShop.CategoryCount + 1)]);
        _keys.Add("category", Keys("category", Enumerable.Range(1, ReferenceShop.CategoryCount).Select(i => (long)i)));

        Builders product = new("sku", "name", "categories");
        foreach (ProductRow row in shop.Products())
        {
            product.Text("sku", row.Sku);
            product.Text("name", row.Name);
            product.Set("categories", row.Category);
        }

        Add("product", product, [.. Enumerable.Range(0, ReferenceShop.ProductCount + 1)]);
        _keys.Add("product", Keys("product", Enumerable.Range(1, ReferenceShop.ProductCount).Select(i => (long)i)));
    }

    private void AddCustomers(ReferenceShop shop, int[] numbers)
    {
        Builders customer = new("email", "gender", "store", "date_of_birth", "created_at");
        Builders order = new("created_at", "status", "grand_total", "coupon_code");
        Builders item = new("quantity", "row_total");
        var keys = new List<long>(numbers.Length);
        var orders = new List<int> { 0 };
        var items = new List<int> { 0 };
        var products = new List<int>();
        foreach (int number in numbers)
        {
            CustomerRow row = shop.Customer(number);
            keys.Add(row.Id);
            customer.Text("email", row.Email);
            customer.Text("gender", row.Gender);
            customer.Text("store", row.Store);
            customer.Date("date_of_birth", row.DateOfBirth);
            customer.Instant("created_at", row.CreatedAt);
            foreach ((OrderRow placed, ItemRow[] lines) in shop.OrdersOf(number, 0))
            {
                order.Instant("created_at", placed.CreatedAt);
                order.Text("status", placed.Status);
                order.Money("grand_total", placed.GrandTotalCents);
                order.Text("coupon_code", placed.CouponCode);
                foreach (ItemRow line in lines)
                {
                    item.Money("quantity", 100L * line.Quantity);
                    item.Money("row_total", line.RowTotalCents);
                    products.Add((int)line.ProductId - 1);
                }

                items.Add(products.Count);
            }

            orders.Add(items.Count - 1);
        }

        Add("customer", customer, [.. Enumerable.Range(0, numbers.Length + 1)]);
        Add("customer.orders", order, [.. orders]);
        Add("customer.orders.items", item, [.. items]);
        _products = [.. products];
        _keys.Add("customer", Keys("customer", keys));
    }

    private void Add(string table, Builders builders, int[] offsets)
    {
        _columns.Add(table, builders.Take());
        _offsets.Add(table, offsets);
    }

    private static KeyList Keys(string entity, IEnumerable<long> keys)
    {
        long[] all = [.. keys];
        return KeyList.Of(entity, KeyColumn.Integers(all, all.Length));
    }

    private sealed class Snapshot(ShopColumns columns) : ITableSnapshot
    {
        public TableRows Read(TableNeeds needs) => columns.Read(needs);

        public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct) => throw new NotSupportedException("The columns are read whole.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Builders
    {
        private readonly Dictionary<string, ColumnBuilder> _builders;

        public Builders(params string[] columns) => _builders = columns.ToDictionary(c => c, c => new ColumnBuilder(c switch
        {
            "created_at" => AttributeType.Instant,
            "date_of_birth" => AttributeType.Date,
            "grand_total" or "row_total" or "quantity" => AttributeType.Decimal,
            "categories" => AttributeType.Set,
            _ => AttributeType.Text,
        }));

        public void Text(string column, string? text)
        {
            if (text is null)
                _builders[column].AppendMissing();
            else
                _builders[column].Append(text);
        }

        public void Set(string column, string member) => _builders[column].Append([member]);

        public void Date(string column, DateOnly? day)
        {
            if (day is { } known)
                _builders[column].Append(known);
            else
                _builders[column].AppendMissing();
        }

        public void Instant(string column, DateTimeOffset instant) => _builders[column].Append(instant);

        public void Money(string column, long cents) => _builders[column].Append(new decimal(cents) / 100m);

        public Dictionary<string, Column> Take() => _builders.ToDictionary(b => b.Key, b => SnapshotLoader.Trimmed(b.Value.Take()));
    }
}
