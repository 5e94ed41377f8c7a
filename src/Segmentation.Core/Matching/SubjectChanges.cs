using Segmentation.Matching;

namespace Segmentation;

/// <summary>
/// What of a customer has changed since a match, for <see cref="SegmentMatcher{T}.Update"/>: made once, used for many
/// customers. Immutable and safe for concurrent use.
/// </summary>
public sealed class SubjectChanges
{
    private readonly HashSet<(string Entity, string Name)> _names;
    private PlannedChanges? _planned;

    private SubjectChanges(HashSet<(string, string)> names) => _names = names;

    /// <summary>Nothing but, perhaps, the instant.</summary>
    public static SubjectChanges None { get; } = new([]);

    /// <summary>Names what has changed.</summary>
    /// <param name="schema">The schema that the names are of.</param>
    /// <param name="names">
    /// Stored attributes, and relations whose rows came, went or took another order: of the subject by their names, such as
    /// <c>email</c> and <c>orders</c>; of other entities with the entity's, such as <c>order.status</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is no such attribute or relation, or an attribute is computed.</exception>
    public static SubjectChanges Of(SegmentSchema schema, params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(names);
        return new SubjectChanges([.. names.Select(name => Resolve(schema, name))]);
    }

    internal PlannedChanges For(MatchPlan plan)
    {
        PlannedChanges? planned = Volatile.Read(ref _planned);
        if (planned is null || planned.Plan != plan)
            Volatile.Write(ref _planned, planned = new PlannedChanges(plan, _names));
        return planned;
    }

    private static (string Entity, string Name) Resolve(SegmentSchema schema, string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string entityName = point < 0 ? schema.Subject.Name : text[..point], name = text[(point + 1)..];
        SchemaEntity entity = schema.FindEntity(entityName)
            ?? throw new ArgumentException($"The schema '{schema.Name}' has no entity '{entityName}'{Suggest(entityName, schema.Entities.Select(e => e.Name))}", nameof(text));
        if (entity.FindAttribute(name) is { } attribute)
        {
            return attribute.Computation is null
                ? (entity.Name, name)
                : throw new ArgumentException($"'{entity.Name}.{name}' is computed; name the stored attributes and relations that it is computed from.", nameof(text));
        }

        return entity.FindRelation(name) switch
        {
            null => throw new ArgumentException(
                $"'{entity.Name}' has no attribute or relation '{name}'{Suggest(name, entity.Attributes.Select(a => a.Name).Concat(entity.Relations.Select(r => r.Name)))}", nameof(text)),
            ManyRelation or PartRelation or ReferenceRelation => (entity.Name, name),
            _ => throw new ArgumentException($"'{entity.Name}.{name}' follows from other relations; name those that are stored.", nameof(text)),
        };
    }

    private static string Suggest(string name, IEnumerable<string> names) =>
        Spelling.Nearest(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
}
