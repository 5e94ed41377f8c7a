using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Tests.Subjects;

/// <summary>A small shop that is read as of 14 March 2026.</summary>
internal static class Shop
{
    public static DateTimeOffset AsOf { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static SegmentSchema Schema { get; } = CommerceSchema.Create();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Dataset Data { get; } = Dataset.Parse(Schema, """
        { "customers": [
            { "id": 1, "email": "Ann@Example.com", "first_name": "Ann", "last_name": "Lee", "gender": "female", "date_of_birth": "1990-03-15",
              "created_at": "2025-01-01T00:00:00Z", "tags": ["a", "b"], "store_credit": 12.50, "is_guest": false },
            { "id": 2, "email": "bob@example.com", "first_name": "Bob", "gender": "male", "is_guest": false },
            { "id": 10, "email": "ann@example.com", "gender": "female", "is_guest": true },
            { "id": 30 } ],
          "addresses": [
            { "id": 1, "customer_id": 1, "kind": "billing", "city": "Kyiv", "country": "UA" },
            { "id": 2, "customer_id": 1, "kind": "shipping", "city": "Lviv", "country": "UA" },
            { "id": 3, "customer_id": 10, "kind": "billing", "city": "Riga", "country": "LV" } ],
          "orders": [
            { "id": 100, "customer_id": 1, "created_at": "2026-03-01T00:00:00Z", "status": "complete", "grand_total": 10 },
            { "id": 101, "customer_id": 1, "created_at": "2026-03-13T00:00:00Z", "status": "pending", "grand_total": 5.50 },
            { "id": 102, "customer_id": 1, "created_at": "2026-02-01T00:00:00Z", "status": "complete", "grand_total": 1 },
            { "id": 103, "customer_id": 30, "created_at": "2026-03-01T00:00:00Z", "status": "complete", "grand_total": 7 } ] }
        """);

    public static DatasetSource Source { get; } = new(Data, batchSize: 2);

    public static SubjectQuery Query(params string[] paths) => SubjectQuery.Bind(Schema, [.. paths.Select(p => new SubjectColumn(p))]);

    public static Task<List<SubjectRow>> ReadAsync(SubjectQuery query, SubjectReadOptions? options = null, ISegmentSource? source = null) =>
        new SubjectReader(source ?? Source).ReadAsync(query, AsOf, options, Ct).ToListAsync(Ct).AsTask();

    /// <summary>The only row of the customer, its values as text.</summary>
    public static async Task<string[]> ValuesAsync(long customer, params string[] paths)
    {
        var options = new SubjectReadOptions { Keys = Keys(customer) };
        return [.. Assert.Single(await ReadAsync(Query(paths), options)).Values.Select(Text)];
    }

    /// <summary>A large shop: customers 1 to a number, each with as many orders.</summary>
    public static Dataset Many(int customers, int orders) => Dataset.Parse(Schema, $$"""
        { "customers": [ {{string.Join(',', Enumerable.Range(1, customers).Select(i => $$"""{ "id": {{i}}, "email": "c{{i}}@example.com" }"""))}} ],
          "orders": [ {{string.Join(',', Enumerable.Range(0, customers * orders).Select(i => $$"""{ "id": {{i}}, "customer_id": {{1 + i / orders}}, "grand_total": {{i}} }"""))}} ] }
        """);

    public static IAsyncEnumerable<SubjectKey> Keys(params long[] keys) => keys.Select(k => new SubjectKey(k)).ToAsyncEnumerable();

    public static string[] KeysOf(IEnumerable<SubjectRow> rows) => [.. rows.Select(r => r.Key.ToString())];

    private static string Text(object? value) => value switch
    {
        null => "missing",
        IReadOnlyList<string> set => string.Join('|', set),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };
}
