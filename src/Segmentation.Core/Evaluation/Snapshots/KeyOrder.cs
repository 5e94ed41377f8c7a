namespace Segmentation.Evaluation;

/// <summary>Rows of one root over several parts, merged by key: stretches of parts, one after another. Immutable.</summary>
internal sealed class KeyOrder
{
    private readonly Stretch[] _stretches;

    private KeyOrder(Stretch[] stretches, KeyList keys) => (_stretches, Keys) = (stretches, keys);

    public static KeyOrder Of(KeyList keys, int part) => new(keys.Count == 0 ? [] : [new Stretch(part, 0, keys.Count)], keys);

    /// <summary>The keys of all rows, ascending.</summary>
    public KeyList Keys { get; }

    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>How many rows of a part are still among them.</summary>
    public int CountOf(int part) => _stretches.Where(s => s.Part == part).Sum(s => s.Count);

    /// <summary>The order with the rows of a further part put in, in place of those that have the same keys, and without some keys.</summary>
    /// <param name="added">The further part's keys, ascending.</param>
    /// <param name="part">The further part.</param>
    /// <param name="removed">Keys that go; those that are nowhere, or are put in, are passed over.</param>
    public KeyOrder With(KeyList added, int part, IEnumerable<SubjectKey> removed)
    {
        var edits = new List<Edit>();
        bool sameKeys = true;
        for (int row = 0; row < added.Count; row++)
        {
            int at = Keys.Find(added[row]);
            sameKeys &= at >= 0;
            edits.Add(new Edit(at >= 0 ? at : ~at, at >= 0, row));
        }

        foreach (SubjectKey key in removed.Distinct())
        {
            if (Keys.Find(key) is >= 0 and var at && added.Find(key) < 0)
            {
                sameKeys = false;
                edits.Add(new Edit(at, true, -1));
            }
        }

        // What is put in before a row comes before what takes the row's place.
        Edit[] ordered = [.. edits];
        Array.Sort(ordered, (x, y) => x.At != y.At ? x.At.CompareTo(y.At) : x.Replaces != y.Replaces ? x.Replaces.CompareTo(y.Replaces) : x.Row.CompareTo(y.Row));
        Stretch[] stretches = Apply(ordered, part);
        return new KeyOrder(stretches, sameKeys ? Keys : KeysOf(ordered, added));
    }

    /// <summary>The bits of all rows, from the bits of each part's.</summary>
    public ulong[] Merge(ulong[][] parts)
    {
        ulong[] merged = Bits.None(Keys.Count);
        int to = 0;
        foreach (Stretch stretch in _stretches)
        {
            Bits.Copy(parts[stretch.Part], stretch.From, stretch.Count, merged, to);
            to += stretch.Count;
        }

        return merged;
    }

    private Stretch[] Apply(Edit[] edits, int part)
    {
        var result = new List<Stretch>(_stretches.Length + 2 * edits.Length);
        int edit = 0, start = 0;
        foreach (Stretch stretch in _stretches)
        {
            int done = 0;
            for (; edit < edits.Length && edits[edit].At < start + stretch.Count; edit++)
            {
                int at = edits[edit].At - start;
                if (at > done)
                    result.Add(new Stretch(stretch.Part, stretch.From + done, at - done));
                if (edits[edit].Row >= 0)
                    result.Add(new Stretch(part, edits[edit].Row, 1));
                done = edits[edit].Replaces ? at + 1 : at;
            }

            if (done < stretch.Count)
                result.Add(new Stretch(stretch.Part, stretch.From + done, stretch.Count - done));
            start += stretch.Count;
        }

        for (; edit < edits.Length; edit++)
            result.Add(new Stretch(part, edits[edit].Row, 1));
        return [.. result];
    }

    private KeyList KeysOf(Edit[] edits, KeyList added)
    {
        KeyList keys = Keys.NewLike();
        int done = 0;
        foreach (Edit edit in edits)
        {
            keys.Append(Keys, done, edit.At - done);
            if (edit.Row >= 0)
                keys.Append(added[edit.Row]);
            done = edit.Replaces ? edit.At + 1 : edit.At;
        }

        keys.Append(Keys, done, Keys.Count - done);
        return keys;
    }

    /// <summary>Rows of a part that follow one another.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="From">Its first row.</param>
    /// <param name="Count">The number of rows.</param>
    internal readonly record struct Stretch(int Part, int From, int Count);

    /// <param name="At">The row that is replaced, or before which one is put in.</param>
    /// <param name="Replaces">Whether the row goes.</param>
    /// <param name="Row">The row that comes; negative for none.</param>
    private readonly record struct Edit(int At, bool Replaces, int Row);
}
