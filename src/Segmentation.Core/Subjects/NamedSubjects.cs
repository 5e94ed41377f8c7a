using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Subjects;

/// <summary>Finds the subjects that go by the texts that were given, as blocks go by.</summary>
/// <param name="given">The texts.</param>
/// <param name="byKey">Whether a text can be a key.</param>
/// <param name="names">The texts that subjects go by.</param>
internal sealed class NamedSubjects(IReadOnlyList<string> given, bool byKey, IReadOnlyList<BoundValue> names)
{
    private readonly Names _exact = new(given, StringComparer.Ordinal);
    private readonly Names _folded = new(given, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SubjectKey> _found = [];
    private readonly HashSet<SubjectKey> _members = [];
    private Dictionary<string, SubjectKey>? _keys;
    private HashSet<SubjectKey> _wanted = [];

    /// <summary>Everyone found, in key order.</summary>
    public IEnumerable<SubjectKey> Found => _found.Order();

    /// <summary>Takes the subjects of a block who were named.</summary>
    /// <param name="block">The block.</param>
    /// <param name="membership">Tells who of them is a member; null when that is asked elsewhere. Not evaluated where nobody was named.</param>
    public void Add(SubjectBlock block, PredicateNode? membership)
    {
        KeyList keys = block.Keys;
        if (_keys is null)
        {
            _keys = byKey ? KeysOf(keys[0].Kind) : [];
            _wanted = [.. _keys.Values];
        }

        TextVector[] texts = [.. names.Select(n => (TextVector)block.Evaluator.Values(n.Node))];
        for (int row = 0; row < keys.Count; row++)
        {
            bool isNamed = _wanted.Contains(keys[row]);
            for (int i = 0; i < texts.Length; i++)
            {
                if (texts[i].Codes[row] >= 0)
                    isNamed |= (names[i].IsCaseSensitive ? _exact : _folded).Note(texts[i].Dictionary[texts[i].Codes[row]], keys[row]);
            }

            if (!isNamed)
                continue;
            _found.Add(keys[row]);
            if (membership is not null && Bits.Get(block.Bits(membership), row))
                _members.Add(keys[row]);
        }
    }

    /// <summary>An answer for each text that was given, by the membership that blocks were taken with.</summary>
    public MembershipValidation Answer() => Answer(_members);

    /// <summary>An answer for each text that was given.</summary>
    public MembershipValidation Answer(IReadOnlySet<SubjectKey> members) => new([.. given.SelectMany(text => Subjects(text) is { Count: > 0 } keys
        ? keys.Select(key => new MembershipAnswer(text, key, members.Contains(key)))
        : [new MembershipAnswer(text, null, false)])]);

    private Dictionary<string, SubjectKey> KeysOf(KeyKind kind)
    {
        var keys = new Dictionary<string, SubjectKey>(StringComparer.Ordinal);
        foreach (string text in given)
        {
            if (SubjectKey.Parse(text, kind) is { } key)
                keys[text] = key;
        }

        return keys;
    }

    private SortedSet<SubjectKey> Subjects(string text)
    {
        SortedSet<SubjectKey> keys = [.. _exact.Of(text), .. _folded.Of(text)];
        // The key as the source has it: a GUID may have been given in other letters.
        if (_keys is not null && _keys.TryGetValue(text, out SubjectKey key) && _found.TryGetValue(key, out SubjectKey known))
            keys.Add(known);
        return keys;
    }

    /// <summary>Who goes by which of some texts.</summary>
    private sealed class Names(IEnumerable<string> given, StringComparer comparer)
    {
        private readonly Dictionary<string, List<SubjectKey>> _keys = given.Distinct(comparer).ToDictionary(t => t, _ => new List<SubjectKey>(), comparer);

        /// <summary>Takes a subject's name; false when it is none of the texts.</summary>
        public bool Note(string name, SubjectKey key)
        {
            if (!_keys.TryGetValue(name, out List<SubjectKey>? keys))
                return false;
            keys.Add(key);
            return true;
        }

        public List<SubjectKey> Of(string name) => _keys[name];
    }
}
