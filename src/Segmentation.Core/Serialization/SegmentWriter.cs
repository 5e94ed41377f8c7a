namespace Segmentation;

/// <summary>Segments in the canonical form: id and name always, other settings where they differ from the default.</summary>
internal static class SegmentWriter
{
    public static string Write(IReadOnlyList<Segment> segments, ConditionJson conditions)
    {
        using var writer = new CanonicalWriter();
        writer.StartObject();
        writer.Property("version", SegmentReader.Version);
        writer.Name("segments");
        writer.StartArray();
        foreach (Segment segment in segments)
        {
            writer.StartObject();
            WriteSettings(segment, writer);
            WriteConditions(segment, writer, conditions);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
        return writer.ToString();
    }

    private static void WriteSettings(Segment segment, CanonicalWriter writer)
    {
        writer.Property("id", segment.Id);
        writer.Property("name", segment.Name);
        if (segment.Description.Length > 0)
            writer.Property("description", segment.Description);
        if (!segment.IsActive)
            writer.Property("active", false);
        if (segment.Scope != CustomerScope.All)
            writer.Property("scope", Words<CustomerScope>.Of(segment.Scope));
        WriteTexts("websites", segment.Websites, writer);
        WriteTexts("stores", segment.Stores, writer);
        WriteInstant("startsAt", segment.StartsAt, writer);
        WriteInstant("expiresAt", segment.ExpiresAt, writer);
        if (segment.TimeZone is { } zone)
            writer.Property("timeZone", zone);
        if (segment.Refresh != RefreshMode.Automatic)
            writer.Property("refresh", Words<RefreshMode>.Of(segment.Refresh));
        if (segment.Priority != 0)
            writer.Property("priority", segment.Priority);
        if (segment.MoveToGroup is { } group)
            writer.Property("moveToGroup", group);
        WriteTexts("tags", segment.Tags, writer);
    }

    private static void WriteConditions(Segment segment, CanonicalWriter writer, ConditionJson json)
    {
        if (segment.Conditions is { } conditions)
        {
            writer.Name("conditions");
            json.Write(conditions, writer);
        }

        if (segment.IsEveryone)
            writer.Property("everyone", true);
    }

    private static void WriteTexts(string name, IReadOnlyList<string> texts, CanonicalWriter writer)
    {
        if (texts.Count > 0)
            writer.Property(name, texts);
    }

    private static void WriteInstant(string name, DateTimeOffset? instant, CanonicalWriter writer)
    {
        if (instant is not { } known)
            return;
        writer.Name(name);
        writer.Instant(known);
    }
}
