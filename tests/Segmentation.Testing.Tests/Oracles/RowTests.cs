namespace Segmentation.Testing.Tests;

public sealed class RowTests
{
    private const string Shop = """
        { "customers": [ { "id": 1, "first_name": "Ann" }, { "id": 2, "first_name": "Bob" }, { "id": 3 }, { "id": 4 } ],
          "addresses": [
            { "id": 10, "customer_id": 1, "kind": "shipping", "country": "PL" },
            { "id": 9, "customer_id": 1, "kind": "shipping", "country": "UA" },
            { "id": 11, "customer_id": 2, "kind": "shipping", "country": "DE" },
            { "id": 12, "customer_id": 3, "kind": "billing", "country": "UA" } ],
          "products": [ { "id": "p", "sku": "P-1", "price": 5, "categories": ["Shoes"] }, { "id": "q", "sku": "Q-1", "price": 7, "categories": ["3"] } ],
          "categories": [ { "id": 1, "name": "Wear" }, { "id": 2, "name": "Shoes", "parent_id": 1 }, { "id": 3, "name": "Boots", "parent_id": 2 }, { "id": 4, "name": "Hats", "parent_id": 1 } ],
          "orders": [
            { "id": 1, "customer_id": 1, "grand_total": 10, "status": "complete", "created_at": "2026-01-01T00:00:00Z", "shipping_address": { "country": "PL" } },
            { "id": 2, "customer_id": 1, "grand_total": 20, "status": "pending", "created_at": "2026-02-01T00:00:00Z" },
            { "id": 3, "customer_id": 2, "grand_total": 30, "status": "complete", "created_at": "2026-02-01T00:00:00Z" },
            { "id": 4, "customer_id": 2, "status": "canceled", "created_at": "2026-02-01T00:00:00Z" },
            { "id": 5, "customer_id": 4, "status": "complete" } ],
          "order_items": [
            { "order_id": 1, "product_id": "p", "price": 5, "quantity": 2, "sku": "p-1" },
            { "order_id": 1, "product_id": "q", "price": 6, "quantity": 1, "sku": "P-1" },
            { "order_id": 3, "product_id": "q", "price": 8, "quantity": 1, "sku": "Q-1" } ] }
        """;

