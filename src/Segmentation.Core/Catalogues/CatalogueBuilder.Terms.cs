using Segmentation.Binding;

namespace Segmentation.Catalogues;

internal sealed partial class CatalogueBuilder
{
    private CatalogueTerm[] Terms<T>(string kind)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => _texts.Term(kind, Words<T>.Of(value)))];

    private CatalogueConditionType ConditionType(ConditionFormat format)
    {
        CatalogueTerm term = _texts.Term("condition", format.Type);
        // Only the customer can be asked for another segment.
        return new CatalogueConditionType(term.Name, term.Label, term.Help, format.Properties, format.ConditionType != typeof(SegmentCondition));
    }

    private CatalogueFunction Function(AggregateFunction function)
    {
        CatalogueTerm term = _texts.Term("function", Words<AggregateFunction>.Of(function));
        IEnumerable<AttributeType?> of = FunctionTable.Takes(function) is { Count: > 0 } types ? types.Select(t => (AttributeType?)t) : [null];
        return new CatalogueFunction(
            function, term.Label, term.Help, [.. of.Select(t => new CatalogueFunctionResult(t, FunctionTable.Result(function, t)!.Value))]);
    }

    private CatalogueOperator Operator(OfferedOperator offered)
    {
        CatalogueTerm term = _texts.Term("operator", offered.Operator.Name);
        return new CatalogueOperator(offered.Operator, term.Label, term.Help, offered.Operand, offered.Negates);
    }

    private CatalogueType Type(AttributeType type)
    {
        string word = Words<AttributeType>.Of(type);
        CatalogueTerm term = _texts.Term("type", word);
        return new CatalogueType(type, term.Label, term.Help, [.. OfferedOperator.All.Where(o => o.Types.Contains(type)).Select(OnType)]);

        CatalogueTypeOperator OnType(OfferedOperator offered)
        {
            string name = offered.Operator.Name;
            string label = _texts.Find($"operator.{name}:{word}", $"operator.{name}") ?? CatalogueTexts.LabelOf(name);
            return new CatalogueTypeOperator(
                offered.Operator,
                label,
                offered.Operand,
                offered.Operand == OperandForm.None ? [] : RelativeForms.Of(type),
                type == AttributeType.Elapsed && offered.IsEquality);
        }
    }

    private int Order(SchemaEntity entity, string name) =>
        _places.TryGetValue($"{entity.Name}.{name}", out (int Order, string Category) place) ? place.Order : int.MaxValue;

    private string CategoryOf(SchemaEntity entity, string name) =>
        _places.TryGetValue($"{entity.Name}.{name}", out (int Order, string Category) place) ? place.Category : entity.Name;

    private CatalogueTerm[] Categories(IReadOnlyList<CatalogueEntity> entities)
    {
        HashSet<string> used = [.. entities.SelectMany(e => e.Attributes.Select(a => a.Category).Concat(e.Relations.Select(r => r.Category)))];
        IEnumerable<string> declared = _options.Categories.Select(c => c.Name);
        return [.. declared.Concat(entities.Select(e => e.Name)).Distinct().Where(used.Contains).Select(Category)];
    }

    // A category of an entity's own name is called as the entity is, unless it has a text of its own.
    private CatalogueTerm Category(string name) =>
        new(name, _texts.Find($"category.{name}") ?? _texts.Label(name, name), _texts.Help($"category.{name}"));
}
