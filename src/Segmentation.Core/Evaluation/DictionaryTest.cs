namespace Segmentation.Evaluation;

/// <summary>What a leaf says of each text of a dictionary, which may grow meanwhile.</summary>
internal sealed class DictionaryTest(TextDictionary dictionary, Func<string, bool> test)
{
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
        for (; _tested < count; _tested++)
        {
            if (!test(Dictionary[_tested]))
                continue;
            _answers[_tested + 1] = 1;
            _matching++;
            _lastMatch = _tested;
        }
    }
}
