using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Evaluation;

/// <summary>What an evaluation keeps over all its blocks: the frame, what leaves found out about dictionaries, and counters.</summary>
internal sealed class RunState(EvaluationPlan plan, Frame frame)
{
    private readonly DictionaryTest?[] _tests = new DictionaryTest?[plan.PredicateCount];
    private readonly FoldedTexts?[] _folds = new FoldedTexts?[plan.ValueCount];
    private readonly SubjectKey[]?[] _lists = new SubjectKey[]?[plan.PredicateCount];

    public EvaluationPlan Plan { get; } = plan;

    public Frame Frame { get; } = frame;

    public long LeavesEvaluated { get; set; }

    /// <summary>What a leaf says of each text of a dictionary; kept while the leaf meets the same dictionary again.</summary>
    public DictionaryTest Test(PredicateNode leaf, TextDictionary dictionary, Func<string, byte> test)
    {
        DictionaryTest? known = _tests[leaf.Id];
        if (known is null || !ReferenceEquals(known.Dictionary, dictionary))
            _tests[leaf.Id] = known = new DictionaryTest(dictionary, test);
        known.Extend();
        return known;
    }

    /// <summary>The classes of texts that are equal ignoring case.</summary>
    public int[] Fold(ValueNode value, TextDictionary dictionary)
    {
        FoldedTexts? known = _folds[value.Id];
        if (known is null || !ReferenceEquals(known.Dictionary, dictionary))
            _folds[value.Id] = known = new FoldedTexts(dictionary);
        return known.Extend();
    }

    /// <summary>The listed keys of the subject's kind in ascending order; texts that are no such key are left out.</summary>
    public SubjectKey[] List(ListedNode node, KeyKind kind) =>
        _lists[node.Id] ??= [.. node.Keys.Select(k => SubjectKey.Parse(k, kind)).OfType<SubjectKey>().Distinct().Order()];

    internal sealed class DictionaryTest(TextDictionary dictionary, Func<string, byte> test)
    {
        private int _tested;

        public TextDictionary Dictionary { get; } = dictionary;

        /// <summary>The answer by code.</summary>
        public byte[] Answers { get; private set; } = [];

        public void Extend()
        {
            if (_tested == Dictionary.Count)
                return;
            if (Answers.Length < Dictionary.Count)
            {
                byte[] answers = Answers;
                Array.Resize(ref answers, Math.Max(Dictionary.Count, answers.Length * 2));
                Answers = answers;
            }

            for (; _tested < Dictionary.Count; _tested++)
                Answers[_tested] = test(Dictionary[_tested]);
        }
    }

    private sealed class FoldedTexts(TextDictionary dictionary)
    {
        private readonly Dictionary<string, int> _classes = new(StringComparer.OrdinalIgnoreCase);
        private int[] _folds = [];
        private int _folded;

        public TextDictionary Dictionary { get; } = dictionary;

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
}
