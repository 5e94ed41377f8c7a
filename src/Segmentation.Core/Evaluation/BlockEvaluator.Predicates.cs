using System.Text;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

internal sealed partial class BlockEvaluator
{
    // Below one row in so many, the rows behind some parents are found and tested alone.
    private const int FewParents = 4;

    /// <summary>Evaluates a predicate for the rows that are asked about (empty for all); it comes out false for the others.</summary>
    private void Evaluate(PredicateNode predicate, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (predicate.IsLeaf)
            _evaluated[predicate.Id]++;
        switch (predicate)
        {
            case ConstantNode constant:
                Same(constant.Value, predicate.Domain, among, into);
                break;
            case DatesNode dates:
                Same(IsWithin(dates), predicate.Domain, among, into);
                break;
            case ListedNode listed:
                Listed(listed, among, into);
                break;
            case PresentNode present:
                Present(Values(present.Value), among, into);
                break;
            case RangeNode range:
                InRange(range, Numbers(range.Value), among, into);
                break;
            case NumberInNode list:
                InList(list, Numbers(list.Value), among, into);
                break;
            case TextNode text:
                Matches((TextVector)Values(text.Value), text, TestOf(text), SearchOf(text), among, into);
                break;
            case SetNode set:
                Has(set, (SetVector)Values(set.Value), among, into);
                break;
            case OperatorNode operation:
                Holds(operation, Values(operation.Value), among, into);
                break;
            case CompareNode compare:
                Compares(compare, Numbers(compare.Value), Numbers(compare.Other), among, into);
                break;
            case ReferredNode referred:
                Referred(referred, among, into);
                break;
            case AncestorNode ancestor:
                OfAncestor(ancestor, among, into);
                break;
            case ExistsNode exists when _run.Kept?.Latest(exists) is { } latest && LatestOf(exists, latest) is { } numbers:
                _evaluated[latest.Moving.Id]++;
                InRange(latest.Moving, numbers, among, into);
                break;
            case ExistsNode exists:
                Exists(exists, among, into);
                break;
            case NotNode not:
                Not(not, among, into);
                break;
            case GroupNode { All: true } group:
                All(group, among, into);
                break;
            case GroupNode group:
                Any(group, among, into);
                break;
            case ExternalNode external:
                throw new InvalidOperationException(
                    $"'{external.Name}' is answered by the host, which only SegmentEvaluator asks; it cannot be decided from rows.");
            default:
                throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown.");
        }
    }

    /// <summary>What a predicate says of some rows: kept for all of them when others ask too, else found for these alone.</summary>
    private void Within(PredicateNode predicate, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (among.IsEmpty || IsWanted(predicate))
        {
            Bits(predicate).AsSpan(0, into.Length).CopyTo(into);
            if (!among.IsEmpty)
                Evaluation.Bits.And(into, among);
        }
        else
        {
            Evaluate(predicate, among, into);
        }
    }

    /// <summary>Whether a predicate is worth its answer for all rows, or has it already.</summary>
    private bool IsWanted(PredicateNode predicate) =>
        _run.Plan.IsShared(predicate) || _predicates[predicate.Id] is not null || Home(predicate.Domain) != this || (_run.Kept is { } kept && kept.Keeps(predicate));

    /// <summary>The bits of a predicate; empty, which stands for all rows, where there is none.</summary>
    private ReadOnlySpan<ulong> BitsOrAll(PredicateNode? predicate) =>
        predicate is null ? default : Bits(predicate).AsSpan(0, Words(predicate.Domain));

    private void Same(bool value, DomainNode domain, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (!value)
            into.Clear();
        else if (among.IsEmpty)
            Evaluation.Bits.SetAll(into, Rows(domain).Count);
        else
            among.CopyTo(into);
    }

    private bool IsWithin(DatesNode dates)
    {
        DateTimeOffset asOf = _run.AsOf;
        return (dates.StartsAt is null || dates.StartsAt <= asOf) && (dates.ExpiresAt is null || asOf < dates.ExpiresAt);
    }

