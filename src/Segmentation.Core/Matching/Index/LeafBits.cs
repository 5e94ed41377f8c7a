namespace Segmentation.Matching;

/// <summary>
/// The bitmaps of all coded leaves that many formulas have alike: which of the formulas have the code that was found. Those
/// of one family lie together and are looked up at once. Filled while an index is built; then immutable.
/// </summary>
internal sealed class LeafBits
{
    private readonly Dictionary<CodedFamily, List<Place>> _declared = [];
    private readonly Dictionary<int, Loaded[]> _byFamily = [];
    private Loaded[] _all = [];

    /// <summary>How many words they take.</summary>
    public int WordCount { get; private set; }

    /// <summary>Declares a leaf: a set of codes a formula.</summary>
    public Place Add(CodedFamily family, IReadOnlyList<CodeSet> sets)
    {
        if (!_declared.TryGetValue(family, out List<Place>? places))
            _declared.Add(family, places = []);
        var place = new Place(sets);
        places.Add(place);
        return place;
    }

    /// <summary>Gives every leaf its place.</summary>
    public void Close()
    {
        var all = new List<Loaded>();
        foreach ((CodedFamily family, List<Place> places) in _declared.OrderBy(d => d.Key.Slot))
        {
            var some = new List<Loaded>();
            var sets = new List<CodeSet>();
            int start = WordCount;
            foreach (Place place in places)
            {
                if (sets.Count + (place.Words << 6) > CodeBits.MostFormulas)
                    End();
                place.Start = start + (sets.Count >> 6);
                sets.AddRange(place.Sets);
                while ((sets.Count & 63) != 0)
                    sets.Add(CodeSet.None);
            }

            End();
            _byFamily.Add(family.Index, [.. some]);
            all.AddRange(some);

            void End()
            {
                if (sets.Count > 0)
                    some.Add(new Loaded(family.Slot, start, sets.Count >> 6, new CodeBits(sets, family.CodeCount)));
                WordCount = start += sets.Count >> 6;
                sets.Clear();
            }
        }

        _all = [.. all];
    }

    /// <summary>Looks up all leaves.</summary>
    public void Load(MatchState state) => Load(_all, state);

    /// <summary>Looks up the leaves of one family.</summary>
    public void Load(int family, MatchState state)
    {
        if (_byFamily.TryGetValue(family, out Loaded[]? some))
            Load(some, state);
    }

    private static void Load(Loaded[] some, MatchState state)
    {
        int[] codes = state.Codes;
        ulong[] words = state.LeafWords;
        foreach (Loaded loaded in some)
            loaded.Bits.Load(codes[loaded.Slot], words.AsSpan(loaded.Start, loaded.Words));
    }

    /// <summary>Where a leaf's bitmap is loaded to.</summary>
    internal sealed class Place(IReadOnlyList<CodeSet> sets)
    {
        public IReadOnlyList<CodeSet> Sets { get; } = sets;

        public int Start { get; set; }

        public int Words => (Sets.Count + 63) >> 6;

        public ReadOnlySpan<ulong> Of(MatchState state) => state.LeafWords.AsSpan(Start, Words);
    }

    private readonly record struct Loaded(int Slot, int Start, int Words, CodeBits Bits);
}
