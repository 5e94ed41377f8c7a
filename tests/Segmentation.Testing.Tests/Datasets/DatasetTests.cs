namespace Segmentation.Testing.Tests;

public sealed class DatasetTests
{
    private static Dataset Parse(string data) => Dataset.Parse(CommerceSchema.Create(), data);

    [Theory]
    [InlineData("""{ "people": [] }""")]
    [InlineData("""{ "customers": [ { "id": 1 }, { "id": "1" } ] }""")]
    [InlineData("""{ "customers": [ { "id": 1 }, { } ] }""")]
    [InlineData("""{ "customers": [ { "id": 1.5 } ] }""")]
    [InlineData("""{ "customers": [ { "id": 1 } ], "orders": [ { "customer_id": 2 } ] }""")]
    [InlineData("""{ "order_items": [ { "product_id": "p" } ] }""")]
    [InlineData("""{ "customers": [ { "failures_number": 1.5 } ] }""")]
    [InlineData("""{ "customers": [ { "failures_number": "1" } ] }""")]
    [InlineData("""{ "customers": [ { "store_credit": 1000000000000000000 } ] }""")]
    [InlineData("""{ "customers": [ { "store_credit": 0.0000000001 } ] }""")]
    [InlineData("""{ "customers": [ { "date_of_birth": "2025-02-29" } ] }""")]
    [InlineData("""{ "customers": [ { "created_at": "2025-02-28" } ] }""")]
    [InlineData("""{ "customers": [ { "email": "a\u0000" } ] }""")]
    [InlineData("""{ "customers": [ { "tags": "a" } ] }""")]
    [InlineData("""{ "customers": [ { "age": 5 } ] }""")]
    [InlineData("""{ "customers": [ { "x:number": 5 } ] }""")]
    public void Parse_OfBadData_IsRefused(string data) => Assert.Throws<SegmentDataException>(() => Parse(data));

    [Fact]
    public void Row_WithAnUnpairedSurrogate_IsRefused()
    {
        var row = new DatasetRow("customer") { Values = new Dictionary<string, object> { ["email"] = "a\ud800" } };
        SegmentDataException refusal = Assert.Throws<SegmentDataException>(() => new Dataset(CommerceSchema.Create(), [row]));
        Assert.Equal(("customer", "email"), (refusal.Entity, refusal.Attribute));
    }

    [Fact]
    public void Parse_OfARepeatedProperty_IsRefused() =>
        Assert.Throws<Newtonsoft.Json.JsonReaderException>(() => Parse("""{ "customers": [ { "id": 1, "email": "a", "email": "b" } ] }"""));

    [Theory]
    [InlineData("""{ "id": 1 }, { "id": -5 }""", KeyKind.Integer)]
    [InlineData("""{ }, { }""", KeyKind.Integer)]
    [InlineData("""{ "id": "01" }, { "id": 2 }""", KeyKind.Text)]
    [InlineData("""{ "id": "0f8fad5b-d9cb-469f-a165-70867728950e" }, { "id": "7C9E6679-7425-40DE-944B-E07FC1F90AE7" }""", KeyKind.Guid)]
    [InlineData("""{ "id": "0f8fad5b-d9cb-469f-a165-70867728950e" }, { "id": 1 }""", KeyKind.Text)]
    public void KeyKind_OfAnEntity_IsTheNarrowestThatAllHave(string customers, KeyKind kind) =>
        Assert.Equal(kind, Parse($$"""{ "customers": [ {{customers}} ] }""").KeyKindOf("customer"));

    [Theory]
    [InlineData("true", AttributeType.Boolean)]
    [InlineData("5", AttributeType.Integer)]
    [InlineData("5.5", AttributeType.Decimal)]
    [InlineData("\"2025-01-01\"", AttributeType.Date)]
    [InlineData("\"2025-01-01T00:00:00\"", AttributeType.Instant)]
    [InlineData("[\"a\"]", AttributeType.Set)]
    [InlineData("\"5\"", AttributeType.Text)]
    [InlineData("null", AttributeType.Text)]
    public void CustomAttribute_WithoutAType_HasThatOfItsValues(string value, AttributeType type) =>
        Assert.Equal(type, Parse($$"""{ "customers": [ { "x": null }, { "x": {{value}} } ] }""").Schema.Subject.FindAttribute("x")!.Type);

    [Fact]
    public void CustomAttribute_WithAType_ReadsItsValues()
    {
        Dataset data = Parse("""{ "products": [ { "id": "p", "weight:decimal": 5 } ] }""");
        Assert.Equal(5m, data.Rows("product")[0]["weight"]);
    }

    [Fact]
    public void Part_WithAColumn_Exists()
    {
        Dataset data = Parse("""{ "customers": [ {} ], "orders": [ { "customer_id": 1, "billing_address": { "city": null }, "shipping_address": { "city": "Lviv" } } ] }""");
        DatasetRow order = data.Rows("order")[0];
        Assert.Equal(["shipping_address"], order.Parts.Keys);
        Assert.Same(order, data.Parent(order.Parts["shipping_address"], "order"));
        Assert.Equal(data.Subjects[0], data.Parent(order, "customer"));
    }

    [Fact]
    public void ToJson_ReadBack_GivesTheSameData()
    {
        string json = Parse("""
            { "customers": [ { "id": "x", "store_credit": 1.50, "tags": ["a"], "created_at": "2025-01-01T00:00:00.0000001+02:00", "date_of_birth": "2000-02-29" } ],
              "orders": [ { "id": 1, "customer_id": "x", "shipping_address": { "city": "Lviv" } } ] }
            """).ToJson();
        Assert.Equal(json, Parse(json).ToJson());
        Assert.Contains("Lviv", json, StringComparison.Ordinal);
    }
}