    private void Listed(ListedNode node, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        into.Clear();
        TableBlock block = Rows(node.Domain).Block;
        KeyList keys = block.Table.Keys!;
        if (keys.Kind is not { } kind)
            return;
        foreach (SubjectKey key in _run.List(node, kind))
        {
            if (keys.Find(key, block.From, block.Count) is >= 0 and int row)
                Evaluation.Bits.Set(into, row - block.From);
        }

        if (!among.IsEmpty)
            Evaluation.Bits.And(into, among);
    }

    private static void Present(Vector values, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        switch (values)
        {
            case NumberVector { Present: null }:
                Evaluation.Bits.SetAll(into, values.Count);
                break;
            case NumberVector numbers:
                numbers.Present.AsSpan(0, into.Length).CopyTo(into);
                break;
            case TextVector texts:
                Scans.Equal(texts.Codes, -1, among, into);
                return;
            case SetVector sets:
                into.Clear();
                for (int i = 0; i < sets.Count; i++)
                {
                    if (!sets.CodesOf(i).IsEmpty)
                        Evaluation.Bits.Set(into, i);
                }

                break;
        }

        if (!among.IsEmpty)
            Evaluation.Bits.And(into, among);
    }

    private void Matches(
        TextVector texts, PredicateNode leaf, Func<string, bool> test, Func<FoldedBlob, IEnumerable<int>>? find, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        DictionaryTest answers = _run.Test(leaf, texts.Dictionary, test, find);
        if (answers.OnlyCode is { } only)
            Scans.Equal(texts.Codes, only, among, into);
        else if (answers.IsNever)
            into.Clear();
        else
            Scans.LookUp(texts.Codes, answers.Answers, among, into);
    }

    private static Func<string, bool> TestOf(TextNode node)
    {
        StringComparison comparison = node.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        string literal = node.Literals[0];
        switch (node.Test)
        {
            case TextTest.Contains:
                return text => text.Contains(literal, comparison);
            case TextTest.BeginsWith:
                return text => text.StartsWith(literal, comparison);
            case TextTest.EndsWith:
                return text => text.EndsWith(literal, comparison);
            default:
                var list = new HashSet<string>(node.Literals, StringComparer.FromComparison(comparison));
                return list.Contains;
        }
    }

    /// <summary>How a part is sought in many texts at once; null where it takes more than capitals, or there is no part.</summary>
    private static Func<FoldedBlob, IEnumerable<int>>? SearchOf(TextNode node) =>
        node.IsCaseSensitive || node.Test == TextTest.In || !Ascii.IsValid(node.Literals[0])
            ? null
            : blob => blob.Find(node.Literals[0], node.Test == TextTest.BeginsWith, node.Test == TextTest.EndsWith);

    private void Referred(ReferredNode node, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<int> targets = Targets(node.Domain, node.Relation);
        if (!among.IsEmpty || _run.GroupOf(node) is not { } group)
        {
            Scans.LookUp(targets, AnswersOf(node), among, into);
            return;
        }

        if (!_lookedUp.TryGetValue(group, out byte[]? found))
        {
            _lookedUp.Add(group, found = _arena.Bytes(targets.Length));
            Scans.LookUp(targets, AnswersOf(group), found);
        }

        Scans.HasAny(found.AsSpan(0, targets.Length), group.MaskOf(node), into);
    }

    /// <summary>What the row referred to says, a byte each after one for no row.</summary>
    private ReadOnlySpan<byte> AnswersOf(ReferredNode node) => _run.Answers(node, () =>
    {
        var answers = new byte[Rows(node.Predicate.Domain).Count + 1];
        Mark(Bits(node.Predicate), 1, answers);
        return answers;
    });

    // Several evaluators may find it at once; they find the same.
    private byte[] AnswersOf(ReferredGroup group)
    {
        if (group.Answers is { } known)
            return known;
        var answers = new byte[Rows(group.Nodes[0].Predicate.Domain).Count + 1];
        foreach (ReferredNode node in group.Nodes)
            Mark(Bits(node.Predicate), group.MaskOf(node), answers);
        return group.Answers = answers;
    }

    private static void Mark(ulong[] bits, byte mark, byte[] answers)
    {
        for (int row = 0; row < answers.Length - 1; row++)
            answers[row + 1] |= Evaluation.Bits.Get(bits, row) ? mark : (byte)0;
    }

    private void OfAncestor(AncestorNode node, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<ulong> above = BitsOrAll(node.Predicate);
        RunScans.Spread(above, RunsBelow(node.Predicate.Domain, node.Domain), into);
        if (!among.IsEmpty)
            Evaluation.Bits.And(into, among);
    }