    [Theory]
    [InlineData("some", "1 2 4")]
    [InlineData("none", "3")]
    public void Related_WithoutWhere_AsksForAnyRow(string quantifier, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, $$"""{ "type": "related", "relation": "orders", "quantifier": "{{quantifier}}" }"""));

    [Theory]
    [InlineData("some", "1 2 4")]
    [InlineData("none", "3")]
    [InlineData("every", "4")]
    public void Related_OfCompleteOrders_CountsRowsAsAsked(string quantifier, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, $$"""
            { "type": "related", "relation": "orders", "quantifier": "{{quantifier}}",
              "where": { "match": "all", "are": true, "conditions": [ { "attribute": "status", "operator": "=", "value": "complete" } ] } }
            """));

    [Fact]
    public void Where_WithTwoLeaves_IsTestedOnOneRow() =>
        Assert.Equal("2", OracleRun.Members(Shop, """
            { "type": "related", "relation": "orders", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "attribute": "status", "operator": "=", "value": "complete" }, { "attribute": "grand_total", "operator": ">=", "value": 20 } ] } }
            """));

    [Theory]
    [InlineData("""{ "type": "attribute", "attribute": "shipping_address.country", "operator": "!=", "value": "UA" }""", "2 3 4")]
    [InlineData("""{ "type": "related", "relation": "shipping_address", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [ { "attribute": "country", "operator": "!=", "value": "UA" } ] } }""", "2")]
    [InlineData("""{ "type": "attribute", "attribute": "last_order.grand_total", "operator": "=", "value": 20 }""", "1")]
    [InlineData("""{ "type": "attribute", "attribute": "last_order.status", "operator": "=", "value": "canceled" }""", "2")]
    [InlineData("""{ "type": "attribute", "attribute": "first_order.status", "operator": "=", "value": "complete" }""", "1 2")]
    [InlineData("""{ "type": "attribute", "attribute": "last_order.status", "operator": "null" }""", "3 4")]
    [InlineData("""{ "type": "related", "relation": "orders.shipping_address", "quantifier": "some" }""", "1")]
    public void Path_OverToOneRelations_ReadsOneRow(string condition, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, condition));

    [Theory]
    [InlineData("count", null, ">=", "2", "1 2")]
    [InlineData("count", null, "=", "0", "3")]
    [InlineData("sum", "grand_total", "=", "30", "1 2")]
    [InlineData("sum", "grand_total", "=", "0", "3 4")]
    [InlineData("average", "grand_total", "=", "15", "1")]
    [InlineData("average", "grand_total", "null", null, "3 4")]
    [InlineData("average", "grand_total", "notBetween", "[15, 29]", "2 3 4")]
    [InlineData("min", "grand_total", "<=", "10", "1")]
    [InlineData("max", "created_at", ">", "\"2026-01-31\"", "1 2")]
    [InlineData("countDistinct", "created_at", "=", "1", "2")]
    public void Aggregate_OverOrders_SkipsMissingValues(string function, string? attribute, string @operator, string? value, string members)
    {
        string of = attribute is null ? "" : $", \"attribute\": \"{attribute}\"", operand = value is null ? "" : $", \"value\": {value}";
        Assert.Equal(members, OracleRun.Members(Shop, $$"""{ "type": "aggregate", "relation": "orders", "function": "{{function}}"{{of}}, "operator": "{{@operator}}"{{operand}} }"""));
    }

    [Theory]
    [InlineData("sku", "=", "1", "1 2")]
    [InlineData("product.sku", "=", "2", "1")]
    public void CountDistinct_OfText_IgnoresCase(string attribute, string @operator, string value, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, $$"""{ "type": "aggregate", "relation": "orders.items", "function": "countDistinct", "attribute": "{{attribute}}", "operator": "{{@operator}}", "value": {{value}} }"""));

    [Fact]
    public void Average_OfAThird_IsComparedExactly()
    {
        const string data = """{ "customers": [ { "id": 1 } ], "orders": [ { "customer_id": 1, "grand_total": 0.1 }, { "customer_id": 1, "grand_total": 0.1 }, { "customer_id": 1, "grand_total": 0.2 } ] }""";
        Assert.Equal("", OracleRun.Members(data, """{ "type": "aggregate", "relation": "orders", "function": "average", "attribute": "grand_total", "operator": "<=", "value": 0.1333333333 }"""));
        Assert.Equal("1", OracleRun.Members(data, """{ "type": "aggregate", "relation": "orders", "function": "average", "attribute": "grand_total", "operator": "<", "value": 0.1333333334 }"""));
    }

    [Theory]
    [InlineData("order.status", "complete", "1 2")]
    [InlineData("customer.first_name", "ann", "1")]
    [InlineData("product.sku", "q-1", "1 2")]
    public void Where_OnNestedRows_SeesParentsByEntity(string attribute, string value, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, $$"""
            { "type": "related", "relation": "orders.items", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "attribute": "{{attribute}}", "operator": "=", "value": "{{value}}" } ] } }
            """));

    [Fact]
    public void Where_WithNestedBlocks_StartsFromTheRow() =>
        Assert.Equal("1", OracleRun.Members(Shop, """
            { "type": "related", "relation": "orders", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "type": "aggregate", "relation": "items", "function": "count", "operator": ">=", "value": 2,
                "where": { "match": "any", "are": true, "conditions": [ { "attribute": "price", "operator": "<=", "value": { "attribute": "product.price" } } ] } } ] } }
            """));

    [Theory]
    [InlineData("Wear", "1 2")]
    [InlineData("shoes", "1 2")]
    [InlineData("2", "1 2")]
    [InlineData("Boots", "1 2")]
    [InlineData("Hats", "")]
    public void HasAny_OfACategory_AlsoMatchesDescendants(string category, string members) =>
        Assert.Equal(members, OracleRun.Members(Shop, $$"""
            { "type": "related", "relation": "orders.items", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "attribute": "product.categories", "operator": "hasAny", "value": ["{{category}}"] } ] } }
            """));

    [Fact]
    public void HasAll_OfCategories_NeedsEachInOneSet() =>
        Assert.Equal("1", OracleRun.Members(Shop, """
            { "type": "related", "relation": "orders.items", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "attribute": "product.categories", "operator": "hasAll", "value": ["wear", "Shoes"] }, { "attribute": "product.categories", "operator": "hasNone", "value": ["Boots"] } ] } }
            """));

    [Fact]
    public void Cart_OfSeveral_IsTheActiveOneUpdatedLast()
    {
        const string data = """
            { "customers": [ { "id": 1 }, { "id": 2 } ], "carts": [
              { "id": 1, "customer_id": 1, "is_active": true, "updated_at": "2026-01-02T00:00:00Z", "grand_total": 1 },
              { "id": 2, "customer_id": 1, "is_active": true, "created_at": "2026-01-05T00:00:00Z", "grand_total": 2 },
              { "id": 3, "customer_id": 1, "is_active": false, "updated_at": "2026-01-09T00:00:00Z", "grand_total": 3 },
              { "id": 9, "customer_id": 2, "is_active": true, "grand_total": 9 },
              { "id": 10, "customer_id": 2, "is_active": true, "grand_total": 10 } ] }
            """;
        Assert.Equal("1", OracleRun.Members(data, """{ "type": "attribute", "attribute": "cart_total", "operator": "=", "value": 1 }"""));
        Assert.Equal("2", OracleRun.Members(data, """{ "type": "attribute", "attribute": "cart_total", "operator": "=", "value": 10 }"""));
    }

    [Fact]
    public void Through_AnotherRelation_LeadsToItsRows()
    {
        const string data = """
            { "customers": [ { "id": 1 }, { "id": 2 } ], "orders": [ { "id": 1, "customer_id": 1, "status": "complete" }, { "id": 2, "customer_id": 2 } ],
              "shipments": [ { "order_id": 1, "carrier": "ups" } ] }
            """;
        Assert.Equal("1", OracleRun.Members(data, """
            { "type": "related", "relation": "shipments", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
              { "attribute": "order.status", "operator": "=", "value": "complete" }, { "attribute": "carrier", "operator": "=", "value": "UPS" } ] } }
            """));
    }
}
