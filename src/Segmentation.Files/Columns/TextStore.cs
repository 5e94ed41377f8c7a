using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Texts and choices as codes of a dictionary; each distinct text is decoded once.</summary>
internal sealed class TextStore : AttributeStore
{
    private Utf8Dictionary _distinct;
    private readonly Chunks<int> _codes;
    private readonly TextDictionary _texts = new();

    public TextStore()
        : this(new Utf8Dictionary(), new Chunks<int>())
    {
    }

    /// <summary>Takes over distinct texts that were found to be fine, and the code of each row.</summary>
    public TextStore(Utf8Dictionary distinct, Chunks<int> codes)
    {
        _distinct = distinct;
        _codes = codes;
        for (int code = 0; code < distinct.Count; code++)
            _texts.Encode(Utf8Text.Decode(distinct[code]));
    }

    public override int Count => _codes.Count;

    /// <summary>How many distinct texts there are.</summary>
    public int DistinctCount => _texts.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        int code = _distinct.FindInRun(text, out uint hash);
        if (code < 0)
        {
            if (Utf8Text.Refusal(text) is { } refusal)
            {
                AppendMissing();
                return refusal;
            }

            code = _distinct.Add(text, hash);
            _texts.Encode(Utf8Text.Decode(text));
        }

        _codes.Add(code);
        return null;
    }

    public override void AppendMissing() => _codes.Add(-1);

    public override bool IsMissing(int row) => _codes[row] < 0;

    /// <summary>The code of a row's text; negative when it is missing.</summary>
    public int CodeAt(int row) => _codes[row];

    /// <summary>The text of a code.</summary>
    public string TextOf(int code) => _texts[code];

    public override void Complete() => _distinct = new Utf8Dictionary();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var codes = new int[rows.Length];
        _codes.Gather(rows, codes);
        return new TextColumn(codes, rows.Length, _texts);
    }
}
