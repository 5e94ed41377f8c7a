using Segmentation.Binding;

namespace Segmentation.Catalogues;

internal sealed partial class CatalogueBuilder
{
    private CatalogueTerm[] Terms<T>(string kind)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => _texts.Term(kind, Words<T>.Of(value)))];

    private CatalogueConditionType ConditionType(ConditionFormat format)
    {
        ConditionDeclaration? added = (format as CustomConditionFormat)?.Declaration;
        CatalogueTerm term = _texts.Term("condition", format.Type, added?.Label, added?.Help);
        return new CatalogueConditionType
        {
            Name = term.Name,
            Label = term.Label,
            Help = term.Help,
            Properties = format.Properties,
            // Only the customer can be asked for another segment, and hosts are asked about customers.
            IsForRows = format.ConditionType != typeof(SegmentCondition) && added?.IsExternal != true,
            Category = added?.Category,
            Settings = added is null ? null : [.. added.Settings.Select(s => Setting(added.Name, s))],
            IsExternal = added?.IsExternal == true,
        };
    }

    private CatalogueSetting Setting(string condition, SettingDeclaration setting)
    {
        CatalogueTerm term = _texts.Term($"setting.{condition}", setting.Name, setting.Label, setting.Help);
        return new CatalogueSetting
        {
            Name = term.Name,
            Label = term.Label,
            Help = term.Help,
            Type = setting.Type,
            IsList = setting.IsList,
            IsRequired = setting.IsRequired,
            IsNullable = setting.IsNullable,
            Default = setting.Default,
            Choices = setting.Type == SettingType.Choice ? [.. setting.Words.Select(word => Choice($"setting.{condition}.{setting.Name}", word))] : null,
        };
    }

    private CatalogueTerm Choice(string owner, string choice) =>
        new(choice, _texts.Label($"{owner}={choice}", choice), _texts.Help($"{owner}={choice}"));

    private CatalogueFunction Function(AggregateFunction function)
    {
        CatalogueTerm term = _texts.Term("function", Words<AggregateFunction>.Of(function));
        IEnumerable<AttributeType?> of = FunctionTable.Takes(function) is { Count: > 0 } types ? types.Select(t => (AttributeType?)t) : [null];
        return new CatalogueFunction(
            function, term.Label, term.Help, [.. of.Select(t => new CatalogueFunctionResult(t, FunctionTable.Result(function, t)!.Value))]);
    }

    private CatalogueOperator Operator(OfferedOperator offered)
    {
        CatalogueTerm term = _texts.Term("operator", offered.Operator.Name, offered.DeclaredLabel, offered.DeclaredHelp);
        return new CatalogueOperator(offered.Operator, term.Label, term.Help, offered.Declared.Operand, offered.Negates);
    }

    private CatalogueType Type(AttributeType type)
    {
        string word = Words<AttributeType>.Of(type);
        CatalogueTerm term = _texts.Term("type", word);
        return new CatalogueType(type, term.Label, term.Help, [.. _operators.Where(o => o.IsFor(type)).Select(OnType)]);

        CatalogueTypeOperator OnType(OfferedOperator offered)
        {
            string name = offered.Operator.Name;
            string label = _texts.Find($"operator.{name}:{word}", $"operator.{name}") ?? offered.DeclaredLabel ?? CatalogueTexts.LabelOf(name);
            bool takesRelative = offered.Declared.Operand != OperandForm.None && offered.Declared.IsRelativeAllowed;
            return new CatalogueTypeOperator(
                offered.Operator,
                label,
                offered.Declared.Operand,
                takesRelative ? RelativeForms.Of(type) : [],
                type == AttributeType.Elapsed && offered.IsEquality,
                offered.Declared.OperandType,
                FunctionsOf(offered.Declared));
        }
    }

    // An expansion needs an attribute to be about, and a calculation an exact value, which an average has not.
    private static AggregateFunction[]? FunctionsOf(AttributeOperator declared) => declared switch
    {
        BuiltInOperator => null,
        ExpandingOperator => [],
        _ => [.. Enum.GetValues<AggregateFunction>().Where(f => f != AggregateFunction.Average)],
    };

    private int Order(SchemaEntity entity, string name) =>
        _places.TryGetValue($"{entity.Name}.{name}", out (int Order, string Category) place) ? place.Order : int.MaxValue;

    private string CategoryOf(SchemaEntity entity, string name) =>
        _places.TryGetValue($"{entity.Name}.{name}", out (int Order, string Category) place) ? place.Category : entity.Name;

    private CatalogueTerm[] Categories(IReadOnlyList<CatalogueEntity> entities, IReadOnlyList<CatalogueConditionType> conditionTypes)
    {
        string[] ofTypes = [.. conditionTypes.Select(c => c.Category).OfType<string>()];
        HashSet<string> used = [.. entities.SelectMany(e => e.Attributes.Select(a => a.Category).Concat(e.Relations.Select(r => r.Category))), .. ofTypes];
        IEnumerable<string> declared = _options.Categories.Select(c => c.Name);
        return [.. declared.Concat(entities.Select(e => e.Name)).Concat(ofTypes).Distinct().Where(used.Contains).Select(Category)];
    }

    // A category of an entity's own name is called as the entity is, unless it has a text of its own.
    private CatalogueTerm Category(string name) =>
        new(name, _texts.Find($"category.{name}") ?? _texts.Label(name, name), _texts.Help($"category.{name}"));
}
