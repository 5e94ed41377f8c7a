using System.Globalization;
using System.Linq.Expressions;

namespace Segmentation.Benchmarks.Matching;

/// <summary>What a random rule asks, before its constants are drawn.</summary>
internal abstract record Shape
{
    public sealed record Leaf(string Attribute, bool IsUpward) : Shape;

    public sealed record Group(bool All, IReadOnlyList<Shape> Parts) : Shape;
}

/// <summary>
/// Random rules over profiles, each as a definition and as the lambda that a host would write instead. Constants are drawn
/// so that a rule holds for a wanted share of customers, which its parts share at random.
/// </summary>
internal sealed class RandomRules(int seed)
{
    private static readonly string[] Attributes =
    [
        .. Names("number", Profile.Numbers), .. Names("count", Profile.Counts), .. Names("instant", Profile.Instants), .. Names("text", Profile.Texts),
    ];

    private readonly Random _random = new(seed);
    private readonly ConditionBuilder _builder = new();

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}{i}");

    /// <summary>Rules of a few dozen shapes that differ in their constants.</summary>
    public IReadOnlyList<Rule> OfTemplates(int count, double share, int templates = 36)
    {
        Shape[] shapes = [.. Enumerable.Range(0, templates).Select(_ => Draw(_random.Next(2, 6), isRoot: true))];
        return [.. Enumerable.Range(0, count).Select(i => Fill(i, shapes[_random.Next(templates)], share))];
    }

    /// <summary>Rules each of a shape of its own, of three to eight leaves.</summary>
    public IReadOnlyList<Rule> FreeForm(int count, double share) =>
        [.. Enumerable.Range(0, count).Select(i => Fill(i, Draw(_random.Next(3, 9), isRoot: true), share))];

    private Shape Draw(int leaves, bool isRoot, bool isAll = false)
    {
        if (leaves == 1)
            return new Shape.Leaf(Attributes[_random.Next(Attributes.Length)], _random.Next(2) == 0);
        bool all = isRoot ? _random.Next(4) > 0 : !isAll;
        var parts = new List<Shape>();
        for (int left = leaves; left > 0;)
        {
            int some = Math.Min(left, _random.Next(3) == 0 && left < leaves ? 2 : 1);
            parts.Add(Draw(some, isRoot: false, all));
            left -= some;
        }

        return new Shape.Group(all, parts);
    }

    private Rule Fill(int index, Shape shape, double share)
    {
        ParameterExpression profile = Expression.Parameter(typeof(Profile), "p");
        (Condition condition, Expression body) = Fill(shape, share * (0.5 + _random.NextDouble()), profile);
        string id = "s" + index.ToString(CultureInfo.InvariantCulture);
        return new Rule(Segment.Define(id).Where(condition), Expression.Lambda<Func<Profile, bool>>(body, profile));
    }

    private (Condition Condition, Expression Body) Fill(Shape shape, double share, ParameterExpression profile)
    {
        if (shape is Shape.Leaf leaf)
            return Fill(leaf, share, profile);
        var group = (Shape.Group)shape;
        double[] weights = [.. group.Parts.Select(_ => -Math.Log(1 - _random.NextDouble()))];
        double sum = weights.Sum();
        (Condition Condition, Expression Body)[] parts =
        [
            .. group.Parts.Select((part, i) => Fill(
                part, group.All ? Math.Pow(share, weights[i] / sum) : 1 - Math.Pow(1 - share, weights[i] / sum), profile)),
        ];
        Condition[] conditions = [.. parts.Select(p => p.Condition)];
        return (
            group.All ? _builder.All(conditions) : _builder.Any(conditions),
            parts.Select(p => p.Body).Aggregate(group.All ? Expression.AndAlso : Expression.OrElse));
    }

    private (Condition Condition, Expression Body) Fill(Shape.Leaf leaf, double share, ParameterExpression profile)
    {
        MemberExpression value = Expression.Property(profile, char.ToUpperInvariant(leaf.Attribute[0]) + leaf.Attribute[1..]);
        AttributeConditionBuilder attribute = _builder.Attribute(leaf.Attribute);
        double quantile = leaf.IsUpward ? 1 - share : share;
        switch (leaf.Attribute[0])
        {
            case 'n':
                decimal number = decimal.Round((decimal)(quantile * 10_000), 2);
                return (leaf.IsUpward ? attribute.AtLeast(number) : attribute.LessThan(number), Compare(leaf, value, number));
            case 'c':
                int count = (int)(quantile * 10_000);
                return (leaf.IsUpward ? attribute.AtLeast(count) : attribute.LessThan(count), Compare(leaf, value, count));
            case 'i':
                long minutes = (long)((1 - quantile) * 1000 * 24 * 60);
                Operand ago = When.Ago(string.Create(CultureInfo.InvariantCulture, $"PT{minutes}M"));
                return (leaf.IsUpward ? attribute.AtLeast(ago) : attribute.LessThan(ago), Compare(leaf, value, Profile.AsOf.AddMinutes(-minutes)));
            default:
                int words = Math.Clamp((int)Math.Round(share * Profile.Words), 1, Profile.Words);
                int first = _random.Next(Profile.Words);
                string[] some = [.. Enumerable.Range(first, words).Select(w => Profile.Word(w % Profile.Words))];
                return (attribute.In([.. some.Select(w => (Operand)w)]), In(value, some));
        }
    }

    private static BinaryExpression Compare<T>(Shape.Leaf leaf, MemberExpression value, T constant) => leaf.IsUpward
        ? Expression.GreaterThanOrEqual(value, Expression.Constant(constant))
        : Expression.LessThan(value, Expression.Constant(constant));

    // One word by comparison, several by a set: what a careful host would write.
    private static MethodCallExpression In(MemberExpression value, string[] words) => words.Length == 1
        ? Expression.Call(
            typeof(string), nameof(string.Equals), null, value, Expression.Constant(words[0]), Expression.Constant(StringComparison.OrdinalIgnoreCase))
        : Expression.Call(
            Expression.Constant(new HashSet<string>(words, StringComparer.OrdinalIgnoreCase)), nameof(HashSet<string>.Contains), null, value);
}

/// <summary>A rule as a definition and as a lambda.</summary>
internal sealed record Rule(Segment Definition, Expression<Func<Profile, bool>> Lambda);
