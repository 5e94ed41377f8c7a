using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>
/// What must hold on one row, as the solver takes it apart: a predicate with its negations on the leaves, and with every
/// way to other rows in single steps. Immutable; made apart from the nodes that are evaluated, so that reasoning adds none to them.
/// </summary>
internal abstract class Formula
{
    public static Formula True { get; } = new Truth(true);

    public static Formula False { get; } = new Truth(false);

    /// <summary>The opposite.</summary>
    public abstract Formula Negated();

    public static Formula Of(bool value) => value ? True : False;

    /// <summary>All (or any) of the parts, flattened; of none, true (or false).</summary>
    public static Formula Group(bool all, IEnumerable<Formula> parts)
    {
        var flat = new List<Formula>();
        foreach (Formula part in parts)
        {
            if (part is Combined combined && combined.All == all)
                flat.AddRange(combined.Parts);
            else if (part is not Truth truth)
                flat.Add(part);
            else if (truth.Value != all)
                return Of(!all);
        }

        return flat.Count switch
        {
            0 => Of(all),
            1 => flat[0],
            _ => new Combined(all, flat),
        };
    }

    public static Formula AllOf(params IEnumerable<Formula> parts) => Group(true, parts);

    /// <summary>The same for every row.</summary>
    public sealed class Truth(bool value) : Formula
    {
        public bool Value { get; } = value;

        public override Formula Negated() => Of(!Value);
    }

    /// <summary>A test of the row itself, or its opposite.</summary>
    public sealed class Leaf(PredicateNode test, bool holds) : Formula
    {
        public PredicateNode Test { get; } = test;

        public bool Holds { get; } = holds;

        public override Formula Negated() => new Leaf(Test, !Holds);
    }

    /// <summary>Whether one of the rows a single step away satisfies a formula, or none does.</summary>
    /// <param name="step">What tells one step from another; equal steps lead to the same rows.</param>
    /// <param name="count">How many rows the step leads to.</param>
    /// <param name="where">What the row satisfies.</param>
    /// <param name="exists">Whether there is such a row.</param>
    public sealed class Behind(object step, RowCount count, Formula where, bool exists) : Formula
    {
        public object Step { get; } = step;

        public RowCount Count { get; } = count;

        public Formula Where { get; } = where;

        public bool Exists { get; } = exists;

        public override Formula Negated() => new Behind(Step, Count, Where, !Exists);
    }

    /// <summary>All or any of two or more parts; none is a group of the same kind or a constant.</summary>
    public sealed class Combined(bool all, IReadOnlyList<Formula> parts) : Formula
    {
        public bool All { get; } = all;

        public IReadOnlyList<Formula> Parts { get; } = parts;

        public override Formula Negated() => new Combined(!All, [.. Parts.Select(p => p.Negated())]);
    }
}

/// <summary>How many rows a step leads to.</summary>
internal enum RowCount
{
    Any,
    AtMostOne,
    One,
}
