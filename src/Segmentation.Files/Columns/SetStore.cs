using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Sets of texts separated by <c>|</c>; each distinct set is taken apart once.</summary>
internal sealed class SetStore : AttributeStore
{
    private const byte Separator = (byte)'|';

    private Utf8Dictionary _distinct = new();
    private readonly List<int[]> _members = [];
    private readonly Chunks<int> _sets = new();
    private readonly TextDictionary _texts = new();

    public override int Count => _sets.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        int set = _distinct.FindInRun(text, out uint hash);
        if (set < 0)
        {
            if (Refusal(text) is { } refusal)
            {
                AppendMissing();
                return refusal;
            }

            set = _distinct.Add(text, hash);
            _members.Add(MembersOf(text));
        }

        _sets.Add(set);
        return null;
    }

    public override void AppendMissing() => _sets.Add(-1);

    public override bool IsMissing(int row) => _sets[row] < 0;

    public override void Complete() => _distinct = new Utf8Dictionary();

    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var offsets = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
            offsets[i + 1] = offsets[i] + (_sets[rows[i]] is >= 0 and var set ? _members[set].Length : 0);
        var codes = new int[offsets[^1]];
        for (int i = 0; i < rows.Length; i++)
        {
            if (_sets[rows[i]] is >= 0 and var set)
                _members[set].CopyTo(codes, offsets[i]);
        }

        return new SetColumn(offsets, codes, rows.Length, _texts);
    }

    private static string? Refusal(ReadOnlySpan<byte> text) =>
        text[0] == Separator || text[^1] == Separator || text.IndexOf("||"u8) >= 0
            ? "has an empty member; write one '|' between two members and none elsewhere"
            : Utf8Text.Refusal(text);

    private int[] MembersOf(ReadOnlySpan<byte> text)
    {
        var members = new List<int>();
        foreach (Range range in text.Split(Separator))
        {
            int code = _texts.Encode(Utf8Text.Decode(text[range]));
            if (!members.Contains(code))
                members.Add(code);
        }

        return [.. members];
    }
}
