using static Segmentation.Tests.Diagnostics.Warned;

namespace Segmentation.Tests.Diagnostics;

public sealed class ReadsTests
{
    private static readonly SegmentSet Set = Bind(
        $$"""
        { "id": "s", "scope": "registered", "timeZone": "Europe/Kyiv", "conditions": {{All(
            Figure("orders", "sum grand_total >= 100", All(Is("status = \"complete\""))),
            Is("last_order_at <= { \"ago\": \"P1M\" }"),
            Is("billing_address.country = \"UA\""),
            """{ "type": "segment", "segment": "young" }""")}} }
        """,
        $$"""{ "id": "young", "conditions": {{All(Is("age < 30"), """{ "type": "segment", "segment": "female", "member": false }""")}} }""",
        $$"""{ "id": "female", "conditions": {{Is("gender = \"female\"")}} }""",
        $$"""{ "id": "dated", "expiresAt": "2030-01-01T02:00:00+02:00", "active": false, "conditions": {{Is("created_at >= \"2025-01-31\"")}} }""");

    [Fact]
    public void Reads_OfASegment_IncludeItsSettingsAndWhatItRefersTo()
    {
        BoundSegment segment = Set["s"];

        Assert.Equal(["customer", "address", "order"], segment.Entities.Select(e => e.Name));
        Assert.Equal(
            ["address.country", "address.kind", "customer.date_of_birth", "customer.gender", "customer.is_guest", "order.created_at", "order.grand_total", "order.status"],
            segment.StoredAttributes.Select(a => a.ToString()));
        Assert.Equal(["customer.age", "customer.last_order_at"], segment.ComputedAttributes.Select(a => a.ToString()));
        Assert.Equal(["customer.addresses", "customer.billing_address", "customer.orders"], segment.Relations.Select(r => r.ToString()));
        Assert.Equal(["as-of − 1 month (Europe/Kyiv)", "today (UTC)"], segment.TimeTerms);
        Assert.True(segment.IsTimeDependent);
        Assert.Equal(["young"], segment.References);
        Assert.Equal(["female", "young"], segment.AllReferences);
    }

    [Fact]
    public void IsTimeDependent_NoTime_IsFalse()
    {
        Assert.False(Set["female"].IsTimeDependent);
        Assert.Empty(Set["female"].TimeTerms);
        Assert.Empty(Set["female"].AllReferences);
    }

    [Fact]
    public void TimeTerms_SwitchedOffWithDates_AreStillTold()
    {
        Assert.Equal(["start of 2025-01-31 (UTC)", "until 2030-01-01T00:00:00Z"], Set["dated"].TimeTerms);
        Assert.True(Set["dated"].IsTimeDependent);
    }

    [Fact]
    public void IsTimeDependent_AFixedDay_IsFalse()
    {
        SegmentSet set = Bind($$"""{ "id": "s", "conditions": {{Is("created_at >= \"2025-01-31\"")}} }""");

        Assert.Equal(["start of 2025-01-31 (UTC)"], set["s"].TimeTerms);
        Assert.False(set["s"].IsTimeDependent);
    }
}
