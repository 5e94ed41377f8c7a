namespace Segmentation.Testing.Tests;

public sealed class OperatorTests
{
    private const string People = """
        { "customers": [
          { "id": 1, "email": "Ann@x.org", "failures_number": 3, "store_credit": 10.05, "is_confirmed": true, "date_of_birth": "1990-06-15", "created_at": "2026-03-10T23:30:00Z", "gender": "Female", "tags": ["Red", "blue"] },
          { "id": 2, "email": "bob@Y.org", "failures_number": 5, "store_credit": 10.1, "is_confirmed": false, "date_of_birth": "1985-03-15", "created_at": "2026-03-11T00:00:00Z", "gender": "male", "tags": ["blue"] },
          { "id": 3, "email": "", "failures_number": -9223372036854775808, "store_credit": 999999999999999999.999999999, "tags": [] },
          { "id": 4 }
        ] }
        """;

    [Theory]
    [InlineData("email", "=", "\"ANN@X.ORG\"", "1")]
    [InlineData("email", "!=", "\"ann@x.org\"", "2 3 4")]
    [InlineData("email", "=", "\"ann@x.org \"", "")]
    [InlineData("email", "in", """["bob@y.org", "nobody"]""", "2")]
    [InlineData("email", "notIn", """["bob@y.org", "nobody"]""", "1 3 4")]
    [InlineData("email", "contains", "\"X.O\"", "1")]
    [InlineData("email", "doesNotContain", "\"x.o\"", "2 3 4")]
    [InlineData("email", "beginsWith", "\"BO\"", "2")]
    [InlineData("email", "doesNotBeginWith", "\"bo\"", "1 3 4")]
    [InlineData("email", "endsWith", "\".ORG\"", "1 2")]
    [InlineData("email", "doesNotEndWith", "\".org\"", "3 4")]
    [InlineData("email", "contains", "\"%\"", "")]
    [InlineData("email", "null", null, "4")]
    [InlineData("email", "notNull", null, "1 2 3")]
    [InlineData("gender", "=", "\"female\"", "1")]
    [InlineData("failures_number", ">=", "3", "1 2")]
    [InlineData("failures_number", "<", "3", "3")]
    [InlineData("failures_number", "<=", "3", "1 3")]
    [InlineData("failures_number", ">", "3", "2")]
    [InlineData("failures_number", "between", "[3, 5]", "1 2")]
    [InlineData("failures_number", "notBetween", "[3, 5]", "3 4")]
    [InlineData("failures_number", "in", "[3, 7]", "1")]
    [InlineData("failures_number", "notIn", "[3, 7]", "2 3 4")]
    [InlineData("failures_number", "!=", "3", "2 3 4")]
    [InlineData("store_credit", "=", "10.10", "2")]
    [InlineData("store_credit", ">=", "10.0500000000001", "2 3")]
    [InlineData("store_credit", ">", "999999999999999999.9999999989", "3")]
    [InlineData("is_confirmed", "=", "true", "1")]
    [InlineData("is_confirmed", "!=", "true", "2 3 4")]
    [InlineData("is_confirmed", "null", null, "3 4")]
    [InlineData("date_of_birth", "=", "\"1990-06-15\"", "1")]
    [InlineData("date_of_birth", "<=", "\"1985-03-15\"", "2")]
    [InlineData("tags", "hasAny", """["RED", "green"]""", "1")]
    [InlineData("tags", "hasNone", """["RED", "green"]""", "2 3 4")]
    [InlineData("tags", "hasAll", """["red", "BLUE"]""", "1")]
    [InlineData("tags", "null", null, "3 4")]
    [InlineData("tags", "notNull", null, "1 2")]
    public void Operator_OnValues_HoldsAsTheTableSays(string attribute, string @operator, string? value, string members)
    {
        string operand = value is null ? "" : $", \"value\": {value}";
        Assert.Equal(members, OracleRun.Members(People, $$"""{ "type": "attribute", "attribute": "{{attribute}}", "operator": "{{@operator}}"{{operand}} }"""));
    }

    [Theory]
    [InlineData("É", "é", true)]
    [InlineData("ß", "SS", false)]
    [InlineData("ſ", "s", false)]
    [InlineData("\u212A", "k", false)]
    [InlineData("ı", "I", false)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("Σ", "ς", true)]
    public void Equal_OnLettersWithCase_IsOrdinalIgnoreCase(string value, string literal, bool holds)
    {
        string data = $$"""{ "customers": [ { "id": 1, "first_name": "{{value}}" } ] }""";
        Assert.Equal(holds ? "1" : "", OracleRun.Members(data, $$"""{ "type": "attribute", "attribute": "first_name", "operator": "=", "value": "{{literal}}" }"""));
        Assert.Equal(string.Equals(value, literal, StringComparison.OrdinalIgnoreCase), holds);
    }

    [Fact]
    public void Equal_OnCaseSensitiveText_IsOrdinal()
    {
        SegmentSchema schema = SegmentSchema.Create("s", b => b.Subject("user", "users", u => u.CaseSensitiveText("code")));
        Dataset data = Dataset.Parse(schema, """{ "users": [ { "id": 1, "code": "a" }, { "id": 2, "code": "A" } ] }""");
        Assert.Equal("2", OracleRun.Segments(data, """{ "id": "s", "conditions": { "type": "attribute", "attribute": "code", "operator": "in", "value": ["A"] } }""")["s"]);
    }

    [Theory]
    [InlineData("all", "true", "1")]
    [InlineData("any", "true", "1 2 3")]
    [InlineData("all", "false", "4")]
    [InlineData("any", "false", "2 3 4")]
    public void Combination_OfTwoLeaves_IsAndOrNorNand(string match, string are, string members)
    {
        const string data = """{ "customers": [ { "id": 1, "prefix": "a", "suffix": "b" }, { "id": 2, "prefix": "a" }, { "id": 3, "suffix": "b" }, { "id": 4 } ] }""";
        Assert.Equal(members, OracleRun.Members(data, $$"""
            { "type": "combination", "match": "{{match}}", "are": {{are}}, "conditions": [
              { "attribute": "prefix", "operator": "=", "value": "a" }, { "attribute": "suffix", "operator": "=", "value": "b" } ] }
            """));
    }

    [Theory]
    [InlineData("<", "0.05", "2")]
    [InlineData("<=", "0.05", "1 2")]
    [InlineData(">", "0.05", "3")]
    [InlineData("!=", "0.05", "2 3 4")]
    public void Operand_OfAnotherAttribute_ScalesItExactly(string @operator, string times, string members)
    {
        const string data = """
            { "customers": [
              { "id": 1, "store_credit": 5, "limit:decimal": 100 }, { "id": 2, "store_credit": 4.99, "limit:decimal": 100 },
              { "id": 3, "store_credit": 5.000000001, "limit:decimal": 100 }, { "id": 4, "store_credit": 1 } ] }
            """;
        Assert.Equal(members, OracleRun.Members(data, $$"""{ "type": "attribute", "attribute": "store_credit", "operator": "{{@operator}}", "value": { "attribute": "limit", "times": {{times}} } }"""));
    }
}
