namespace Segmentation.Tests.Matching;

/// <summary>A small schema with host classes of a kind that many have: lists, arrays, nested rows, a part.</summary>
internal static class Club
{
    public static readonly DateTimeOffset AsOf = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static SegmentSchema Schema { get; } = SegmentSchema.Create("club", schema =>
    {
        schema.Subject("member", "members", member => member
            .Text("name", "first_name", "last_name", "email").Choice("level").Integer("points").Decimal("fees").Boolean("active")
            .Date("born").Instant("joined_at").Set("interests")
            .Part("home", "address").Many("visits", "visit").Reference("club", "club")
            .Selected("last_visit", "visit", new Selection("visits", Extreme.Greatest, ["at"]))
            .Computed("full_name", AttributeType.Text, new Computation.Join(" ", [new Computation.Attribute("first_name"), new Computation.Attribute("last_name")]))
            .Computed("age", AttributeType.Integer, new Computation.CompletedYears(new Computation.Attribute("born"), LeapDayRule.February28))
            .Computed("spent", AttributeType.Decimal, new Computation.Aggregate(AggregateFunction.Sum, "visits", new Computation.Attribute("paid")))
            .Computed("days_since_visit", AttributeType.Elapsed, new Computation.Elapsed(
                ElapsedUnit.Days, new Computation.Aggregate(AggregateFunction.Max, "visits", new Computation.NotAfterAsOf(new Computation.Attribute("at"))))));
        schema.Entity("address", "addresses", address => address.Text("city", "country"));
        schema.Entity("visit", "visits", visit => visit.Instant("at").Decimal("paid").Choice("kind").Many("drinks", "drink").Parent("member", "member"));
        schema.Entity("drink", "drinks", drink => drink.Text("sort").Integer("glasses").Parent("visit", "visit"));
        schema.Entity("club", "clubs", club => club.Text("town"));
    });

    public static SegmentSet Bind(params Segment[] segments) => SegmentSet.Bind(Schema, segments);

    public static Segment Define(string id, Func<ConditionBuilder, Condition> conditions) => Segment.Define(id).Where(conditions);
}

public sealed class Member
{
    public long Id { get; set; } = 1;

    public string? Name { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Level { get; set; }

    public int? Points { get; set; }

    public decimal? Fees { get; set; }

    public bool Active { get; set; }

    public DateOnly? Born { get; set; }

    public DateTimeOffset? JoinedAt { get; set; }

    public List<string>? Interests { get; set; }

    public Address? Home { get; set; }

    public List<Visit>? Visits { get; set; }

    public ClubHouse? House { get; set; }
}

public sealed class Address
{
    public string? City { get; set; }

    public string? Country { get; set; }
}

public sealed class Visit
{
    public long Id { get; set; }

    public DateTimeOffset? At { get; set; }

    public decimal? Paid { get; set; }

    public string? Kind { get; set; }

    public Drink[] Drinks { get; set; } = [];
}

public sealed class Drink
{
    public string? Sort { get; set; }

    public int? Glasses { get; set; }
}

public sealed class ClubHouse
{
    public string Code { get; set; } = "";

    public string? Town { get; set; }
}

internal sealed class MemberMap : SubjectMap<Member>
{
    public override void Configure(EntityMap<Member> map) => map
        .Key(m => m.Id)
        .Attribute("name", m => m.Name)
        .Attribute("first_name", m => m.FirstName)
        .Attribute("last_name", m => m.LastName)
        .Attribute("email", m => m.Email)
        .Attribute("level", m => m.Level)
        .Attribute("points", m => m.Points)
        .Attribute("fees", m => m.Fees)
        .Attribute("active", m => m.Active)
        .Attribute("born", m => m.Born)
        .Attribute("joined_at", m => m.JoinedAt)
        .Attribute("interests", m => m.Interests)
        .One("home", m => m.Home, a => a.Attribute("city", x => x.City).Attribute("country", x => x.Country))
        .One("club", m => m.House, c => c.Key(x => x.Code).Attribute("town", x => x.Town))
        .Many("visits", m => m.Visits, v => v
            .Key(x => x.Id)
            .Attribute("at", x => x.At)
            .Attribute("paid", x => x.Paid)
            .Attribute("kind", x => x.Kind)
            .Many("drinks", x => x.Drinks, d => d.Attribute("sort", x => x.Sort).Attribute("glasses", x => x.Glasses)));
}
