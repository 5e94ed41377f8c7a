using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QuickStart.Shop;

/// <summary>The shop's SQLite file, as an application writes it. Nothing here knows of segments.</summary>
internal sealed class ShopDatabase(string file)
{
    private long _lastRow;

    // Without a pool, no connection outlives its use, and the file can be replaced.
    public string ConnectionString { get; } = $"Data Source={file};Pooling=False";

    /// <summary>Makes the tables, and puts products and customers into them.</summary>
    public void Create(IEnumerable<Product> products, IEnumerable<Customer> customers)
    {
        // So that readers and the writer do not wait for each other.
        using (var connection = new SqliteConnection(ConnectionString))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
        }

        InTransaction(connection => Create(connection, products, customers));
    }

    /// <summary>Puts in what a week brought.</summary>
    public void Add(Week week) => InTransaction(connection => Add(connection, week.Registered, week.Orders));

    /// <summary>How many customers each customer group has; null is no group.</summary>
    public List<(string? Group, long Customers)> CountGroups()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT client_group, COUNT(*) FROM clients GROUP BY client_group ORDER BY client_group";
        using SqliteDataReader reader = command.ExecuteReader();
        var groups = new List<(string?, long)>();
        while (reader.Read())
            groups.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt64(1)));
        return groups;
    }

    private void Create(SqliteConnection connection, IEnumerable<Product> products, IEnumerable<Customer> customers)
    {
        Execute(connection, ShopTables.Create);
        using var articles = new Insert(connection, "articles", "sku", "title", "category", "is_recommended");
        foreach (Product product in products)
            articles.Row(product.Sku, product.Name, product.Category, product.IsRecommended ? 1 : 0);
        Add(connection, customers, orders: []);
    }

    private void Add(SqliteConnection connection, IEnumerable<Customer> customers, IEnumerable<(long Customer, Order Order)> orders)
    {
        using var clients = new Insert(connection, "clients", "id", "first_name", "last_name", "mail", "gender", "born", "registered_at");
        using var addresses = new Insert(connection, "client_addresses", "id", "client_id", "kind", "city", "country");
        using var sales = new Insert(connection, "sales", "id", "client_id", "placed_at", "state", "cents");
        using var lines = new Insert(connection, "sale_lines", "id", "sale_id", "sku", "quantity");
        using var baskets = new Insert(connection, "baskets", "id", "client_id", "is_open", "changed_at", "cents");
        using var wishes = new Insert(connection, "wishes", "id", "client_id", "sku", "added_at");
        foreach (Customer c in customers)
        {
            clients.Row(c.Id, c.FirstName, c.LastName, c.Email, (int)c.Gender, c.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(c.RegisteredAt));
            foreach (Address address in c.Addresses)
                addresses.Row(++_lastRow, c.Id, address.IsForShipping ? "shipping" : "billing", address.City, address.Country);
            foreach (Order order in c.Orders)
                AddOrder(c.Id, order);
            foreach (Cart cart in c.Carts)
                baskets.Row(++_lastRow, c.Id, cart.IsActive ? 1 : 0, Text(cart.UpdatedAt), Cents(cart.Total));
            foreach (Wish wish in c.Wishes)
                wishes.Row(++_lastRow, c.Id, wish.Product.Sku, Text(wish.AddedAt));
        }

        foreach ((long customer, Order order) in orders)
            AddOrder(customer, order);

        void AddOrder(long customer, Order order)
        {
            sales.Row(order.Id, customer, Text(order.PlacedAt), (int)order.State, Cents(order.Total));
            foreach (Line line in order.Lines)
                lines.Row(++_lastRow, order.Id, line.Product.Sku, line.Quantity);
        }
    }

    private void InTransaction(Action<SqliteConnection> work)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        work(connection);
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static long Cents(decimal amount) => (long)(amount * 100);

    /// <summary>A prepared INSERT.</summary>
    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand _command;

        public Insert(SqliteConnection connection, string table, params string[] columns)
        {
            _command = connection.CreateCommand();
            _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c}"))})";
            foreach (string column in columns)
                _command.Parameters.Add(new SqliteParameter { ParameterName = $"@{column}" });
        }

        public void Row(params ReadOnlySpan<object?> values)
        {
            for (int i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
