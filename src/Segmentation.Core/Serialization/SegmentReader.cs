namespace Segmentation;

/// <summary>The segments of a document, with placeholders for what cannot be read.</summary>
internal sealed class SegmentReader(DocumentProblems problems, ConditionJson conditions)
{
    internal const int Version = 1;

    private static readonly string[] FileProperties = ["version", "segments"];

    private static readonly string[] SegmentProperties =
    [
        "id", "name", "description", "active", "scope", "websites", "stores", "startsAt", "expiresAt", "timeZone",
        "refresh", "priority", "moveToGroup", "tags", "conditions", "everyone",
    ];

    private readonly ValueReader _values = new(problems);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<Segment> Read(JsonNode root)
    {
        if (_values.Object(root, "an object, { \"version\": 1, \"segments\": [ … ] },") is not { } written)
            return [];
        var file = new ObjectReader(written, "a segment file", FileProperties, _values);
        CheckVersion(file);
        JsonArray? segments = file.Required("segments") is { } node ? _values.Array(node) : null;
        return segments is null ? [] : [.. segments.Items.Select(ReadSegment)];
    }

    private void CheckVersion(ObjectReader file)
    {
        if (file.Find("version") is { } version)
        {
            if (version is not JsonNumber { Value: null or Version })
                problems.Add(version, ProblemCodes.JsonVersion, "this is not a version that can be read; write 1");
        }
        else if (!file.Mentions("version"))
        {
            problems.Add(file.Node, ProblemCodes.JsonVersion, "the file does not say its version; add \"version\": 1");
        }
    }

    private Segment ReadSegment(JsonNode node, int index)
    {
        if (_values.Object(node, "a segment, { … },") is not { } written)
            return new Segment { Id = "", IsIdRefused = true, Conditions = InvalidCondition.Instance };
        var properties = new ObjectReader(written, "a segment", SegmentProperties, _values);
        (string id, bool isIdRefused) = ReadId(properties, index);
        (Condition? conditions, bool isEveryone) = ReadConditions(properties);
        (DateTimeOffset? startsAt, DateTimeOffset? expiresAt) = ReadDates(properties);
        return new Segment
        {
            Id = id,
            IsIdRefused = isIdRefused,
            Name = properties.Text("name") ?? id,
            Description = properties.Text("description") ?? "",
            IsActive = properties.Boolean("active") ?? true,
            Scope = properties.Word<CustomerScope>("scope") ?? CustomerScope.All,
            Websites = properties.Texts("websites") ?? [],
            Stores = properties.Texts("stores") ?? [],
            StartsAt = startsAt,
            ExpiresAt = expiresAt,
            TimeZone = properties.OptionalText("timeZone"),
            Refresh = properties.Word<RefreshMode>("refresh") ?? RefreshMode.Automatic,
            Priority = properties.Integer("priority") ?? 0,
            MoveToGroup = properties.OptionalText("moveToGroup"),
            Tags = properties.Texts("tags") ?? [],
            Conditions = conditions,
            IsEveryone = isEveryone,
        };
    }

    private (string Id, bool IsRefused) ReadId(ObjectReader properties, int index)
    {
        if (properties.RequiredText("id") is not { } id)
            return ("", true);
        JsonNode node = properties.Find("id")!;
        if (!Segment.IsId(id))
        {
            problems.Add(node, ProblemCodes.SegmentId, $"{Quoting.Quote(id)} is not an id; {Segment.IdRule}");
            return (id, true);
        }

        if (!_ids.TryAdd(id, index))
        {
            problems.Add(node, ProblemCodes.SegmentRepeated,
                FormattableString.Invariant($"'{id}' is already the id of segments[{_ids[id]}]; give each segment an id of its own"));
            return (id, true);
        }

        return (id, false);
    }

    private (Condition? Conditions, bool IsEveryone) ReadConditions(ObjectReader properties)
    {
        bool? everyone = properties.Boolean("everyone");
        if (properties.Find("conditions") is { } node)
        {
            if (everyone == true)
            {
                problems.Add(properties.Find("everyone")!, ProblemCodes.SegmentEveryone,
                    "a segment of everyone has no conditions; keep either \"everyone\": true or 'conditions'");
            }

            return (conditions.Read(node, _values), false);
        }

        if (everyone == true)
            return (null, true);
        bool isTried = properties.Mentions("conditions") || properties.Mentions("everyone") && everyone is null;
        if (!isTried)
        {
            problems.Add(properties.Node, ProblemCodes.SegmentEmpty,
                "a segment without conditions would have every customer in it; add 'conditions', or \"everyone\": true if that is meant");
        }

        return (InvalidCondition.Instance, false);
    }

    /// <summary>Dates in the wrong order are reported here, and the later one left out, so that they are not reported again.</summary>
    private (DateTimeOffset? StartsAt, DateTimeOffset? ExpiresAt) ReadDates(ObjectReader properties)
    {
        DateTimeOffset? startsAt = properties.OptionalInstant("startsAt");
        DateTimeOffset? expiresAt = properties.OptionalInstant("expiresAt");
        if (startsAt < expiresAt || startsAt is null || expiresAt is null)
            return (startsAt, expiresAt);
        problems.Add(properties.Find("expiresAt")!, ProblemCodes.SegmentDates,
            "the segment expires before it starts, or at once; write an instant after 'startsAt'");
        return (startsAt, null);
    }
}
