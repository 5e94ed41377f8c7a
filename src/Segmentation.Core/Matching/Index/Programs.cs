namespace Segmentation.Matching;

/// <summary>
/// Formulas as short programs of tests and jumps: a test compares one code with an interval, and leads on to the next test
/// that matters or to the answer. Immutable.
/// </summary>
internal sealed class Programs
{
    private const int Holding = -1;
    private const int Failing = -2;

    private readonly int[] _starts;
    private readonly Test[] _tests;
    private readonly CodeSet[] _sets;

    public Programs(IReadOnlyList<Formula> formulas)
    {
        var writer = new Writer();
        _starts = [.. formulas.Select(f => writer.Write(f, Holding, Failing))];
        _tests = [.. writer.Tests];
        _sets = [.. writer.Sets];
    }

    /// <summary>Whether a formula holds for the codes of a match.</summary>
    public bool Holds(int formula, MatchState state)
    {
        int at = _starts[formula];
        ReadOnlySpan<int> codes = state.Codes;
        long tested = 0;
        while (at >= 0)
        {
            ref readonly Test test = ref _tests[at];
            bool holds = test.Width != 0
                ? unchecked((uint)(codes[test.Slot] - test.From)) < test.Width
                : _sets[test.From].Contains(codes[test.Slot]);
            at = holds ? test.Yes : test.No;
            tested++;
        }

        state.LeavesTested += tested;
        return at == Holding;
    }

    /// <summary>Whether the code of a slot is in an interval; with no width, in the set of that number.</summary>
    private readonly record struct Test(int Slot, int From, uint Width, int Yes, int No);

    private sealed class Writer
    {
        public List<Test> Tests { get; } = [];

        public List<CodeSet> Sets { get; } = [];

        /// <summary>Writes a formula from its end, so that where to go on is known; returns where it begins.</summary>
        public int Write(Formula formula, int yes, int no)
        {
            switch (formula)
            {
                case FormulaConstant constant:
                    return constant.Value ? yes : no;
                case CodeLeaf leaf:
                    return Write(leaf, yes, no);
                case HitLeaf leaf:
                    (int hit, int miss) = leaf.IsNegative ? (no, yes) : (yes, no);
                    int next = miss;
                    foreach (int literal in leaf.Literals)
                        next = Add(new Test(leaf.Family.Slot + literal, 1, 1, hit, next));
                    return next;
                default:
                    var group = (FormulaGroup)formula;
                    // The part that most likely settles it comes first.
                    foreach (Formula part in group.Parts.OrderBy(p => group.All ? -p.Likelihood : p.Likelihood))
                    {
                        if (group.All)
                            yes = Write(part, yes, no);
                        else
                            no = Write(part, yes, no);
                    }

                    return group.All ? yes : no;
            }
        }

        private int Write(CodeLeaf leaf, int yes, int no)
        {
            int slot = leaf.Family.Slot;
            if (leaf.Codes.Ends is [int from, int to])
                return Add(new Test(slot, from, (uint)(to - from), yes, no));
            if (leaf.Codes.Complement(leaf.Family.CodeCount).Ends is [int outside, int end])
                return Add(new Test(slot, outside, (uint)(end - outside), no, yes));
            Sets.Add(leaf.Codes);
            return Add(new Test(slot, Sets.Count - 1, 0, yes, no));
        }

        private int Add(Test test)
        {
            Tests.Add(test);
            return Tests.Count - 1;
        }
    }
}
