using Segmentation.Tests.Serialization;
using static Segmentation.Tests.Diagnostics.Warned;

namespace Segmentation.Tests.Diagnostics;

public sealed class WarningTests
{
    private const string Never = "conditions warning.never";
    private const string Always = "conditions warning.always";

    public static TheoryData<string, string> Contradictions => new()
    {
        { "two ranges of a whole number", All(Is("age > 30"), Is("age < 20")) },
        { "no whole number between", All(Is("failures_number > 3"), Is("failures_number < 4")) },
        { "equal and different, in another case", All(Is("billing_address.country = \"UA\""), Is("billing_address.country notNull"), Is("billing_address.country != \"ua\"")) },
        { "outside of what the figure can be", Is("days_until_birthday between [400, 500]") },
        { "two lists apart", All(Is("group in [\"a\"]"), Is("group in [\"b\", \"c\"]")) },
        { "two values of one choice", All(Is("gender = \"male\""), Is("gender = \"female\"")) },
        { "one row that is two things", Related("orders", "some", All(Is("status = \"complete\""), Is("status = \"pending\""))) },
        { "neither something nor its opposite", Group("all", false, Is("email contains \"x\""), Is("email doesNotContain \"X\"")) },
        { "two windows apart", All(Is("created_at >= { \"ago\": \"P30D\" }"), Is("created_at <= { \"ago\": \"P60D\" }")) },
        { "a month against days", All(Is("created_at >= { \"ago\": \"P1M\" }"), Is("created_at <= { \"ago\": \"P60D\" }")) },
        { "before this year and since this month", All(Is("created_at < { \"startOf\": \"year\" }"), Is("created_at >= { \"startOf\": \"month\" }")) },
        { "two days", All(Is("created_at = \"2025-01-31\""), Is("created_at >= \"2025-02-01\"")) },
        { "dates of birth", All(Is("date_of_birth <= { \"today\": -18, \"unit\": \"years\" }"), Is("date_of_birth > { \"today\": 0 }")) },
        { "elapsed", All(Is("days_since_last_order >= 30"), Is("days_since_last_order < 7")) },
        { "elapsed in the future", Is("days_since_last_order < 0") },
        { "missing and compared", All(Is("email null"), Is("email beginsWith \"a\"")) },
        { "two beginnings", All(Is("email beginsWith \"ab\""), Is("email beginsWith \"AC\"")) },
        { "contains what is excluded", All(Is("email endsWith \"@example.com\""), Is("email doesNotContain \"EXAMPLE\"")) },
        { "set with and without", All(Is("tags hasAll [\"a\", \"b\"]"), Is("tags hasNone [\"B\"]")) },
        { "set by elimination", All(Is("tags hasAny [\"a\", \"b\"]"), Is("tags hasNone [\"a\"]"), Is("tags hasNone [\"b\"]")) },
        { "empty set with", All(Is("tags null"), Is("tags hasAny [\"a\"]")) },
        { "true and false", All(Is("is_guest = true"), Is("is_guest = false")) },
        { "neither true nor false nor missing", All(Is("is_guest notNull"), Is("is_guest != true"), Is("is_guest != false")) },
        { "two attributes", All(Is("lifetime_refunds < { \"attribute\": \"sales_amount\" }"), Is("lifetime_refunds >= { \"attribute\": \"sales_amount\" }")) },
        { "less than itself", Is("store_credit < { \"attribute\": \"store_credit\" }") },
        { "no rows and a row", All(Related("orders", "none"), Related("orders", "some", All(Is("grand_total > 5")))) },
        { "no rows and a row of a row", All(Related("orders", "none"), Related("orders.items", "some")) },
        { "none and some that is a part of it", All(Related("orders", "none", All(Is("grand_total > 5"))), Related("orders", "some", All(Is("grand_total >= 10"), Is("status = \"x\"")))) },
        { "every and some against it", All(Related("orders", "every", All(Is("grand_total > 5"))), Related("orders", "some", All(Is("grand_total = 1")))) },
        { "one row behind", All(Is("last_order.status = \"complete\""), Related("last_order", "some", All(Is("status != \"complete\"")))) },
        { "a chosen row without candidates", All(Related("orders", "none"), Is("last_order.status = \"complete\"")) },
        { "a count below nothing", Figure("orders", "count - < 0") },
        { "a count and no rows", All(Figure("orders", "count - >= 1"), Related("orders", "none")) },
        { "no count and rows", All(Figure("orders", "count - = 0"), Related("orders", "some", All(Is("status = \"x\"")))) },
        { "a sum of no rows", All(Figure("orders", "sum grand_total > 0"), Related("orders", "none")) },
        { "a count of what cannot be", Figure("orders", "count - > 0", All(Is("status = \"a\""), Is("status = \"b\""))) },
        { "a greatest below a row", All(Figure("orders", "max created_at <= { \"ago\": \"P30D\" }"), Related("orders", "some", All(Is("created_at > { \"ago\": \"P10D\" }")))) },
        { "a greatest and none as great", All(Figure("orders", "max grand_total >= 10"), Related("orders", "none", All(Is("grand_total >= 5")))) },
        { "computed from rows", All(Is("has_billing_address = true"), Related("billing_address", "none")) },
        { "deep in alternatives", All(Any(Is("age > 30"), Is("age > 40")), Any(Is("age < 20"), All(Is("email = \"a\""), Is("email = \"b\"")))) },
    };

