namespace Segmentation.Matching;

/// <summary>
/// Which of some literals a member of a set stands for: the one it equals, and with a tree those that lie above it.
/// Immutable and safe for concurrent use.
/// </summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, int[]> _literals;

    /// <param name="literals">The literals, no two of them equal.</param>
    /// <param name="isCaseSensitive">Whether case counts.</param>
    /// <param name="tree">The tree over the set's values; null for none.</param>
    public MemberTable(IReadOnlyList<string> literals, bool isCaseSensitive, ValueTree? tree)
    {
        StringComparer comparer = isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var indexes = new Dictionary<string, int>(comparer);
        for (int i = 0; i < literals.Count; i++)
            indexes.Add(literals[i], i);
        Count = literals.Count;
        _literals = indexes.ToDictionary(p => p.Key, p => new[] { p.Value }, comparer);
        if (tree is null)
            return;
        foreach ((string name, IReadOnlyCollection<string> above) in tree.Names(comparer))
        {
            int[] found = [.. above.Append(name).Where(indexes.ContainsKey).Select(n => indexes[n]).Distinct()];
            if (found.Length > 0)
                _literals[name] = found;
        }
    }

    public int Count { get; }

    public ReadOnlySpan<int> Find(string member) => _literals.TryGetValue(member, out int[]? found) ? found : [];
}
