namespace Segmentation.Testing.Oracles;

/// <summary>What kind of leaf a condition is, for counting how often each kind comes out true and false.</summary>
internal static class LeafKinds
{
    public static string Of(AttributeCondition leaf, SchemaAttribute attribute)
    {
        string type = attribute.IsCaseSensitive ? "case-sensitive text" : attribute.Hierarchy is not null ? "tree" : Lower(attribute.Type.ToString());
        return $"{type} {leaf.Operator}{Flavour(leaf.Value, attribute.Type)}";
    }

    public static string Of(RelatedCondition leaf) => $"related {Lower(leaf.Quantifier.ToString())}{(leaf.Where is null ? " row" : "")}";

    public static string Of(AggregateCondition leaf) => $"{Lower(leaf.Function.ToString())} {leaf.Operator}";

    public static string Of(SegmentCondition leaf) => leaf.Member ? "segment member" : "segment no member";

    private static string Flavour(Operand? operand, AttributeType type) => operand switch
    {
        Operand.List list => Flavour(list.Items[0], type),
        Operand.Ago => " ago",
        Operand.Ahead => " ahead",
        Operand.StartOf => " start of period",
        Operand.Today => " today",
        Operand.Attribute => " attribute",
        Operand.Text { Value.Length: 10 } when type == AttributeType.Instant => " whole day",
        _ => "",
    };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
