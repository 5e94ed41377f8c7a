using Bogus;

namespace QuickStart.Shop;

/// <summary>Makes up a shop. The same seed and instant give the same shop on every machine.</summary>
internal sealed class ShopGenerator
{
    private const int ProductCount = 400;

    private static readonly string[] Categories = ["Laptops", "Phones", "Cameras", "Audio", "Accessories", "Books", "Games", "Home"];
    private static readonly string[] Countries = ["UA", "PL", "DE", "FR", "GB"];
    private static readonly float[] CountryShares = [0.70f, 0.10f, 0.08f, 0.06f, 0.06f];
    private static readonly string[] MailHosts = ["gmail.com", "ukr.net", "outlook.com", "example.com", "amazon.com"];
    private static readonly float[] MailShares = [0.45f, 0.30f, 0.15f, 0.09f, 0.01f];

    private readonly Faker _faker;
    private DateTimeOffset _now;
    private long _lastOrder;

    public ShopGenerator(int seed, DateTimeOffset now)
    {
        _faker = new Faker { Random = new Randomizer(seed) };
        _now = now;
        Products = [.. Enumerable.Range(1, ProductCount).Select(Product)];
    }

    public IReadOnlyList<Product> Products { get; }

    public List<Customer> Customers(int count) => [.. Enumerable.Range(1, count).Select(id => Customer(id, Past(3 * 365)))];

    /// <summary>What the next week brings: one customer more in a hundred, and an order of one in ten.</summary>
    public Week NextWeek(IReadOnlyList<Customer> customers)
    {
        _now += TimeSpan.FromDays(7);
        List<Customer> registered = [.. Enumerable.Range(customers.Count + 1, customers.Count / 100).Select(id => Customer(id, Past(7)))];
        List<(long, Order)> orders = [];
        foreach (Customer buyer in customers.Where(_ => _faker.Random.Bool(0.1f)))
            orders.Add((buyer.Id, Order(Past(7))));
        return new Week(registered, orders);
    }

    private Product Product(int number) => new(
        $"{number:D5}",
        _faker.Commerce.ProductName(),
        _faker.PickRandom(Categories),
        _faker.Random.Int(500, 15_000) / 100m,
        IsRecommended: _faker.Random.Bool(0.1f));

    private Customer Customer(long id, DateTimeOffset registeredAt)
    {
        var gender = _faker.PickRandom<Bogus.DataSets.Name.Gender>();
        string first = _faker.Name.FirstName(gender);
        string last = _faker.Name.LastName(gender);
        var customer = new Customer
        {
            Id = id,
            FirstName = first,
            LastName = last,
            Email = $"{first}.{last}{id}@{_faker.Random.WeightedRandom(MailHosts, MailShares)}".ToLowerInvariant(),
            Gender = gender == Bogus.DataSets.Name.Gender.Female ? Gender.Female : Gender.Male,
            BirthDate = _faker.Random.Bool(0.8f) ? DateOnly.FromDateTime(_now.UtcDateTime).AddDays(-_faker.Random.Int(12 * 365, 80 * 365)) : null,
            RegisteredAt = registeredAt,
        };

        customer.Addresses.Add(new Address(true, _faker.Address.City(), _faker.Random.WeightedRandom(Countries, CountryShares)));
        int orders = _faker.Random.Bool(0.25f) ? 0 : _faker.Random.Int(1, 9);
        for (int i = 0; i < orders; i++)
            customer.Orders.Add(Order(registeredAt + (_now - registeredAt) * _faker.Random.Double()));
        if (_faker.Random.Bool(0.2f))
            customer.Carts.Add(new Cart(IsActive: true, Past(14), Lines()));
        if (_faker.Random.Bool(0.3f))
            customer.Wishes.Add(new Wish(Pick(), Past(365)));
        return customer;
    }

    private Order Order(DateTimeOffset placed)
    {
        OrderState state = _faker.Random.WeightedRandom([OrderState.Done, OrderState.New, OrderState.Canceled], [0.8f, 0.1f, 0.1f]);
        return new Order(++_lastOrder, placed, state, Lines());
    }

    private List<Line> Lines() => [.. Enumerable.Range(0, _faker.Random.Int(1, 3)).Select(_ => new Line(Pick(), _faker.Random.Int(1, 2)))];

    private Product Pick() => Products[_faker.Random.Int(0, Products.Count - 1)];

    private DateTimeOffset Past(int days) => _now - TimeSpan.FromDays(days) * _faker.Random.Double();
}
