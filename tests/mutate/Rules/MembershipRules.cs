namespace Segmentation.Mutate.Rules;

/// <summary>Who is in a segment whatever its conditions say, and what a reference to a segment asks.</summary>
internal static class MembershipRules
{
    public static IEnumerable<Mutation> All =>
    [
        Mutation.OfSegment("active flag ignored", s => s with { IsActive = true }),
        Mutation.OfSegment("startsAt ignored", s => s with { StartsAt = null }),
        Mutation.OfSegment("startsAt exclusive", s => s with { StartsAt = s.StartsAt?.AddTicks(1) }),
        Mutation.OfSegment("expiresAt ignored", s => s with { ExpiresAt = null }),
        Mutation.OfSegment("expiresAt inclusive", s => s with { ExpiresAt = s.ExpiresAt?.AddTicks(1) }),
        Mutation.OfSegment("scope ignored", s => s with { Scope = CustomerScope.All }),
        Mutation.OfSegment("registered and guest swapped", s => s with { Scope = Other(s.Scope) }),
        Mutation.OfSegment("a customer not said to be a guest is not registered", s => s.Scope == CustomerScope.Registered
            ? Also(s with { Scope = CustomerScope.All }, new AttributeCondition("is_guest", Operator.Equal, false))
            : s),
        Mutation.OfSegment("a customer not said to be a guest is one", s => s.Scope == CustomerScope.Guest
            ? Also(s with { Scope = CustomerScope.All }, new AttributeCondition("is_guest", Operator.NotEqual, false))
            : s),
        Mutation.OfSegment("websites ignored", s => s with { Websites = [] }),
        Mutation.OfSegment("only the first website counts", s => s with { Websites = [.. s.Websites.Take(1)] }),
        Mutation.OfSegment("a missing website is among those listed", s => Listed(s with { Websites = [] }, "website", s.Websites)),
        Mutation.OfSegment("stores ignored", s => s with { Stores = [] }),
        Mutation.OfSegment("only the first store counts", s => s with { Stores = [.. s.Stores.Take(1)] }),
        Mutation.OfSegment("a missing store is among those listed", s => Listed(s with { Stores = [] }, "store", s.Stores)),
        .. OfLists,
        Mutation.OfSegment("a segment's own time zone ignored", s => s with { TimeZone = null }),
        Reference("a member as a non-member", true, (reference, _) => reference with { Member = false }),
        Reference("a non-member as a member", false, (reference, _) => reference with { Member = true }),
        Reference("a reference to members dropped", true, (_, _) => Logic.True),
        Reference("a reference to non-members dropped", false, (_, _) => Logic.True),
        Reference("a reference to members asks the conditions alone", true, (reference, place) => Inlined(reference, place)),
        Reference("a reference to non-members asks the conditions alone", false, (reference, place) => Logic.Not(Inlined(reference, place))),
    ];

    private static IEnumerable<Mutation> OfLists =>
    [
        new("lists ignored", question => question.Lists.Segments.Count == 0 ? question : question with { Lists = SegmentLists.Empty }),
        Lists("included ignored", list => list with { Include = [] }),
        Lists("excluded ignored", list => list with { Exclude = [] }),
        Lists("included beats excluded", list => list with { Exclude = [.. list.Exclude.Except(list.Include)] }),
        Lists("included and excluded swapped", list => new SegmentList(list.Exclude, list.Include)),
        new("included beats the settings of the segment", question => question.Lists.Segments.Count == 0 ? question : question with
        {
            Members = (segment, members) => question.Lists.Segments.TryGetValue(segment, out SegmentList? list)
                ? [.. members.Union(list.Include.Except(list.Exclude))]
                : members,
        }),
    ];

    private static Mutation Lists(string name, Func<SegmentList, SegmentList> rule) => new(name, question => question.Lists.Segments.Count == 0
        ? question
        : question with { Lists = new SegmentLists(question.Lists.Segments.ToDictionary(l => l.Key, l => rule(l.Value))) });

    private static Mutation Reference(string name, bool member, Func<SegmentCondition, Place, Condition> rule) => Mutation.OfCondition(
        name, (condition, place) => condition is SegmentCondition reference && reference.Member == member ? rule(reference, place) : condition);

    private static Condition Inlined(SegmentCondition reference, Place place) =>
        place.Question.Segments.First(s => s.Id == reference.Segment).Conditions ?? Logic.True;

    private static CustomerScope Other(CustomerScope scope) => scope switch
    {
        CustomerScope.Registered => CustomerScope.Guest,
        CustomerScope.Guest => CustomerScope.Registered,
        _ => scope,
    };

    private static Segment Listed(Segment segment, string attribute, IReadOnlyList<string> values) => values.Count == 0
        ? segment
        : Also(segment, Logic.Any(
            new AttributeCondition(attribute, Operator.Null),
            new AttributeCondition(attribute, Operator.In, new Operand.List([.. values.Select(v => new Operand.Text(v))]))));

    private static Segment Also(Segment segment, Condition condition) =>
        segment with { Conditions = segment.Conditions is null ? condition : Logic.All(segment.Conditions, condition), IsEveryone = false };
}
