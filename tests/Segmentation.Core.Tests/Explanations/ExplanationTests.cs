using Newtonsoft.Json.Linq;

namespace Segmentation.Tests.Explanations;

public sealed class ExplanationTests
{
    private const string Data =
        """
        { "customers": [
            { "id": 1, "email": "ann@example.com", "is_guest": false, "website": "main", "tags": ["VIP", "press"], "date_of_birth": "1990-02-28", "created_at": "2026-03-01T12:00:00Z" },
            { "id": 2, "email": "bob@example.com" } ],
          "orders": [
            { "id": "A1", "customer_id": 1, "created_at": "2026-03-13T11:00:00Z", "status": "complete", "grand_total": 10.00 },
            { "id": "A2", "customer_id": 1, "created_at": "2026-02-01T00:00:00Z", "status": "complete", "grand_total": 5.05 },
            { "id": "A3", "customer_id": 1, "created_at": "2026-01-01T00:00:00Z", "status": "new", "grand_total": 900 },
            { "id": "B1", "customer_id": 2, "created_at": "2026-03-13T11:00:00Z", "status": "complete", "grand_total": 1000 } ] }
        """;

    [Theory]
    [InlineData("email", "text", "ann@example.com", "'ann@example.com'")]
    [InlineData("last_name", "text", null, "missing")]
    [InlineData("tags", "set", null, "'VIP', 'press'")]
    [InlineData("is_guest", "boolean", false, "false")]
    [InlineData("number_of_orders", "integer", 3L, "3")]
    [InlineData("date_of_birth", "date", null, "1990-02-28")]
    [InlineData("created_at", "instant", null, "2026-03-01T12:00:00Z")]
    [InlineData("days_since_registration", "elapsed", null, "13 days")]
    [InlineData("days_since_last_order", "elapsed", null, "1.0416666667 days")]
    [InlineData("sales_amount", "decimal", null, "915.05")]
    // 915.05 / 3 and (73 − 1 days and 11 hours) / 2 are shown rounded, half to even.
    [InlineData("average_order_value", "decimal", null, "305.0166666667")]
    [InlineData("order_frequency", "decimal", null, "35.7291666667")]
    public async Task Value_OfAnAttribute_IsTypedAndWritten(string attribute, string type, object? expected, string text)
    {
        Explanation explanation = await ExplainRun.OfAsync(Data, $$"""{ "id": "s", "conditions": { "attribute": "{{attribute}}", "operator": "notNull" } }""");

        ExplainedValue value = explanation.Tree.Children[^1].Value!;
        Assert.Equal(type, value.Type.ToString(), ignoreCase: true);
        Assert.Equal(text, value.Text);
        if (expected is not null)
            Assert.Equal(expected, value.Value);
    }

    [Fact]
    public async Task Text_OfManyKindsOfConditions_ReadsAsATree()
    {
        Explanation explanation = await ExplainRun.OfAsync(
            Data,
            """
            { "id": "s", "name": "Some", "scope": "registered", "websites": ["main", "b2b"], "startsAt": "2026-01-01T00:00:00Z", "conditions": { "type": "combination", "match": "all", "are": true, "conditions": [
              { "type": "segment", "segment": "t" },
              { "type": "related", "relation": "orders", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [
                { "attribute": "status", "operator": "=", "value": "complete" }, { "attribute": "grand_total", "operator": ">", "value": 100 } ] } },
              { "type": "aggregate", "relation": "orders", "function": "average", "attribute": "grand_total", "operator": "<", "value": { "attribute": "sales_amount", "times": 0.5 },
                "where": { "match": "all", "are": true, "conditions": [ { "attribute": "created_at", "operator": ">=", "value": { "ago": "P30D" } } ] } },
              { "type": "combination", "match": "all", "are": false, "conditions": [ { "type": "segment", "segment": "t", "member": false } ] } ] } },
            { "id": "t", "conditions": { "attribute": "email", "operator": "endsWith", "value": "example.com" } }
            """,
            lists: """{ "s": { "include": ["2"] } }""");

        Assert.Equal(
            """
            customer 1 is not in s as of 2026-03-14T12:00:00Z

            no   segment s, Some
              yes  the segment is active
              yes  as-of is 2026-01-01T00:00:00Z or later
              yes  is no guest: is false
              yes  website in ['main', 'b2b']: is 'main'
              no   is on the list of those included, whatever the conditions say
              no   all of these hold
                yes  is in segment 't'
                  yes  segment t
                    yes  the segment is active
                    yes  email endsWith 'example.com': is 'ann@example.com'
                no   orders: at least one that satisfies: 0 of 3 rows (not A1, A2, A3)
                  0 of 3  all of these hold
                    2 of 3  status = 'complete': 'complete' (A1), 'complete' (A2), 'new' (A3)
                    1 of 3  grand_total > 100: 10 (A1), 5.05 (A2), 900 (A3)
                yes  orders: average of grand_total < sales_amount × 0.5 [457.525]: is 10, over 1 of 3 rows (A1)
                  1 of 3  all of these hold
                    1 of 3  created_at >= P30D ago [from 2026-02-12T12:00:00Z]: 2026-03-13T11:00:00Z (A1)
                yes  none of these holds
                  no   is not in segment 't'
                    yes  segment t, as shown above

            Would bring it into the segment, if it came out the other way:
              no   orders: at least one that satisfies (segments[0].conditions.conditions[1])

            Time alone does not change this before 2036-03-14T12:00:00Z.

            """.ReplaceLineEndings("\n"),
            explanation.ToText());
    }

