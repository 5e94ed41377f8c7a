namespace Segmentation.Evaluation;

/// <summary>What a leaf says of each text of a dictionary, which may grow meanwhile.</summary>
/// <param name="dictionary">The dictionary.</param>
/// <param name="test">What it says of a text.</param>
/// <param name="find">Finds all texts that match at once; null where that cannot be, or gives null.</param>
internal sealed class DictionaryTest(TextDictionary dictionary, Func<string, bool> test, Func<FoldedBlob, IEnumerable<int>>? find = null)
{
    // So many new texts are worth putting together for a search.
    private const int ManyTexts = 4096;

    private byte[] _answers = [0];
    private int _tested;
    private int _matching;
    private int _lastMatch = -1;

    public TextDictionary Dictionary { get; } = dictionary;

    /// <summary>A byte a code, after one for what is missing.</summary>
    public ReadOnlySpan<byte> Answers => _answers;

    /// <summary>The only code that matches; null when there are none or several.</summary>
    public int? OnlyCode => _matching == 1 ? _lastMatch : null;

    /// <summary>Whether no code matches.</summary>
    public bool IsNever => _matching == 0;

    /// <summary>Tests the texts that have come since.</summary>
    public void Extend()
    {
        int count = Dictionary.Count;
        if (_tested == count)
            return;
        if (_answers.Length <= count)
            Array.Resize(ref _answers, Math.Max(count + 1, _answers.Length * 2));
        if (find is not null && count - _tested >= ManyTexts && Dictionary.Blob is { } blob)
        {
            foreach (int code in find(blob).Where(code => code >= _tested))
                Match(code);
            _tested = count;
        }

        for (; _tested < count; _tested++)
        {
            if (test(Dictionary[_tested]))
                Match(_tested);
        }
    }

    private void Match(int code)
    {
        _answers[code + 1] = 1;
        _matching++;
        _lastMatch = code;
    }
}
