namespace Segmentation.Testing.Oracles;

/// <summary>Who is in which segment, by the rules about segments: activity, dates, scope, websites, stores, lists, conditions.</summary>
internal sealed class Membership(
    Dataset data, IReadOnlyList<Segment> segments, SegmentLists lists, DateTimeOffset asOf, string defaultZone, Plugins plugins, Action<string, bool>? observe)
{
    public bool IsMember(string segmentId, DatasetRow customer)
    {
        Segment segment = segments.SingleOrDefault(s => s.Id == segmentId)
            ?? throw new InvalidOperationException($"There is no segment '{segmentId}'.");
        var judge = new Judge(data, new Moment(asOf, segment.TimeZone ?? defaultZone), other => IsMember(other, customer), plugins, observe);
        var place = new Place(customer);
        SegmentList? list = lists.Segments.GetValueOrDefault(segmentId);
        bool conditions = segment.IsEveryone || judge.Holds(segment.Conditions!, place);
        return segment.IsActive
            && (segment.StartsAt is null || segment.StartsAt.Value.UtcTicks <= asOf.UtcTicks)
            && (segment.ExpiresAt is null || asOf.UtcTicks < segment.ExpiresAt.Value.UtcTicks)
            && IsInScope(segment.Scope, judge, place)
            && IsAmong(segment.Websites, data.Schema.Roles.Website, judge, place)
            && IsAmong(segment.Stores, data.Schema.Roles.Store, judge, place)
            && !Has(list?.Exclude, customer)
            && (Has(list?.Include, customer) || conditions);
    }

    private bool IsInScope(CustomerScope scope, Judge judge, Place customer)
    {
        bool isGuest = data.Schema.Roles.Guest is { } guest && judge.Read(customer, guest).Value is true;
        return scope switch
        {
            CustomerScope.Registered => !isGuest,
            CustomerScope.Guest => isGuest,
            _ => true,
        };
    }

    private static bool IsAmong(IReadOnlyList<string> listed, string? attribute, Judge judge, Place customer)
    {
        if (listed.Count == 0)
            return true;
        Reading reading = judge.Read(customer, attribute ?? throw new InvalidOperationException("The schema has no websites or stores."));
        StringComparer comparer = reading.Attribute.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return reading.Value is string value && listed.Contains(value, comparer);
    }

    private bool Has(IReadOnlyList<string>? keys, DatasetRow customer) =>
        keys is not null && keys.Any(key => data.Find(customer.Entity, key) == customer);
}
