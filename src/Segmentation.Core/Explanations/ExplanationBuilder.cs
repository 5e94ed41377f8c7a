using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Explanations;

/// <summary>
/// Walks a segment as it was authored and puts beside every part what came out for one subject; along the way writes down
/// how the verdict follows from single tests of the subject.
/// </summary>
internal sealed class ExplanationBuilder(SegmentSet set, SubjectView subject, int maxExamples)
{
    private readonly RuleGraph _rules = new();
    private readonly Dictionary<object, List<DecisivePlace>> _places = [];
    private readonly Dictionary<string, (ExplanationNode Node, int Rule)> _segments = new(StringComparer.Ordinal);
    private readonly RowsBuilder _rows = new(subject, maxExamples);

    /// <summary>The rules of everything built so far.</summary>
    public RuleGraph Rules => _rules;

    /// <summary>The segment with its parts, and its verdict as a node of <see cref="Rules"/>. A segment met again is the same node.</summary>
    public (ExplanationNode Node, int Rule) Build(BoundSegment segment)
    {
        string id = segment.Definition.Id;
        if (!_segments.TryGetValue(id, out (ExplanationNode Node, int Rule) built))
            _segments.Add(id, built = BuildNew(segment, FormattableString.Invariant($"segments[{set.IndexOf(id)}]")));
        return built;
    }

    /// <summary>The tests that decide a verdict; see <see cref="Explanation.Decisive"/>.</summary>
    public IReadOnlyList<DecisiveTest>? Decisive(int rule) => new DecisiveSearch(_rules, rule).Find() is { } facts
        ? [.. facts.Select(f => new DecisiveTest(_places[f.Identity]))]
        : null;

    private (ExplanationNode Node, int Rule) BuildNew(BoundSegment segment, string path)
    {
        Segment definition = segment.Definition;
        BoundSettings settings = segment.Settings;
        var parts = new List<(ExplanationNode Node, int Rule)> { Active(definition, path) };
        if (settings.Dates is not null)
            parts.Add(Setting(settings.Dates, ExplanationKind.Dates, $"{path}.{(definition.StartsAt is null ? "expiresAt" : "startsAt")}", DatesText(definition), FactKind.Dates));
        if (settings.Scope is not null)
            parts.Add(Setting(settings.Scope, ExplanationKind.Scope, $"{path}.scope", definition.Scope == CustomerScope.Guest ? "is a guest" : "is no guest", FactKind.Setting));
        if (settings.Websites is not null)
            parts.Add(Setting(settings.Websites, ExplanationKind.Websites, $"{path}.websites", Among("website", definition.Websites), FactKind.Setting));
        if (settings.Stores is not null)
            parts.Add(Setting(settings.Stores, ExplanationKind.Stores, $"{path}.stores", Among("store", definition.Stores), FactKind.Setting));
        if (settings.Excluded is not null)
            parts.Add(List(settings.Excluded, isExclusion: true, id: definition.Id));

        (ExplanationNode Node, int Rule)? included = settings.Included is null ? null : List(settings.Included, isExclusion: false, id: definition.Id);
        (ExplanationNode Node, int Rule) conditions = segment.Conditions is null
            ? (new ExplanationNode { Kind = ExplanationKind.Everyone, Path = $"{path}.everyone", Test = "everyone, without conditions", Holds = true }, _rules.Group(true, []))
            : Build(segment.Conditions);
        var children = new List<ExplanationNode>(parts.Select(p => p.Node));
        int last = conditions.Rule;
        if (included is not null)
        {
            children.Add(included.Value.Node);
            last = _rules.Group(false, [included.Value.Rule, last]);
        }

        children.Add(conditions.Node);
        return (
            new ExplanationNode
            {
                Kind = ExplanationKind.Segment,
                Path = path,
                Test = definition.Name == definition.Id ? $"segment {definition.Id}" : $"segment {definition.Id}, {definition.Name}",
                Holds = subject.Holds(segment.Membership),
                SegmentId = definition.Id,
                Children = children.AsReadOnly(),
            },
            _rules.Group(true, [.. parts.Select(p => p.Rule), last]));
    }

    private (ExplanationNode Node, int Rule) Active(Segment definition, string path)
    {
        var node = new ExplanationNode { Kind = ExplanationKind.Active, Path = $"{path}.active", Test = "the segment is active", Holds = definition.IsActive };
        object identity = (node.Kind, definition.Id);
        _places.TryAdd(identity, [new DecisivePlace(node.Path, $"segment {definition.Id} is active", definition.IsActive)]);
        return (node, _rules.Fact(identity, definition.IsActive, FactKind.Active));
    }

    private (ExplanationNode Node, int Rule) Setting(PredicateNode predicate, ExplanationKind kind, string path, string test, FactKind factKind)
    {
        PredicateNode leaf = predicate is NotNode not ? not.Predicate : predicate;
        var node = new ExplanationNode
        {
            Kind = kind,
            Path = path,
            Test = test,
            Holds = subject.Holds(predicate),
            Value = leaf switch
            {
                TextNode text => ValueTexts.Of(new BoundValue(text.Value, AttributeType.Choice), subject.Values(text.Value), 0, subject.Frame),
                RangeNode guest => ValueTexts.Of(new BoundValue(guest.Value, AttributeType.Boolean), subject.Values(guest.Value), 0, subject.Frame),
                _ => null,
            },
        };
        return (node, RuleOf(predicate, factKind, node));
    }

