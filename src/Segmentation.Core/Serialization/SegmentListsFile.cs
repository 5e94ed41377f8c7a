using System.Collections.Immutable;
using System.Text;

namespace Segmentation;

/// <summary>
/// Lists files: the sticky lists of segments, <c>{ "vip": { "include": ["1"], "exclude": ["2"] } }</c>, by the same strict
/// rules as segment files. Keys are texts, in the form in which the source has them. All members are thread-safe.
/// </summary>
public static class SegmentListsFile
{
    private static readonly string[] ListProperties = ["include", "exclude"];

    /// <summary>Reads the lists of a file's text. A key may be in both lists of a segment: excluded wins.</summary>
    /// <param name="json">The text of a lists file.</param>
    /// <exception cref="SegmentDefinitionException">The text has problems; the exception lists all of them.</exception>
    public static SegmentLists Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var problems = new DocumentProblems();
        return Complete(JsonTree.Read(json, problems), problems);
    }

    /// <summary>Reads the lists of a file from a stream.</summary>
    /// <param name="utf8">The file in UTF-8, with or without a byte order mark; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SegmentDefinitionException">The file has problems; the exception lists all of them.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SegmentLists> ReadAsync(Stream utf8, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte> bytes = await JsonBytes.ReadAsync(utf8, cancellationToken).ConfigureAwait(false);
        var problems = new DocumentProblems();
        return Complete(JsonTree.Read(bytes.Span, problems), problems);
    }

    /// <summary>Reads the lists of a file on disk.</summary>
    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SegmentDefinitionException">The file has problems; the exception lists all of them.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SegmentLists> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        FileStream file = JsonBytes.Open(path);
        await using (file.ConfigureAwait(false))
            return await ReadAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes lists in the one canonical form, segments by ordinal of their ids, keys in their own order.</summary>
    /// <param name="lists">The lists.</param>
    /// <exception cref="SegmentDefinitionException">The lists say something that no file can say, such as a bad segment id
    /// or a key twice in a list.</exception>
    public static string Write(SegmentLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        using var writer = new CanonicalWriter();
        writer.StartObject();
        foreach ((string id, SegmentList list) in lists.Segments.OrderBy(static l => l.Key, StringComparer.Ordinal))
        {
            writer.Name(id);
            writer.StartObject();
            if (list.Include.Count > 0)
                writer.Property("include", list.Include);
            if (list.Exclude.Count > 0)
                writer.Property("exclude", list.Exclude);
            writer.EndObject();
        }

        writer.EndObject();
        string json = writer.ToString();
        Read(json);
        return json;
    }

    /// <summary>Writes lists as <see cref="Write"/> does, in UTF-8 without a byte order mark.</summary>
    /// <param name="utf8">Takes the file; left open. Nothing is written to it when the lists are refused.</param>
    /// <param name="lists">The lists.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="SegmentDefinitionException">The lists say something that no file can say.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task WriteAsync(Stream utf8, SegmentLists lists, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        await utf8.WriteAsync(Encoding.UTF8.GetBytes(Write(lists)), cancellationToken).ConfigureAwait(false);
    }

    private static SegmentLists Complete(JsonNode? root, DocumentProblems problems)
    {
        ImmutableDictionary<string, SegmentList> lists = root is null
            ? ImmutableDictionary<string, SegmentList>.Empty
            : ReadLists(root, new ValueReader(problems));
        IReadOnlyList<Problem> found = problems.InDocumentOrder();
        return found.Count == 0 ? new SegmentLists(lists) : throw new SegmentDefinitionException(found);
    }

    private static ImmutableDictionary<string, SegmentList> ReadLists(JsonNode root, ValueReader values)
    {
        var lists = ImmutableDictionary.CreateBuilder<string, SegmentList>(StringComparer.Ordinal);
        if (values.Object(root, "an object, { \"segment-id\": { \"include\": [ … ], \"exclude\": [ … ] } },") is not { } written)
            return lists.ToImmutable();
        foreach (JsonMember member in written.Members)
        {
            if (!member.IsReadable || !Segment.IsId(member.Name))
            {
                values.Problems.Add(member.Value, ProblemCodes.SegmentId, $"{Quoting.Quote(member.Name)} is not the id of a segment; {Segment.IdRule}");
            }
            else if (lists.ContainsKey(member.Name))
            {
                ObjectReader.ReportRepeated(member, values.Problems);
            }

            lists[member.Name] = ReadList(member.Value, values);
        }

        return lists.ToImmutable();
    }

    private static SegmentList ReadList(JsonNode node, ValueReader values)
    {
        if (values.Object(node, "an object, { \"include\": [ … ], \"exclude\": [ … ] },") is not { } written)
            return new SegmentList([], []);
        var properties = new ObjectReader(written, "a segment's lists", ListProperties, values);
        return new SegmentList(ReadKeys(properties.Find("include"), values), ReadKeys(properties.Find("exclude"), values));
    }

    private static List<string> ReadKeys(JsonNode? node, ValueReader values)
    {
        var keys = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (node is null || values.Array(node) is not { } array)
            return keys;
        foreach (JsonNode item in array.Items)
        {
            if (item is JsonNumber)
                values.Mistyped(item, "a key as a text in double quotes, such as \"1\",");
            else if (values.Text(item) is not { } key)
                continue;
            else if (seen.Add(key))
                keys.Add(key);
            else
                values.Problems.Add(item, ProblemCodes.ListRepeated, $"the key {Quoting.Quote(key)} is in the list already; keep one");
        }

        return keys;
    }
}
