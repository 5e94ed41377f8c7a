namespace Segmentation.Matching;

/// <summary>Finds any number of literals in one walk over a text. Immutable and safe for concurrent use.</summary>
internal sealed class PatternAutomaton
{
    // A character's place in the alphabet of those that occur in literals; 0 for all others.
    private readonly ushort[] _letters = new ushort[char.MaxValue + 1];
    private readonly int _letterCount;
    private readonly int[] _next;
    private readonly int[][] _found;

    public PatternAutomaton(IReadOnlyList<(string Text, int Literal)> literals, bool isCaseSensitive)
    {
        _letterCount = 1 + Number(literals, isCaseSensitive);
        var children = new List<int[]> { new int[_letterCount] };
        var found = new List<List<int>> { new() };
        foreach ((string text, int literal) in literals)
        {
            int at = 0;
            foreach (char character in text)
            {
                ref int child = ref children[at][_letters[character]];
                if (child == 0)
                {
                    child = children.Count;
                    children.Add(new int[_letterCount]);
                    found.Add([]);
                }

                at = child;
            }

            found[at].Add(literal);
        }

        _next = new int[children.Count * _letterCount];
        Join(children, found);
        _found = [.. found.Select(f => f.ToArray())];
    }

    /// <summary>Whether the literal is one for an automaton: case of a character that is written by two is folded by both.</summary>
    public static bool Takes(string literal) => !literal.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    public int Next(int at, char character) => _next[at * _letterCount + _letters[character]];

    public int[] FoundAt(int at) => _found[at];

    /// <summary>Gives every character of the literals, with all that equal it, a number from 1; returns the last.</summary>
    private int Number(IReadOnlyList<(string Text, int Literal)> literals, bool isCaseSensitive)
    {
        StringComparer comparer = isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var numbers = new Dictionary<string, ushort>(comparer);
        ushort last = 0;
        foreach (char character in literals.SelectMany(l => l.Text))
        {
            if (numbers.TryAdd(character.ToString(), (ushort)(last + 1)))
                last++;
        }

        // Which characters are the same is asked of the comparison itself, whose tables are its own.
        Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> same = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int character = 0; character <= char.MaxValue; character++)
            _letters[character] = same.TryGetValue([(char)character], out ushort number) ? number : (ushort)0;
        return last;
    }

    /// <summary>Leads every place on by every letter: to the longest end of what was read that begins a literal.</summary>
    private void Join(List<int[]> children, List<List<int>> found)
    {
        var back = new int[children.Count];
        var queue = new Queue<int>();
        for (int letter = 0; letter < _letterCount; letter++)
        {
            int child = children[0][letter];
            _next[letter] = child;
            if (child != 0)
                queue.Enqueue(child);
        }

        while (queue.TryDequeue(out int at))
        {
            found[at].AddRange(found[back[at]]);
            for (int letter = 0; letter < _letterCount; letter++)
            {
                int child = children[at][letter], otherwise = _next[back[at] * _letterCount + letter];
                _next[at * _letterCount + letter] = child != 0 ? child : otherwise;
                if (child == 0)
                    continue;
                back[child] = otherwise;
                queue.Enqueue(child);
            }
        }
    }
}
