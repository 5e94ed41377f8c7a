using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// Finds out whether no row can satisfy some formulas, whatever the data and the instant. Takes cases apart until each is
/// a list of tests of one row, and looks for one that does not contradict itself. What it cannot decide, or not within its
/// budget, it takes to be possible. Not safe for concurrent use.
/// </summary>
/// <param name="reader">Reads the predicates behind aggregates and chosen rows.</param>
/// <param name="time">Compares bounds.</param>
internal sealed class Solver(FormulaReader reader, TimeOrder time)
{
    // In tests looked at, a few microseconds each: a question about ten conditions takes some hundred of them, all
    // questions about one segment no more than a second or two.
    private const long Question = 50_000;
    private const long Segment = 500_000;

    private long _budget;
    private long _left;

    public TimeOrder Time => time;

    public FormulaReader Reader => reader;

    /// <summary>Allows for another segment's questions.</summary>
    public void Restart() => _budget = Segment;

    /// <summary>Whether certainly no row satisfies all of the formulas.</summary>
    public bool IsImpossible(params IEnumerable<Formula> formulas)
    {
        _left = Math.Min(Question, _budget);
        if (_left <= 0)
            return false;
        long start = _left;
        bool impossible = !IsPossible(formulas);
        _budget -= start - _left;
        return impossible;
    }

    /// <summary>Whether two formulas certainly hold on the same rows.</summary>
    public bool AreEqual(Formula a, Formula b) => IsImpossible(a, b.Negated()) && IsImpossible(a.Negated(), b);

    /// <summary>Part of a question: false only when no row satisfies all of the formulas.</summary>
    public bool IsPossible(IEnumerable<Formula> formulas) => IsPossible(new Case(), new Stack<Formula>(formulas));

    private bool IsPossible(Case given, Stack<Formula> todo)
    {
        while (todo.TryPop(out Formula? formula))
        {
            switch (formula)
            {
                case Formula.Truth { Value: false }:
                    return false;
                case Formula.Combined { All: true } all:
                    foreach (Formula part in all.Parts)
                        todo.Push(part);
                    break;
                case Formula.Combined any:
                    given.Choices.Add(any.Parts);
                    break;
                case not Formula.Truth:
                    if (!given.Add(formula))
                        return false;
                    break;
            }
        }

        return IsConsistent(given) && (Next(given) is not { } choice || choice.Any(part => IsPossible(given.Without(choice), new Stack<Formula>([part]))));
    }

    private bool IsConsistent(Case given)
    {
        _left -= 1 + given.Tests.Count;
        if (_left <= 0)
            return true;
        var facts = new RowFacts(this);
        return given.Tests.TrueForAll(facts.Add) && facts.ArePossible();
    }

    /// <summary>The choice with the fewest ways left, of those that are not made already; null when there is none, and when time is up.</summary>
    private IReadOnlyList<Formula>? Next(Case given)
    {
        IReadOnlyList<Formula>? best = null;
        int fewest = int.MaxValue;
        foreach (IReadOnlyList<Formula> choice in given.Choices)
        {
            if (choice.Any(given.Has))
                continue;
            int ways = choice.Count(part => !given.Refutes(part));
            if (ways < fewest)
                (best, fewest) = (choice, ways);
        }

        return _left <= 0 ? null : best;
    }

    /// <summary>One way to satisfy the formulas: tests that all hold, and choices still to be made.</summary>
    private sealed class Case
    {
        private readonly Dictionary<PredicateNode, bool> _leaves;

        public Case()
            : this([], [], [])
        {
        }

        private Case(List<Formula> tests, List<IReadOnlyList<Formula>> choices, Dictionary<PredicateNode, bool> leaves)
        {
            Tests = tests;
            Choices = choices;
            _leaves = leaves;
        }

        public List<Formula> Tests { get; }

        public List<IReadOnlyList<Formula>> Choices { get; }

        /// <summary>False when the test is known to have the other answer.</summary>
        public bool Add(Formula test)
        {
            if (test is Formula.Leaf leaf && !_leaves.TryAdd(leaf.Test, leaf.Holds))
                return _leaves[leaf.Test] == leaf.Holds;
            Tests.Add(test);
            return true;
        }

        public bool Has(Formula part) => part is Formula.Leaf leaf && _leaves.TryGetValue(leaf.Test, out bool holds) && holds == leaf.Holds;

        public bool Refutes(Formula part) => part is Formula.Leaf leaf && _leaves.TryGetValue(leaf.Test, out bool holds) && holds != leaf.Holds;

        public Case Without(IReadOnlyList<Formula> choice) => new([.. Tests], [.. Choices.Where(c => c != choice)], new(_leaves));
    }
}