    [Fact]
    public async Task Json_OfAnExplanation_HasTheDocumentedShape()
    {
        Explanation explanation = await ExplainRun.OfAsync(
            Data,
            """
            { "id": "s", "conditions": { "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "grand_total", "operator": ">=", "value": 20,
              "where": { "match": "all", "are": true, "conditions": [ { "attribute": "created_at", "operator": ">=", "value": { "ago": "P30D" } } ] } } }
            """,
            examples: 1);

        JObject expected = JObject.Parse(
            """
            { "subject": "customer", "key": "1", "segment": "s", "asOf": "2026-03-14T12:00:00Z", "member": false,
              "decisive": [ { "places": [ { "path": "segments[0].conditions", "test": "orders: sum of grand_total >= 20", "holds": false } ] } ],
              "nextChange": null, "horizon": "2036-03-14T12:00:00Z",
              "tree": { "kind": "segment", "path": "segments[0]", "test": "segment s", "holds": false, "segment": "s", "children": [
                { "kind": "active", "path": "segments[0].active", "test": "the segment is active", "holds": true },
                { "kind": "aggregate", "path": "segments[0].conditions", "test": "orders: sum of grand_total >= 20", "holds": false,
                  "value": { "type": "decimal", "value": 10, "text": "10" },
                  "rows": { "entity": "order", "count": 3, "satisfying": 1, "examples": [ { "key": "A1", "satisfies": true } ] },
                  "children": [ { "kind": "combination", "path": "segments[0].conditions.where", "test": "all of these hold",
                    "rows": { "entity": "order", "count": 3, "satisfying": 1, "examples": [ { "key": "A1", "satisfies": true } ] },
                    "children": [ { "kind": "attribute", "path": "segments[0].conditions.where.conditions[0]", "test": "created_at >= P30D ago", "comparedWith": "from 2026-02-12T12:00:00Z",
                      "rows": { "entity": "order", "count": 3, "satisfying": 1, "examples": [
                        { "key": "A1", "satisfies": true, "value": { "type": "instant", "value": "2026-03-13T11:00:00Z", "text": "2026-03-13T11:00:00Z" } } ] } } ] } ] } ] } }
            """);
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(explanation.ToJson())) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        Assert.Equal(expected.ToString(), JObject.Load(reader).ToString());
    }

    [Fact]
    public async Task Explanation_OfAnUnknownCustomer_SaysSo()
    {
        SubjectNotFoundException unknown = await Assert.ThrowsAsync<SubjectNotFoundException>(
            () => ExplainRun.OfAsync(Data, """{ "id": "s", "everyone": true }""", customer: "77"));

        Assert.Equal("There is no customer '77'.", unknown.Message);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => ExplainRun.OfAsync(Data, """{ "id": "s", "everyone": true }""", customer: "ann"));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => ExplainRun.OfAsync("""{ "customers": [] }""", """{ "id": "s", "everyone": true }"""));
    }

    [Fact]
    public async Task Explanation_OfAnUnknownSegment_NamesIt()
    {
        KeyNotFoundException unknown = await Assert.ThrowsAsync<KeyNotFoundException>(
            () => ExplainRun.OfAsync(Data, """{ "id": "s", "everyone": true }""", id: "vip"));

        Assert.Contains("'vip'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_OfEvery_AreTheRowsThatFail()
    {
        Explanation explanation = await ExplainRun.OfAsync(
            Data,
            """
            { "id": "s", "conditions": { "type": "related", "relation": "orders", "quantifier": "every",
              "where": { "match": "all", "are": true, "conditions": [ { "attribute": "status", "operator": "=", "value": "complete" } ] } } }
            """);

        ExplainedRows rows = explanation.Tree.Children[^1].Rows!;
        Assert.Equal((3, 2), (rows.Count, rows.Satisfying));
        Assert.Equal([new ExplainedRow("A3", false, null)], rows.Examples);
    }
}
