namespace Segmentation.Evaluation;

/// <summary>The classes of texts that are equal ignoring case, by code of a dictionary, which may grow meanwhile.</summary>
internal sealed class FoldedTexts(TextDictionary dictionary)
{
    private readonly Dictionary<string, int> _classes = new(StringComparer.OrdinalIgnoreCase);
    private int[] _folds = [];
    private int _folded;

    public TextDictionary Dictionary { get; } = dictionary;

    /// <summary>Takes in the texts that have come since, and gives the class of each code.</summary>
    public int[] Extend()
    {
        if (_folds.Length < Dictionary.Count)
            Array.Resize(ref _folds, Math.Max(Dictionary.Count, _folds.Length * 2));
        for (; _folded < Dictionary.Count; _folded++)
        {
            string text = Dictionary[_folded];
            if (!_classes.TryGetValue(text, out int folded))
                _classes.Add(text, folded = _classes.Count);
            _folds[_folded] = folded;
        }

        return _folds;
    }
}
