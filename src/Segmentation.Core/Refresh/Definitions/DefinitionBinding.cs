using System.Globalization;

namespace Segmentation.Refresh;

/// <summary>Binds definitions of which some may be unusable, so that those do not keep the others from being used.</summary>
internal sealed class DefinitionBinding
{
    private const string Root = "segments[";

    private DefinitionBinding(SegmentSet set, IReadOnlyDictionary<string, IReadOnlyList<Problem>> problems, IReadOnlySet<string> followers)
    {
        Set = set;
        Problems = problems;
        Followers = followers;
    }

    /// <summary>Those that can be used.</summary>
    public SegmentSet Set { get; }

    /// <summary>What is wrong with the others, by their ids; paths begin at <c>segments[0]</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems { get; }

    /// <summary>Those of the others with which nothing is wrong but that they refer to one that cannot be used.</summary>
    public IReadOnlySet<string> Followers { get; }

    /// <summary>Binds all but those that cannot be, and those that refer to them. The limit on active segments is not applied.</summary>
    /// <param name="schema">What the conditions speak of.</param>
    /// <param name="definitions">The definitions, each id once.</param>
    /// <param name="lists">The sticky lists, of other segments too.</param>
    /// <param name="options">Limits and defaults.</param>
    public static DefinitionBinding Of(SegmentSchema schema, IReadOnlyList<Segment> definitions, SegmentLists lists, BindOptions options)
    {
        options = options with { MaxSegments = null };
        var problems = new Dictionary<string, IReadOnlyList<Problem>>(StringComparer.Ordinal);
        var followers = new HashSet<string>(StringComparer.Ordinal);
        List<Segment> usable = [.. definitions];
        while (true)
        {
            try
            {
                return new DefinitionBinding(SegmentSet.Bind(schema, usable, Of(usable, lists), options), problems, followers);
            }
            catch (SegmentDefinitionException refusal)
            {
                bool isFirst = problems.Count == 0;
                foreach (IGrouping<int, Problem> found in refusal.Problems.GroupBy(IndexOf))
                {
                    string id = usable[found.Key].Id;
                    problems.Add(id, [.. found.Select(p => Rebased(p, 0)).Select(p => isFirst ? p : OfAReference(p))]);
                    if (!isFirst)
                        followers.Add(id);
                }

                usable.RemoveAll(s => problems.ContainsKey(s.Id));
            }
        }
    }

    /// <summary>The lists of some segments.</summary>
    public static SegmentLists Of(IEnumerable<Segment> segments, SegmentLists lists) => new(
        segments.Select(s => s.Id).Distinct(StringComparer.Ordinal).Where(lists.Segments.ContainsKey).ToDictionary(id => id, id => lists.Segments[id], StringComparer.Ordinal));

    /// <summary>Some segments of a set with those that they refer to: a set of its own, unless it would be the same.</summary>
    public static SegmentSet Narrowed(SegmentSet set, IReadOnlyCollection<string> ids, SegmentLists lists, BindOptions options)
    {
        var needed = ids.Concat(ids.SelectMany(id => set[id].AllReferences)).ToHashSet(StringComparer.Ordinal);
        if (needed.Count == set.Segments.Count)
            return set;
        Segment[] definitions = [.. set.Segments.Where(s => needed.Contains(s.Id))];
        return SegmentSet.Bind(set.Schema, definitions, Of(definitions, lists), options with { MaxSegments = null });
    }

    /// <summary>The problem of a definition as one of the definition at another place.</summary>
    public static Problem Rebased(Problem problem, int index)
    {
        int end = problem.Path.IndexOf(']', StringComparison.Ordinal);
        return problem with { Path = string.Create(CultureInfo.InvariantCulture, $"{Root}{index}{problem.Path[end..]}") };
    }

    private static int IndexOf(Problem problem)
    {
        int end = problem.Path.IndexOf(']', StringComparison.Ordinal);
        return problem.Path.StartsWith(Root, StringComparison.Ordinal) && end > 0
            ? int.Parse(problem.Path.AsSpan(Root.Length, end - Root.Length), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The problem at '{problem.Path}' is of no segment: {problem.Message}");
    }

    // What was there in the first round and is not any more is there, but cannot be used.
    private static Problem OfAReference(Problem problem) => problem.Code == "segment.unknown"
        ? problem with { Code = "segment.unusable", Message = "The segment that is referred to here cannot be used itself; mend that one first." }
        : problem;
}
