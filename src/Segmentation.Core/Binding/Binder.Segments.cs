using Segmentation.Predicates;

namespace Segmentation.Binding;

internal sealed partial class Binder
{
    private Func<string, Reference>? _membership;

    /// <summary>
    /// What a customer must satisfy to be in a segment: its active flag and dates, scope, websites and stores, and the
    /// conditions, which the sticky lists override. Null when something of it could not be bound.
    /// </summary>
    /// <param name="segment">The definition.</param>
    /// <param name="list">Its sticky lists; null for none.</param>
    /// <param name="path">Where the definition stands.</param>
    /// <param name="membership">Gives another segment's predicate by its id.</param>
    public BoundSegment? BindSegment(Segment segment, SegmentList? list, string path, Func<string, Reference> membership)
    {
        int problems = _problems.Count;
        _nodes = 0;
        _membership = membership;
        DomainNode subject = factory.Subject(schema.Subject);
        string zone = segment.TimeZone ?? options.TimeZone;
        if (!IsZone(zone))
        {
            Refuse($"{path}.timeZone", "zone.unknown", $"'{zone}' is no IANA time zone; write one such as Europe/Kyiv.");
            zone = "UTC";
        }

        var settings = new BoundSettings
        {
            Dates = segment.StartsAt is null && segment.ExpiresAt is null ? null : factory.Dates(subject, segment.StartsAt, segment.ExpiresAt),
            Scope = Scope(segment.Scope, subject),
            Websites = Among(schema.Roles.Website, segment.Websites, subject, $"{path}.websites", "website"),
            Stores = Among(schema.Roles.Store, segment.Stores, subject, $"{path}.stores", "store"),
            Included = list is { Include.Count: > 0 } ? factory.Listed(subject, list.Include) : null,
            Excluded = list is { Exclude.Count: > 0 } ? factory.Listed(subject, list.Exclude) : null,
        };
        PredicateNode conditions = factory.Constant(subject, true);
        BoundCondition? root = null;
        if (segment.Conditions is not null)
        {
            var top = new BoundCondition(segment.Conditions, path, subject);
            _parent = top;
            if (Bind(segment.Conditions, new Context(subject, subject, zone, 1, IsWhere: false), $"{path}.conditions") is { } bound)
                conditions = bound;
            _parent = null;
            root = top.Children.FirstOrDefault();
        }
        else if (!segment.IsEveryone)
        {
            Refuse(path, "segment.empty", "The segment has no conditions; add some, or say \"everyone\": true.");
        }

        if (settings.Included is not null)
            conditions = factory.Group(subject, all: false, [settings.Included, conditions]);
        if (settings.Excluded is not null)
            conditions = factory.Group(subject, all: true, [factory.Not(settings.Excluded), conditions]);
        _membership = null;
        if (_problems.Count > problems)
            return null;
        PredicateNode?[] parts =
        [
            factory.Constant(subject, segment.IsActive), settings.Dates, settings.Scope, settings.Websites, settings.Stores, conditions,
        ];
        return new BoundSegment(segment, zone, factory.Group(subject, all: true, [.. parts.OfType<PredicateNode>()]), root) { Settings = settings };
    }

    private PredicateNode? Scope(CustomerScope scope, DomainNode subject)
    {
        if (scope == CustomerScope.All)
            return null;
        // Without a word about guests everyone is registered.
        PredicateNode guest = schema.Roles.Guest is { } name
            && BindAttribute(schema.Subject.FindAttribute(name)!, subject, "UTC", name) is { } value
                ? Point(value, new Rational(1))
                : factory.Constant(subject, false);
        return scope == CustomerScope.Guest ? guest : factory.Not(guest);
    }

    private PredicateNode? Among(string? role, IReadOnlyList<string> values, DomainNode subject, string path, string what)
    {
        if (values.Count == 0)
            return null;
        if (role is null)
        {
            Refuse(path, "segment.websites", $"The schema '{schema.Name}' names no {what} of a '{schema.Subject.Name}'; leave the {what}s out, or give the schema that role.");
            return null;
        }

        return BindAttribute(schema.Subject.FindAttribute(role)!, subject, "UTC", path) is { } value
            ? factory.Text(value.Node, TextTest.In, values, value.IsCaseSensitive)
            : null;
    }
}
