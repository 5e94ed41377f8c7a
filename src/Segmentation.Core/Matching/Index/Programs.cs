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
    /// <param name="formula">Its place among the formulas.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="tested">Goes up by the number of leaves that were tested.</param>
    public bool Holds(int formula, ReadOnlySpan<int> codes, ref long tested)
    {
        int at = _starts[formula], count = 0;
        while (at >= 0)
        {
            ref readonly Test test = ref _tests[at];
            bool holds = test.Code.Width != 0 ? test.Code.Holds(codes) : _sets[test.Code.From].Contains(codes[test.Code.Slot]);
            at = holds ? test.Yes : test.No;
            count++;
        }

        tested += count;
        return at == Holding;
    }

    /// <summary>A test of a code, with no width by the set of that number, and where it leads on to.</summary>
    private readonly record struct Test(CodeTest Code, int Yes, int No);

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
                case CodeLeaf or HitLeaf when CodeTest.Of(formula) is { } test:
                    return Add(new Test(test, yes, no));
                case CodeLeaf leaf:
                    Sets.Add(leaf.Codes);
                    return Add(new Test(new CodeTest(leaf.Family.Slot, Sets.Count - 1, 0), yes, no));
                case HitLeaf leaf:
                    (int hit, int miss) = leaf.IsNegative ? (no, yes) : (yes, no);
                    int next = miss;
                    foreach (int literal in leaf.Literals)
                        next = Add(new Test(new CodeTest(leaf.Family.Slot + literal, 1, 1), hit, next));
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

        private int Add(Test test)
        {
            Tests.Add(test);
            return Tests.Count - 1;
        }
    }
}