    private (ExplanationNode Node, int Rule) List(PredicateNode listed, bool isExclusion, string id)
    {
        bool isOn = subject.Holds(listed);
        FactKind kind = isOn ? FactKind.Data : FactKind.NotListed;
        var node = new ExplanationNode
        {
            Kind = isExclusion ? ExplanationKind.Excluded : ExplanationKind.Included,
            Path = $"{id}.{(isExclusion ? "exclude" : "include")}",
            Test = isExclusion ? "is not on the list of those excluded" : "is on the list of those included, whatever the conditions say",
            Holds = isOn != isExclusion,
        };
        Place(listed, new DecisivePlace(node.Path, node.Test, isOn != isExclusion));
        int rule = _rules.Fact(listed, isOn, kind);
        return (node, isExclusion ? _rules.Not(rule) : rule);
    }

    private (ExplanationNode Node, int Rule) Build(BoundCondition condition)
    {
        switch (condition.Condition)
        {
            case CombinationCondition group:
                (ExplanationNode Node, int Rule)[] parts = [.. condition.Children.Select(Build)];
                int rule = _rules.Group(group.Match == Match.All, [.. parts.Select(p => group.Are ? p.Rule : _rules.Not(p.Rule))]);
                return (Node(condition) with { Children = Array.AsReadOnly(Array.ConvertAll(parts, p => p.Node)) }, rule);
            case SegmentCondition reference:
                (ExplanationNode Node, int Rule) other = Build(set[reference.Segment]);
                return (
                    Node(condition) with { SegmentId = reference.Segment, Children = [other.Node] },
                    reference.Member ? other.Rule : _rules.Not(other.Rule));
            case not (RelatedCondition or AggregateCondition) when condition.Children is [var meaning] && meaning.Predicate == condition.Predicate:
                // A condition that stands for another one.
                (ExplanationNode Node, int Rule) meant = Build(meaning);
                return (Node(condition) with { Children = [meant.Node] }, meant.Rule);
            default:
                ExplanationNode node = Node(condition) with
                {
                    Value = condition.Value is { } value ? ValueTexts.Of(value, subject.Values(value.Node), 0, subject.Frame) : null,
                    ComparedWith = ConditionTexts.ComparedWith(condition, subject),
                };
                return (_rows.Complete(node, condition), RuleOf(condition.Predicate!, FactKind.Data, node));
        }
    }

    private ExplanationNode Node(BoundCondition condition) => new()
    {
        Kind = RowsBuilder.KindOf(condition.Condition),
        Path = condition.Path,
        Test = ConditionTexts.Of(condition.Condition),
        Holds = subject.Holds(condition.Predicate!),
    };

    /// <summary>The verdict of a predicate of the subject by its leaves, each of which is remembered with where it is asked.</summary>
    private int RuleOf(PredicateNode predicate, FactKind kind, ExplanationNode place)
    {
        int part = 0;
        return Rule(predicate, isNegated: false);

        int Rule(PredicateNode at, bool isNegated)
        {
            switch (at)
            {
                case ConstantNode constant:
                    return _rules.Group(constant.Value, []);
                case NotNode not:
                    return _rules.Not(Rule(not.Predicate, !isNegated));
                case GroupNode group:
                    return _rules.Group(group.All, [.. group.Children.Select(child => Rule(child, isNegated))]);
                default:
                    bool holds = subject.Holds(at);
                    bool isWhole = predicate is not GroupNode;
                    Place(at, new DecisivePlace(place.Path, isWhole ? place.Test : place.Test + PartText(at, isNegated, ++part), holds != isNegated));
                    return _rules.Fact(at, holds, kind);
            }
        }
    }

    // A condition of several leaves: 'every', or a list or a range with more than fixed values.
    private static string PartText(PredicateNode leaf, bool isNegated, int part) => leaf switch
    {
        ExistsNode { Where: null } => " (there is one)",
        ExistsNode when isNegated => " (none does not)",
        _ => FormattableString.Invariant($" (part {part})"),
    };

    private void Place(object identity, DecisivePlace place)
    {
        if (!_places.TryGetValue(identity, out List<DecisivePlace>? places))
            _places.Add(identity, places = []);
        if (!places.Contains(place))
            places.Add(place);
    }

    private static string DatesText(Segment definition) => (definition.StartsAt, definition.ExpiresAt) switch
    {
        ({ } from, { } to) => $"as-of lies from {ValueTexts.Instant(from)} to before {ValueTexts.Instant(to)}",
        ({ } from, null) => $"as-of is {ValueTexts.Instant(from)} or later",
        (_, { } to) => $"as-of is before {ValueTexts.Instant(to)}",
        _ => "any instant",
    };

    private static string Among(string what, IReadOnlyList<string> values) =>
        $"{what} in [{string.Join(", ", values.Select(Quoting.Quote))}]";
}
