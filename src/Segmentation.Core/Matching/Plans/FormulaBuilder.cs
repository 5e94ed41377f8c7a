using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>
/// Makes formulas of bound memberships. First every leaf is declared to its family, over all segments; then the families
/// are closed, and formulas speak of their codes. Used while a plan is built, by one thread.
/// </summary>
internal sealed class FormulaBuilder(CellBuilder cells, MatchSources sources)
{
    /// <summary>A shared part of fewer leaves costs less than keeping what it came to.</summary>
    private const int FewLeaves = 4;

    private readonly List<Family> _families = [];
    private readonly Dictionary<object, Family> _byKey = [];
    private readonly Dictionary<(PredicateNode, RowsCell), Func<Formula>> _declared = [];
    private readonly Dictionary<GroupNode, int> _parents = [];
    private int _slots;

    public IReadOnlyList<Family> Families => _families;

    public int SlotCount => _slots;

    /// <summary>Counts how many groups and segments ask for a group, so that what several ask for is found out once.</summary>
    public void Count(PredicateNode membership)
    {
        switch (membership)
        {
            case GroupNode group:
                _parents[group] = _parents.GetValueOrDefault(group) + 1;
                if (_parents[group] == 1)
                {
                    foreach (PredicateNode child in group.Children)
                        Count(child);
                }

                break;
            case NotNode not:
                Count(not.Predicate);
                break;
        }
    }

    /// <summary>Declares the leaves of a membership; the result is called once all families are closed.</summary>
    /// <exception cref="MatchRefusal">Something cannot be reached from a customer.</exception>
    public Func<Formula> Declare(PredicateNode membership) => Declare(membership, cells.Subject);

    /// <summary>Closes the families of leaves.</summary>
    public void Close()
    {
        foreach (Family family in _families)
            Close(family);
    }

    /// <summary>Closes the families of shared parts, once all formulas are made: those first that others are made of.</summary>
    public void CloseShared()
    {
        foreach (FormulaFamily family in _families.OfType<FormulaFamily>().OrderBy(f => f.Depth))
            Close(family);
    }

    private void Close(Family family)
    {
        family.Slot = _slots;
        family.Close();
        _slots += family.SlotCount;
        cells.Place(family);
    }

    /// <summary>What several groups or segments ask for is found out once, unless it is hardly more than a leaf.</summary>
    private Formula Shared(GroupNode group, Formula formula)
    {
        if (_parents.GetValueOrDefault(group) < 2 || formula.Leaves <= FewLeaves)
            return formula;
        int depth = FormulaFamily.DepthAbove(formula);
        var family = FamilyOf<FormulaFamily>((depth, formula.Shape), () => new FormulaFamily(depth));
        return new HitLeaf(family, [family.Declare(formula)], isNegative: false);
    }

    private Func<Formula> Declare(PredicateNode predicate, RowsCell rows)
    {
        if (!_declared.TryGetValue((predicate, rows), out Func<Formula>? formula))
            _declared.Add((predicate, rows), formula = Once(Create(predicate, rows)));
        return formula;
    }

    private static Func<Formula> Once(Func<Formula> create)
    {
        Formula? made = null;
        return () => made ??= create();
    }

    private Func<Formula> Create(PredicateNode predicate, RowsCell rows)
    {
        switch (predicate)
        {
            case ConstantNode constant:
                return () => constant.Value ? Formula.True : Formula.False;
            case ListedNode listed:
                return List(listed);
            case GroupNode group:
                Func<Formula>[] parts = [.. group.Children.Select(c => Declare(c, rows))];
                return () => Shared(group, FormulaGroup.Of(group.All, parts.Select(p => p())));
            case NotNode not:
                return There(rows, Negated(Declare(not.Predicate, rows)));
            case ExistsNode exists when cells.Rows(exists.Rows, rows) is { IsSingle: true } one:
                return exists.Where is null ? Here(predicate, rows) : Declare(exists.Where, one);
            case ReferredNode referred:
                return Declare(referred.Predicate, cells.Referred(referred.Predicate.Domain, referred.Relation, rows));
            case AncestorNode ancestor:
                return There(rows, Declare(ancestor.Predicate, cells.Rows(ancestor.Predicate.Domain, rows)));
            case PresentNode present:
                return Present(predicate, cells.Value(present.Value, rows), rows);
            case RangeNode range:
                return Ranges(cells.Numbers(range.Value, rows), [cells.Cuts.RangeOf(range.Range)]);
            case NumberInNode list:
                return Ranges(cells.Numbers(list.Value, rows), [.. list.List.Select(Cuts.PointOf)]);
            case TextNode { Test: TextTest.In } text:
                return Texts(text, cells.Texts(text.Value, rows));
            case TextNode text:
                return Patterns(text, cells.Texts(text.Value, rows));
            case SetNode set:
                return Members(set, (SetCell)cells.Value(set.Value, rows));
            default:
                return Here(predicate, rows);
        }
    }