    public static TheoryData<string, string> Tautologies => new()
    {
        { "equal or different", Any(Is("failures_number = 1"), Is("failures_number != 1")) },
        { "below, above or missing", Any(Is("age < 20"), Is("age >= 15"), Is("age null")) },
        { "in or not", Any(Is("group in [\"a\", \"b\"]"), Is("group != \"A\"")) },
        { "some or none", Any(Related("orders", "some"), Related("orders", "none", All(Is("status = \"x\"")))) },
        { "a count from nothing up", Figure("orders", "count - >= 0") },
        { "not a contradiction", Group("any", false, Is("gender = \"male\""), Is("gender = \"female\"")) },
    };

    public static TheoryData<string, string> Sound => new()
    {
        { "a range", All(Is("age >= 20"), Is("age < 30")) },
        { "a fraction between", All(Is("store_credit > 3"), Is("store_credit < 4")) },
        { "a closed choice, which data may exceed", All(Is("gender notIn [\"male\", \"female\", \"other\"]"), Is("gender notNull")) },
        { "below or above, but missing", Any(Is("age < 20"), Is("age >= 15")) },
        { "two rows", All(Related("orders", "some", All(Is("status = \"a\""))), Related("orders", "some", All(Is("status = \"b\"")))) },
        { "a fixed day against a relative one", All(Is("created_at < \"2020-01-01\""), Is("created_at > { \"ago\": \"P30D\" }")) },
        { "two lists in common", All(Is("group in [\"a\", \"b\"]"), Is("group in [\"B\", \"c\"]")) },
        { "a sum of nothing", All(Figure("orders", "sum grand_total <= 0"), Related("orders", "none", All(Is("status = \"x\"")))) },
        { "a set with several", All(Is("tags hasAny [\"a\", \"b\"]"), Is("tags hasNone [\"a\"]")) },
        { "adjacent windows", All(Is("created_at >= { \"ago\": \"P60D\" }"), Is("created_at <= { \"ago\": \"P30D\" }")) },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Warnings_ConditionsThatExcludeEachOther_Never(string what, string condition) =>
        Assert.True(Condition(condition) is [Never], $"{what}: {string.Join(", ", Condition(condition))}");

    [Theory]
    [MemberData(nameof(Tautologies))]
    public void Warnings_ConditionsThatLeaveNothingOut_Always(string what, string condition) =>
        Assert.True(Condition(condition) is [Always], $"{what}: {string.Join(", ", Condition(condition))}");

    [Theory]
    [MemberData(nameof(Sound))]
    public void Warnings_ConditionsThatDecide_None(string what, string condition) =>
        Assert.True(Condition(condition) is [], $"{what}: {string.Join(", ", Condition(condition))}");

    [Fact]
    public void Warnings_BranchImpliedByItsSibling_IsTheWeakerOne() =>
        Assert.Equal(["conditions.conditions[1] warning.branch"], Condition(All(Is("sales_amount >= 100"), Is("sales_amount >= 50"))));

    [Fact]
    public void Warnings_BranchThatCoversItsSibling_IsTheStrongerOne() =>
        Assert.Equal(["conditions.conditions[0] warning.branch"], Condition(Any(Is("sales_amount >= 100"), Is("sales_amount >= 50"))));

    [Fact]
    public void Warnings_SameConditionTwice_IsTheLaterOne() =>
        Assert.Equal(["conditions.conditions[2] warning.branch"], Condition(All(Is("group = \"a\""), Is("age > 3"), Is("group in [\"A\"]"))));

    [Fact]
    public void Warnings_GroupThatIsAlwaysTrue_IsTheGroup() =>
        Assert.Equal(
            ["conditions.conditions[1] warning.branch"],
            Condition(All(Is("age > 3"), Any(Is("group = \"a\""), Is("group != \"a\"")))));

    [Fact]
    public void Warnings_ContradictionAmongAlternatives_IsTheAlternative() =>
        Assert.Equal(
            ["conditions.conditions[0] warning.branch"],
            Condition(Any(All(Is("gender = \"male\""), Is("gender = \"female\"")), Is("age > 3"))));

    [Fact]
    public void Warnings_BranchInAWhere_HasItsPath() =>
        Assert.Equal(
            ["conditions.where.conditions[1] warning.branch"],
            Condition(Related("orders", "some", All(Is("grand_total > 100"), Is("grand_total notNull")))));

    [Fact]
    public void Warnings_BranchInAnAggregatesWhere_HasItsPath() =>
        Assert.Equal(
            ["conditions.conditions[0].where.conditions[0] warning.branch"],
            Condition(All(Figure("orders", "sum grand_total > 5", All(Is("status notNull"), Is("status = \"x\""))), Is("age > 1"))));

    [Fact]
    public void Warnings_WhereWithoutEffectOutside_IsFoundThroughTheRelation() =>
        Assert.Equal(
            ["conditions.conditions[1].where.conditions[1] warning.branch"],
            Condition(All(
                Related("orders", "every", All(Is("status = \"complete\""))),
                Related("orders", "some", All(Is("grand_total > 5"), Is("status = \"complete\""))))));

    [Fact]
    public void Warnings_SomeImpliedByCount_IsFound() =>
        Assert.Equal(
            ["conditions.conditions[1] warning.branch"],
            Condition(All(Figure("orders", "count - > 3", All(Is("status = \"x\""))), Related("orders", "some"))));

    [Fact]
    public void Warnings_EqualAfterNormalisation_NamesTheEarlierSegment()
    {
        SegmentSet set = Bind(
            $$"""{ "id": "first", "conditions": {{All(Is("age >= 20"), Group("all", false, Is("group = \"a\"")))}} }""",
            $$"""{ "id": "second", "conditions": {{Group("any", false, Is("age >= 20"), Is("group != \"A\""))}} }""",
            $$"""{ "id": "third", "conditions": {{All(Is("group notIn [\"A\"]"), Is("age notNull"), Group("any", false, Is("age < 20")))}} }""");

        Problem duplicate = Assert.Single(set.Warnings, w => w.Code == "warning.duplicate");
        Assert.Equal("segments[2]", duplicate.Path);
        Assert.Contains("'first'", duplicate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_SameConditionsForOtherCustomers_IsNoDuplicate() =>
        Assert.Empty(Bind(
            $$"""{ "id": "a", "conditions": {{Is("age > 3")}} }""",
            $$"""{ "id": "b", "scope": "guest", "conditions": {{Is("age > 3")}} }""",
            $$"""{ "id": "c", "active": false, "conditions": {{Is("age > 4")}} }""",
            $$"""{ "id": "d", "active": false, "conditions": {{Is("age > 5")}} }""").Warnings);

    [Theory]
    [InlineData("""{ "type": "attribute", "attribute": "group", "operator": "=", "value": "general" }""")]
    [InlineData("""{ "type": "segment", "segment": "reader" }""")]
    [InlineData("""{ "type": "related", "relation": "orders", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [ { "attribute": "customer.group", "operator": "=", "value": "x" } ] } }""")]
    public void Warnings_ReadsTheGroupAndMovesToOne_Group(string condition)
    {
        SegmentSet set = Bind(
            $$"""{ "id": "s", "moveToGroup": "vip", "conditions": {{All(condition, Is("age > 3"))}} }""",
            $$"""{ "id": "reader", "conditions": {{Is("group = \"retail\"")}} }""");

        Assert.Equal(["moveToGroup warning.group"], Codes(set));
    }

    [Fact]
    public void Warnings_ComputedFromTheGroup_Group()
    {
        SegmentSchema schema = CommerceSchema.Create(extend: s => s.Entity("customer", c =>
            c.Computed("shown_group", AttributeType.Text, new Computation.Join(" ", [new Computation.Attribute("group")]))));
        Segment segment = Segment.Define("s").Where(c => c.Attribute("shown_group").Equal("a")).MoveToGroup("b");

        Assert.Equal("warning.group", Assert.Single(SegmentSet.Bind(schema, [segment]).Warnings).Code);
    }

    [Fact]
    public void Warnings_NeverAndAlways_SayWhichConditionsClash()
    {
        Assert.Equal(
            "No customer can ever match: it cannot be that at once age > 30 is true and age < 20 is true.",
            Assert.Single(Bind($$"""{ "id": "s", "conditions": {{All(Is("age > 30"), Is("email notNull"), Is("age < 20"))}} }""").Warnings).Message);
        Assert.Equal(
            "Without effect: sales_amount >= 50 is always true where sales_amount >= 100 is true; leave it out, or correct it.",
            Assert.Single(Bind($$"""{ "id": "s", "conditions": {{All(Is("sales_amount >= 100"), Is("age > 3"), Is("sales_amount >= 50"))}} }""").Warnings).Message);
    }

    [Fact]
    public void Warnings_OfTheSampleAndTheReadyMadeSegments_None()
    {
        SegmentSchema schema = CommerceSchema.Create(extend: builder =>
        {
            foreach (RequiredAttribute attribute in CommerceSegments.All.SelectMany(s => s.RequiredAttributes()).Distinct())
                attribute.Declare(builder);
        });
        Assert.Empty(SegmentSet.Bind(schema, SegmentFile.Parse(Golden.Read("online-retail.segments.json"))).Warnings);
        Assert.Empty(SegmentSet.Bind(schema, [.. CommerceSegments.All.Select(s => s.Create())]).Warnings);
    }

    [Fact]
    public void Warnings_Everyone_None() =>
        Assert.Empty(Bind("""{ "id": "s", "everyone": true, "active": false, "startsAt": "2025-01-01T00:00:00Z", "scope": "guest" }""").Warnings);
}
