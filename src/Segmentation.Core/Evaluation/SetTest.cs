using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Which literals of a set leaf the values of a dictionary stand for.</summary>
internal sealed class SetTest(SetNode leaf, TextDictionary dictionary, Func<string, int[]> literalsOf)
{
    private const int LiteralsOfAWord = 64;

    private readonly Lock _lock = new();
    private readonly bool _fitsWord = !leaf.All || leaf.Literals.Count <= LiteralsOfAWord;
    private readonly ulong _wanted = leaf.All ? ulong.MaxValue >> (LiteralsOfAWord - Math.Min(LiteralsOfAWord, leaf.Literals.Count)) : 0;
    private readonly List<int[]> _literals = [];
    private ulong[] _words = [];
    private int _known;

    public TextDictionary Dictionary { get; } = dictionary;

    /// <summary>Looks at the values that have come since. To be called before <see cref="Holds"/>.</summary>
    public void Extend()
    {
        lock (_lock)
        {
            int count = Dictionary.Count;
            if (_words.Length < count)
                Array.Resize(ref _words, Math.Max(count, _words.Length * 2));
            for (; _known < count; _known++)
            {
                int[] literals = literalsOf(Dictionary[_known]);
                if (!_fitsWord)
                    _literals.Add(literals);
                foreach (int literal in literals)
                    _words[_known] |= leaf.All ? 1UL << literal : 1;
            }
        }
    }

    /// <summary>Whether a set has one of the literals, or every one.</summary>
    public bool Holds(ReadOnlySpan<int> codes)
    {
        if (!_fitsWord)
            return HoldsMany(codes);
        ulong found = 0;
        foreach (int code in codes)
            found |= _words[code];
        return leaf.All ? found == _wanted : found != 0;
    }

    private bool HoldsMany(ReadOnlySpan<int> codes)
    {
        var found = new HashSet<int>();
        foreach (int code in codes)
            found.UnionWith(_literals[code]);
        return found.Count == leaf.Literals.Count;
    }
}