    private static Func<Formula> Negated(Func<Formula> formula) => () => FormulaGroup.Not(formula());

    /// <summary>A formula of rows of which there may be none: then it does not hold, whatever it says.</summary>
    private Func<Formula> There(RowsCell rows, Func<Formula> formula)
    {
        if (rows == cells.Subject)
            return formula;
        var family = FamilyOf<PredicateFamily>("there", static () => new PredicateFamily());
        int literal = family.Declare(cells.There(rows));
        return () => FormulaGroup.Of(all: true, [new HitLeaf(family, [literal], isNegative: false), formula()]);
    }

    /// <summary>A predicate that is computed for itself, together with all of its shape.</summary>
    private Func<Formula> Here(PredicateNode predicate, RowsCell rows)
    {
        var family = FamilyOf<PredicateFamily>((predicate.Shape, rows), static () => new PredicateFamily());
        int literal = family.Declare(cells.Predicate(predicate, rows));
        return () => new HitLeaf(family, [literal], isNegative: false);
    }

    private Func<Formula> List(ListedNode listed)
    {
        ListFamily family = FamilyOf<ListFamily>("list", () => new ListFamily(cells.Subject, sources.Subject.Mapping.Key!.Kind));
        int literal = family.Declare(listed.Keys);
        return () => new HitLeaf(family, [literal], isNegative: false);
    }

    private Func<Formula> Present(PredicateNode predicate, ValueCell value, RowsCell rows)
    {
        switch (value)
        {
            case NumberCell number:
                NumberFamily numbers = Numbers(number, Measure.Constant, 0);
                return () => new CodeLeaf(numbers, CodeSet.Interval(1, numbers.CodeCount));
            case TextCell text:
                TextFamily texts = TextsOf(text, isCaseSensitive: false);
                return () => new CodeLeaf(texts, texts.PresentCodes);
            default:
                return Here(predicate, rows);
        }
    }

    private Func<Formula> Ranges(NumberCell value, CutRange[] ranges)
    {
        Func<Formula>[] alternatives = [.. ranges.Select(r => Range(value, r))];
        return alternatives.Length == 1 ? alternatives[0] : () => FormulaGroup.Of(all: false, alternatives.Select(a => a()));
    }

    private Func<Formula> Range(NumberCell value, CutRange range)
    {
        // Cuts of different measures have no order that lasts: each is a leaf of its own.
        if (range is { Low: { } low, High: { } high } && (low.Measure, low.Term) != (high.Measure, high.Term))
        {
            Func<Formula> above = Range(value, new CutRange(low, null)), below = Range(value, new CutRange(null, high));
            return () => FormulaGroup.Of(all: true, [above(), below()]);
        }

        Cut? cut = range.Low ?? range.High;
        NumberFamily family = Numbers(value, cut?.Measure ?? Measure.Constant, cut?.Term ?? 0);
        family.Declare(range);
        return () => new CodeLeaf(family, family.CodesOf(range));
    }

    private Func<Formula> Texts(TextNode node, TextCell value)
    {
        TextFamily family = TextsOf(value, node.IsCaseSensitive);
        family.Declare(node.Literals);
        return () => new CodeLeaf(family, family.CodesOf(node.Literals));
    }

    private Func<Formula> Patterns(TextNode node, TextCell value)
    {
        PatternFamily family = FamilyOf<PatternFamily>(
            (value, node.Test, node.IsCaseSensitive), () => new PatternFamily(value, node.Test, node.IsCaseSensitive));
        int literal = family.Declare(node.Literals[0]);
        return () => new HitLeaf(family, [literal], isNegative: false);
    }

    private Func<Formula> Members(SetNode node, SetCell value)
    {
        MemberFamily family = FamilyOf<MemberFamily>(
            (value, node.IsCaseSensitive, node.Hierarchy), () => new MemberFamily(value, node.IsCaseSensitive, cells.TreeOf(node.Hierarchy)));
        int[] literals = [.. node.Literals.Select(family.Declare).Order()];
        return node.All
            ? () => FormulaGroup.Of(all: true, literals.Select(l => new HitLeaf(family, [l], isNegative: false)))
            : () => new HitLeaf(family, literals, isNegative: false);
    }

    private NumberFamily Numbers(NumberCell value, Measure measure, int term) =>
        FamilyOf<NumberFamily>((value, measure, term), () => new NumberFamily(value, measure, term));

    private TextFamily TextsOf(TextCell value, bool isCaseSensitive) =>
        FamilyOf<TextFamily>((value, isCaseSensitive), () => new TextFamily(value, isCaseSensitive));

    private T FamilyOf<T>(object key, Func<T> create)
        where T : Family
    {
        (Type, object) typed = (typeof(T), key);
        if (!_byKey.TryGetValue(typed, out Family? family))
        {
            _byKey.Add(typed, family = create());
            family.NumberAs(_families.Count);
            _families.Add(family);
        }

        return (T)family;
    }
}
