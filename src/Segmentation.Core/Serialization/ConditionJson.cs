namespace Segmentation;

/// <summary>Conditions in JSON, by a table of the types there are.</summary>
internal sealed class ConditionJson
{
    internal const string TypeProperty = "type";

    private readonly Dictionary<string, ConditionFormat> _byWord;
    private readonly Dictionary<Type, ConditionFormat> _byType;
    private readonly IReadOnlyList<ConditionFormat> _formats;

    /// <param name="formats">How each type is written; a condition without <c>type</c> is the first whose mark it has.</param>
    public ConditionJson(IReadOnlyList<ConditionFormat> formats)
    {
        _formats = formats;
        _byWord = formats.ToDictionary(static f => f.Type, StringComparer.Ordinal);
        _byType = formats.ToDictionary(static f => f.ConditionType);
    }

    /// <summary>A condition of any type; a placeholder when it cannot be read.</summary>
    public Condition Read(JsonNode node, ValueReader values)
    {
        if (values.Object(node, "a condition, { … },") is not { } written)
            return InvalidCondition.Instance;
        return FormatOf(written, typeof(AttributeCondition), values, out bool isTypeLeftOut) is { } format
            ? Read(written, format, isTypeLeftOut && format is not AttributeFormat, values)
            : InvalidCondition.Instance;
    }

    /// <summary>What rows must satisfy; null when it is left out, a group with a placeholder when it cannot be read.</summary>
    public CombinationCondition? ReadWhere(ObjectReader owner)
    {
        if (owner.Optional("where") is not { } node)
            return null;
        if (owner.Values.Object(node, "a combination, { … },") is not { } written)
            return Unreadable();
        if (FormatOf(written, typeof(CombinationCondition), owner.Values, out _) is not { } format)
            return Unreadable();
        Condition condition = Read(written, format, isTypeMissing: false, owner.Values);
        if (condition is CombinationCondition where)
            return where;
        if (format is not CombinationFormat)
        {
            owner.Values.Problems.Add(node, ProblemCodes.ValueType,
                $"'where' takes a combination, not {format.What}; put the condition into {{ \"match\": \"all\", \"are\": true, \"conditions\": [ … ] }}");
        }

        return Unreadable();
    }

    /// <summary>Writes a condition with its type.</summary>
    /// <exception cref="ArgumentException">The condition stands for one that could not be read, or is of a type that is not registered.</exception>
    public void Write(Condition condition, CanonicalWriter writer)
    {
        if (!_byType.TryGetValue(condition.GetType(), out ConditionFormat? format))
        {
            throw new ArgumentException(
                condition is CustomCondition
                    ? $"the condition type {condition.GetType().Name} is not registered; write with a ConditionLanguage that it was added to"
                    : "a condition that could not be read cannot be written; mend the problems of its document first",
                nameof(condition));
        }

        writer.StartObject();
        writer.Property(TypeProperty, format.Type);
        format.Write(condition, writer, this);
        writer.EndObject();
    }

    private static CombinationCondition Unreadable() => new(Match.All, true, [InvalidCondition.Instance]);

    private Condition Read(JsonObject written, ConditionFormat format, bool isTypeMissing, ValueReader values)
    {
        var properties = new ObjectReader(written, format.What, [TypeProperty, .. format.Properties], values);
        if (isTypeMissing && !properties.Mentions(TypeProperty))
        {
            values.Problems.Add(written, ProblemCodes.PropertyMissing,
                $"only an attribute condition may leave 'type' out; add \"type\": \"{format.Type}\"");
        }

        return format.Read(properties, this);
    }

    /// <summary>The format by <c>type</c>; without one, by the first mark; without one, that of the likeliest type.</summary>
    private ConditionFormat? FormatOf(JsonObject written, Type likeliest, ValueReader values, out bool isTypeLeftOut)
    {
        JsonNode? type = written.Members.FirstOrDefault(static m => m.Name == TypeProperty)?.Value;
        isTypeLeftOut = type is null;
        if (type is null)
        {
            return _formats.FirstOrDefault(f => written.Members.Any(m => m.Name == f.Mark))
                ?? _byType[likeliest];
        }

        if (values.Text(type) is not { } word)
            return null;
        if (_byWord.TryGetValue(word, out ConditionFormat? format))
            return format;
        values.Problems.Add(type, ProblemCodes.ConditionUnknown,
            $"{Quoting.Quote(word)} is not a type of condition{ValueReader.Suggest(word, _byWord.Keys)}");
        return null;
    }
}