    private void Exists(ExistsNode node, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        int parents = Rows(node.Domain).Count;
        bool isFew = !among.IsEmpty && Evaluation.Bits.Count(among) < parents / FewParents;
        if (node.Where is null)
        {
            RunScans.Any(RunsBelow(node.Domain, node.Rows), into);
        }
        else if (isFew && !IsWanted(node.Where))
        {
            // The rows behind the customers asked about are tested, and no others.
            Span<ulong> rows = NewBits(node.Rows).AsSpan(0, Words(node.Rows));
            Evaluate(node.Where, SpreadDown(node.Domain, node.Rows, among), rows);
            AnyUp(node.Rows, node.Domain, rows, into);
        }
        else
        {
            ReadOnlySpan<ulong> rows = BitsOrAll(node.Where);
            if (isFew)
                RunScans.AnyOfFew(RunsBelow(node.Domain, node.Rows), rows, among, into);
            else
                AnyUp(node.Rows, node.Domain, rows, into);
        }

        if (!among.IsEmpty)
            Evaluation.Bits.And(into, among);
    }

    /// <summary>Which rows of a domain have a row below them, some domains down, whose bit is set.</summary>
    private void AnyUp(DomainNode rows, DomainNode domain, ReadOnlySpan<ulong> bits, Span<ulong> into)
    {
        if (!RunScans.AreFew(Rows(domain).Count, bits))
        {
            RunScans.Any(RunsBelow(domain, rows), bits, _arena.Rows(bits.Length + 1), into);
            return;
        }

        // Step by step, as where the rows of all domains between begin is not needed for few.
        for (; rows.Parent != domain; rows = rows.Parent!)
        {
            Span<ulong> above = NewBits(rows.Parent!).AsSpan(0, Words(rows.Parent!));
            RunScans.ParentsOf(Rows(rows).Runs, bits, above);
            bits = above;
        }

        RunScans.ParentsOf(Rows(rows).Runs, bits, into);
    }

    /// <summary>The rows below some rows, some domains down.</summary>
    private ReadOnlySpan<ulong> SpreadDown(DomainNode domain, DomainNode rows, ReadOnlySpan<ulong> parents)
    {
        ReadOnlySpan<ulong> above = rows.Parent == domain ? parents : SpreadDown(domain, rows.Parent!, parents);
        Span<ulong> below = NewBits(rows).AsSpan(0, Words(rows));
        RunScans.Spread(above, Rows(rows).Runs, below);
        return below;
    }

    private void Not(NotNode node, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        Within(node.Predicate, among, into);
        for (int i = 0; i < into.Length; i++)
            into[i] = (among.IsEmpty ? ulong.MaxValue : among[i]) & ~into[i];
        Evaluation.Bits.ClearTail(into, Rows(node.Domain).Count);
    }

    // The cheap conditions come first; each of the others is tested only for the rows that hold so far.
    private void All(GroupNode group, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<PredicateNode> children = _run.InOrderOfCost(group);
        Within(children[0], among, into);
        Span<ulong> next = default;
        for (int i = 1; i < children.Length && (_run.IsBuilding || Evaluation.Bits.Any(into)); i++)
        {
            if (IsWanted(children[i]))
            {
                Evaluation.Bits.And(into, Bits(children[i]));
                continue;
            }

            if (next.IsEmpty)
                next = NewBits(group.Domain).AsSpan(0, into.Length);
            Evaluate(children[i], into, next);
            next.CopyTo(into);
        }
    }

    private void Any(GroupNode group, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        ReadOnlySpan<PredicateNode> children = _run.InOrderOfCost(group);
        Span<ulong> left = NewBits(group.Domain).AsSpan(0, into.Length), next = NewBits(group.Domain).AsSpan(0, into.Length);
        Same(true, group.Domain, among, left);
        Within(children[0], among, into);
        for (int i = 1; i < children.Length; i++)
        {
            Evaluation.Bits.AndNot(left, into);
            if (!_run.IsBuilding && !Evaluation.Bits.Any(left))
                return;
            Within(children[i], left, next);
            Evaluation.Bits.Or(into, next);
        }
    }
}
