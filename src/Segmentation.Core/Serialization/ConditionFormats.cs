namespace Segmentation;

/// <summary>How the conditions of the model are written, registered as a plug-in's are.</summary>
internal static class ConditionFormats
{
    /// <summary>Those with the most telling marks come first.</summary>
    public static IReadOnlyList<ConditionFormat> BuiltIn { get; } =
    [
        new AggregateFormat(),
        new RelatedFormat(),
        new SegmentConditionFormat(),
        new CombinationFormat(),
        new AttributeFormat(),
    ];
}

/// <summary><c>{"type":"combination","match":"all","are":true,"conditions":[…]}</c></summary>
internal sealed class CombinationFormat : ConditionFormat
{
    public override string Type => "combination";

    public override Type ConditionType => typeof(CombinationCondition);

    public override string What => "a combination";

    public override IReadOnlyList<string> Properties { get; } = ["match", "are", "conditions"];

    public override string? Mark => "conditions";

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        Match match = properties.RequiredWord<Match>("match") ?? Match.All;
        bool are = properties.RequiredBoolean("are") ?? true;
        JsonArray? conditions = properties.Required("conditions") is { } node ? properties.Values.Array(node) : null;
        return new CombinationCondition(match, are, conditions is null
            ? [InvalidCondition.Instance]
            : [.. conditions.Items.Select(item => json.Read(item, properties.Values))]);
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        var combination = (CombinationCondition)condition;
        writer.Property("match", Words<Match>.Of(combination.Match));
        writer.Property("are", combination.Are);
        writer.Name("conditions");
        writer.StartArray();
        foreach (Condition child in combination.Conditions)
            json.Write(child, writer);
        writer.EndArray();
    }
}

/// <summary><c>{"attribute":"status","operator":"in","value":["complete"]}</c></summary>
internal sealed class AttributeFormat : ConditionFormat
{
    public override string Type => "attribute";

    public override Type ConditionType => typeof(AttributeCondition);

    public override string What => "an attribute condition";

    public override IReadOnlyList<string> Properties { get; } = ["attribute", "operator", "value"];

    public override string? Mark => "attribute";

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        string? attribute = properties.RequiredText("attribute");
        string? operation = properties.RequiredText("operator");
        Operand? value = OperandJson.Read(properties);
        return attribute is null || operation is null
            ? InvalidCondition.Instance
            : new AttributeCondition(attribute, new Operator(operation), value);
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        var comparison = (AttributeCondition)condition;
        writer.Property("attribute", comparison.Attribute);
        OperandJson.Write(comparison.Operator, comparison.Value, writer);
    }
}

/// <summary><c>{"type":"related","relation":"orders","quantifier":"some","where":{…}}</c></summary>
internal sealed class RelatedFormat : ConditionFormat
{
    public override string Type => "related";

    public override Type ConditionType => typeof(RelatedCondition);

    public override string What => "a related condition";

    public override IReadOnlyList<string> Properties { get; } = ["relation", "quantifier", "where"];

    public override string? Mark => "relation";

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        string? relation = properties.RequiredText("relation");
        Quantifier? quantifier = properties.RequiredWord<Quantifier>("quantifier");
        CombinationCondition? where = json.ReadWhere(properties);
        return relation is null
            ? InvalidCondition.Instance
            : new RelatedCondition(relation, quantifier ?? Quantifier.Some, where);
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        var related = (RelatedCondition)condition;
        writer.Property("relation", related.Relation);
        writer.Property("quantifier", Words<Quantifier>.Of(related.Quantifier));
        WriteWhere(related.Where, writer, json);
    }

    internal static void WriteWhere(CombinationCondition? where, CanonicalWriter writer, ConditionJson json)
    {
        if (where is null)
            return;
        writer.Name("where");
        json.Write(where, writer);
    }
}

/// <summary><c>{"type":"aggregate","relation":"orders","function":"sum","attribute":"grand_total","operator":">=","value":2000,"where":{…}}</c></summary>
internal sealed class AggregateFormat : ConditionFormat
{
    public override string Type => "aggregate";

    public override Type ConditionType => typeof(AggregateCondition);

    public override string What => "an aggregate condition";

    public override IReadOnlyList<string> Properties { get; } = ["relation", "function", "attribute", "operator", "value", "where"];

    public override string? Mark => "function";

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        string? relation = properties.RequiredText("relation");
        AggregateFunction? function = properties.RequiredWord<AggregateFunction>("function");
        string? attribute = properties.OptionalText("attribute");
        bool isAttributeUnreadable = attribute is null && (properties.Optional("attribute") is not null
            || properties.Find("attribute") is null && properties.Mentions("attribute"));
        string? operation = properties.RequiredText("operator");
        Operand? value = OperandJson.Read(properties);
        CombinationCondition? where = json.ReadWhere(properties);
        if (relation is null)
            return InvalidCondition.Instance;
        // The relation and the rows can be checked even where the figure is unreadable: as a question about those rows.
        return function is null || operation is null || isAttributeUnreadable
            ? new RelatedCondition(relation, Quantifier.Some, where)
            : new AggregateCondition(relation, function.Value, attribute, new Operator(operation), value, where);
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        var aggregate = (AggregateCondition)condition;
        writer.Property("relation", aggregate.Relation);
        writer.Property("function", Words<AggregateFunction>.Of(aggregate.Function));
        if (aggregate.Attribute is { } attribute)
            writer.Property("attribute", attribute);
        OperandJson.Write(aggregate.Operator, aggregate.Value, writer);
        RelatedFormat.WriteWhere(aggregate.Where, writer, json);
    }
}

/// <summary><c>{"type":"segment","segment":"newsletter-readers","member":true}</c></summary>
internal sealed class SegmentConditionFormat : ConditionFormat
{
    public override string Type => "segment";

    public override Type ConditionType => typeof(SegmentCondition);

    public override string What => "a segment condition";

    public override IReadOnlyList<string> Properties { get; } = ["segment", "member"];

    public override string? Mark => "segment";

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        string? segment = properties.RequiredText("segment");
        bool member = properties.Boolean("member") ?? true;
        return segment is null ? InvalidCondition.Instance : new SegmentCondition(segment, member);
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        var reference = (SegmentCondition)condition;
        writer.Property("segment", reference.Segment);
        writer.Property("member", reference.Member);
    }
}
