namespace Segmentation.Catalogues;

/// <summary>A catalogue in its canonical JSON. Properties that say nothing are left out.</summary>
internal static class CatalogueWriter
{
    private const int Version = 1;

    public static string Write(ConditionCatalogue catalogue)
    {
        using var writer = new CanonicalWriter();
        writer.StartObject();
        writer.Property("version", Version);
        writer.Property("schema", catalogue.Schema);
        writer.Property("culture", catalogue.Culture.Name);
        writer.Property("subject", catalogue.Subject);
        Each(writer, "conditionTypes", catalogue.ConditionTypes, WriteConditionType);
        Each(writer, "matches", catalogue.Matches, WriteTerm);
        Each(writer, "are", catalogue.Truths, WriteTerm);
        Each(writer, "quantifiers", catalogue.Quantifiers, WriteTerm);
        Each(writer, "functions", catalogue.Functions, WriteFunction);
        Each(writer, "operators", catalogue.Operators, WriteOperator);
        Each(writer, "types", catalogue.Types, WriteType);
        Each(writer, "relativeValues", catalogue.RelativeValues, WriteTerm);
        Each(writer, "periods", catalogue.Periods, WriteTerm);
        Each(writer, "dateUnits", catalogue.DateUnits, WriteTerm);
        Each(writer, "units", catalogue.Units, WriteTerm);
        Each(writer, "categories", catalogue.Categories, WriteTerm);
        Each(writer, "entities", catalogue.Entities, WriteEntity);
        writer.EndObject();
        return writer.ToString();
    }

    private static void WriteTerm(CanonicalWriter writer, CatalogueTerm term) => WriteTexts(writer, term.Name, term.Label, term.Help);

    private static void WriteConditionType(CanonicalWriter writer, CatalogueConditionType type)
    {
        WriteTexts(writer, type.Name, type.Label, type.Help);
        WriteOptional(writer, "category", type.Category);
        writer.Property("properties", type.Properties);
        writer.Property("inWhere", type.IsForRows);
        WriteTrue(writer, "external", type.IsExternal);
        if (type.Settings is { } settings)
            Each(writer, "settings", settings, WriteSetting);
    }

    private static void WriteSetting(CanonicalWriter writer, CatalogueSetting setting)
    {
        WriteTexts(writer, setting.Name, setting.Label, setting.Help);
        writer.Property("type", Words<SettingType>.Of(setting.Type));
        WriteTrue(writer, "list", setting.IsList);
        WriteTrue(writer, "required", setting.IsRequired);
        WriteTrue(writer, "nullable", setting.IsNullable);
        if (setting.Default is { } value)
        {
            writer.Name("default");
            SettingFormat.Find(value.GetType())!.Write(value, writer, ConditionLanguage.BuiltIn.Json);
        }

        if (setting.Choices is { } choices)
            Each(writer, "choices", choices, WriteTerm);
    }

    private static void WriteFunction(CanonicalWriter writer, CatalogueFunction function)
    {
        WriteTexts(writer, Words<AggregateFunction>.Of(function.Function), function.Label, function.Help);
        Each(writer, "results", function.Results, static (w, result) =>
        {
            if (result.Of is { } of)
                w.Property("of", Words<AttributeType>.Of(of));
            w.Property("type", Words<AttributeType>.Of(result.Type));
        });
    }

    private static void WriteOperator(CanonicalWriter writer, CatalogueOperator @operator)
    {
        WriteTexts(writer, @operator.Operator.Name, @operator.Label, @operator.Help);
        writer.Property("operand", Words<OperandForm>.Of(@operator.Operand));
        WriteOptional(writer, "negates", @operator.Negates?.Name);
    }

    private static void WriteType(CanonicalWriter writer, CatalogueType type)
    {
        WriteTexts(writer, Words<AttributeType>.Of(type.Type), type.Label, type.Help);
        Each(writer, "operators", type.Operators, static (w, on) =>
        {
            WriteTexts(w, on.Operator.Name, on.Label, null);
            w.Property("operand", Words<OperandForm>.Of(on.Operand));
            if (on.Relative.Count > 0)
                w.Property("relative", [.. on.Relative.Select(Words<RelativeForm>.Of)]);
            WriteTrue(w, "wholeNumbers", on.TakesWholeNumbers);
            if (on.ValueType is { } valueType)
                w.Property("valueType", Words<AttributeType>.Of(valueType));
            if (on.Functions is { } functions)
                w.Property("functions", [.. functions.Select(Words<AggregateFunction>.Of)]);
        });
    }

    private static void WriteEntity(CanonicalWriter writer, CatalogueEntity entity)
    {
        writer.Property("name", entity.Name);
        writer.Property("label", entity.Label);
        writer.Property("pluralLabel", entity.PluralLabel);
        WriteOptional(writer, "help", entity.Help);
        Each(writer, "attributes", entity.Attributes, WriteAttribute);
        Each(writer, "relations", entity.Relations, WriteRelation);
    }

    private static void WriteAttribute(CanonicalWriter writer, CatalogueAttribute attribute)
    {
        WriteTexts(writer, attribute.Name, attribute.Label, attribute.Help);
        writer.Property("category", attribute.Category);
        writer.Property("type", Words<AttributeType>.Of(attribute.Type));
        writer.Property("operators", [.. attribute.Operators.Select(static o => o.Name)]);
        writer.Property("functions", [.. attribute.Functions.Select(Words<AggregateFunction>.Of)]);
        if (attribute.Choices is { } choices)
            Each(writer, "choices", choices, WriteTerm);
        WriteOptional(writer, "unit", attribute.Unit);
        if (attribute.Scale is { } scale)
            writer.Property("scale", scale);
        WriteOptional(writer, "hierarchy", attribute.Hierarchy);
        WriteTrue(writer, "caseSensitive", attribute.IsCaseSensitive);
        WriteTrue(writer, "computed", attribute.IsComputed);
    }

    private static void WriteRelation(CanonicalWriter writer, CatalogueRelation relation)
    {
        WriteTexts(writer, relation.Name, relation.Label, relation.Help);
        writer.Property("category", relation.Category);
        writer.Property("target", relation.Target);
        writer.Property("toMany", relation.IsToMany);
        WriteTrue(writer, "parent", relation.IsParent);
        writer.Property("quantifiers", [.. relation.Quantifiers.Select(Words<Quantifier>.Of)]);
        writer.Property("parents", relation.Parents);
    }

    private static void WriteTexts(CanonicalWriter writer, string name, string label, string? help)
    {
        writer.Property("name", name);
        writer.Property("label", label);
        WriteOptional(writer, "help", help);
    }

    private static void WriteOptional(CanonicalWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.Property(name, value);
    }

    private static void WriteTrue(CanonicalWriter writer, string name, bool value)
    {
        if (value)
            writer.Property(name, true);
    }

    private static void Each<T>(CanonicalWriter writer, string name, IReadOnlyList<T> items, Action<CanonicalWriter, T> write)
    {
        writer.Name(name);
        writer.StartArray();
        foreach (T item in items)
        {
            writer.StartObject();
            write(writer, item);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
