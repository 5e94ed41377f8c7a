namespace Segmentation.Tests.Catalogues;

/// <summary>A small schema with every type of attribute and every kind of relation.</summary>
internal static class Club
{
    public static SegmentSchema Schema { get; } = SegmentSchema.Create("club", schema => schema
        .Subject("member", "members", member => member
            .Text("email")
            .CaseSensitiveText("badge")
            .ClosedChoice("level", "bronze", "gold")
            .Choice("town")
            .Date("born_on")
            .Instant("joinedAt")
            .Boolean("is_active")
            .Decimal("dues", 2)
            .Set("interests")
            .Computed("age", AttributeType.Integer, new Computation.CompletedYears(new Computation.Attribute("born_on"), LeapDayRule.February28))
            .Computed("hours_since_visit", AttributeType.Elapsed, new Computation.Elapsed(
                ElapsedUnit.Hours, new Computation.Aggregate(AggregateFunction.Max, "visits", new Computation.Attribute("at"))))
            .Computed("average_bill", AttributeType.Decimal,
                new Computation.Aggregate(AggregateFunction.Average, "visits", new Computation.Attribute("bill")))
            .Computed("sponsor_level", AttributeType.Choice, new Computation.Attribute("last_visit.guest_level"))
            .Many("visits", "visit")
            .Selected("last_visit", "visit", new Selection("visits", Extreme.Greatest, ["at"]))
            .Through("services", "service", "visits.services"))
        .Entity("visit", "visits", visit => visit
            .Instant("at")
            .Decimal("bill", 2)
            .ClosedChoice("guest_level", "none", "one")
            .Part("place", "place")
            .Many("services", "service"))
        .Entity("place", "places", place => place.Text("town"))
        .Entity("service", "services", service => service
            .Integer("minutes")
            .Reference("treatment", "treatment")
            .Parent("visit", "visit"))
        .Entity("treatment", "treatments", treatment => treatment
            .Text("name")
            .HierarchicalSet("kinds", "kind"))
        .Entity("kind", "kinds", kind => kind
            .Text("name")
            .Reference("parent", "kind")));
}
