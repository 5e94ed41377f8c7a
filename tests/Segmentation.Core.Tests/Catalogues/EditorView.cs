using Newtonsoft.Json.Linq;

namespace Segmentation.Tests.Catalogues;

/// <summary>
/// What an editor shows of a segment, made of the segment's JSON and the catalogue's JSON and of nothing else. Whatever
/// the catalogue does not have is an error.
/// </summary>
internal sealed class EditorView
{
    private readonly JObject _catalogue;
    private readonly EditorValues _values;

    public EditorView(JObject catalogue)
    {
        _catalogue = catalogue;
        _values = new EditorValues(catalogue);
    }

    /// <summary>The tree of a segment; null for one of everyone.</summary>
    public ViewNode? Of(JObject segment) => segment["conditions"] is JObject condition
        ? Condition(condition, EditorPlace.Subject(_catalogue), "attribute", isWhere: false)
        : (bool?)segment["everyone"] == true ? null : throw new EditorException("the segment has no conditions");

    private ViewNode Condition(JObject json, EditorPlace place, string likeliestType, bool isWhere)
    {
        string name = (string?)json["type"] ?? likeliestType;
        JObject type = Find(_catalogue, "conditionTypes", name);
        if (isWhere && !(bool)type["inWhere"]!)
            throw new EditorException($"'{name}' is not offered for rows");
        foreach (JProperty property in json.Properties().Where(p => p.Name != "type"))
        {
            if (!type["properties"]!.Values<string>().Contains(property.Name))
                throw new EditorException($"'{name}' has no property '{property.Name}'");
        }

        return name switch
        {
            "combination" => Combination(json, place, isWhere),
            "attribute" => Attribute(json, place),
            "related" => Related(json, place),
            "aggregate" => Aggregate(json, place),
            "segment" => new ViewNode(Label(type)) { Values = [(string)json["segment"]!] },
            _ when type["settings"] is JArray settings => Form(json, type, settings, place, isWhere),
            _ => throw new EditorException($"no view for '{name}'"),
        };
    }

    private ViewNode Combination(JObject json, EditorPlace place, bool isWhere)
    {
        string match = Label(Find(_catalogue, "matches", (string)json["match"]!));
        string are = Label(Find(_catalogue, "are", (bool)json["are"]! ? "true" : "false"));
        return new ViewNode($"{match} {are}")
        {
            Children = [.. json["conditions"]!.Cast<JObject>().Select(c => Condition(c, place, "attribute", isWhere))],
        };
    }

    private ViewNode Attribute(JObject json, EditorPlace place)
    {
        (JObject attribute, string label) = place.Attribute((string)json["attribute"]!);
        string operation = (string)json["operator"]!;
        if (!attribute["operators"]!.Values<string>().Contains(operation))
            throw new EditorException($"'{operation}' is not offered for '{label}'");
        return Comparison(new ViewNode(label), json, (string)attribute["type"]!, attribute, place);
    }

    // A plug-in's condition is a form of its settings: every one has a line, with its default where it is left out.
    private ViewNode Form(JObject json, JObject type, JArray settings, EditorPlace place, bool isWhere)
    {
        if ((string?)type["category"] is { } category)
            Label(Find(_catalogue, "categories", category));
        return new ViewNode(Label(type)) { Children = [.. settings.Cast<JObject>().Select(setting => Setting(json, setting, place, isWhere))] };
    }

    private ViewNode Setting(JObject json, JObject setting, EditorPlace place, bool isWhere)
    {
        var view = new ViewNode(Label(setting)) { IsSetting = true };
        JToken? value = json[(string)setting["name"]!] ?? setting["default"];
        if (value is null or { Type: JTokenType.Null })
            return (bool?)setting["required"] == true && value is null ? throw new EditorException($"'{setting["name"]}' must be given") : view;
        JToken[] items = (bool?)setting["list"] == true ? [.. (JArray)value] : [value];
        if ((string)setting["type"]! == "condition")
            return view with { Children = [.. items.Select(item => Condition((JObject)item, place, "attribute", isWhere))] };
        return view with { Operator = "is", Widget = (string)setting["type"]!, Values = [.. items.Select(Show)] };

        string Show(JToken item) => setting["choices"] is null ? item.ToString() : Label(Find(setting, "choices", (string)item!));
    }

    private ViewNode Related(JObject json, EditorPlace place)
    {
        (EditorPlace rows, JObject relation, string label) = place.Rows((string)json["relation"]!);
        string quantifier = (string)json["quantifier"]!;
        if (!relation["quantifiers"]!.Values<string>().Contains(quantifier))
            throw new EditorException($"'{quantifier}' is not offered for '{label}'");
        return new ViewNode($"{label}: {Label(Find(_catalogue, "quantifiers", quantifier))}") { Children = Where(json, rows) };
    }

    private ViewNode Aggregate(JObject json, EditorPlace place)
    {
        (EditorPlace rows, _, string label) = place.Rows((string)json["relation"]!);
        JObject function = Find(_catalogue, "functions", (string)json["function"]!);
        JObject? attribute = null;
        if (json["attribute"] is { } path)
        {
            (attribute, string name) = rows.Attribute((string)path!);
            label = $"{label} › {name}";
            if (!attribute["functions"]!.Values<string>().Contains((string)function["name"]!))
                throw new EditorException($"'{function["name"]}' is not offered for '{label}'");
        }

        JToken result = function["results"]!.SingleOrDefault(r => (string?)r["of"] == (string?)attribute?["type"])
            ?? throw new EditorException($"'{function["name"]}' gives nothing for '{label}'");
        string of = (string)result["type"]!;
        JObject on = Find(Find(_catalogue, "types", of), "operators", (string)json["operator"]!);
        if (on["functions"]?.Values<string>().Contains((string)function["name"]!) == false)
            throw new EditorException($"'{on["name"]}' is not offered for '{function["name"]}'");
        return Comparison(new ViewNode($"{Label(function)} of {label}"), json, of, null, place) with { Children = Where(json, rows) };
    }

    private ViewNode Comparison(ViewNode view, JObject json, string type, JObject? attribute, EditorPlace place)
    {
        JObject on = Find(Find(_catalogue, "types", type), "operators", (string)json["operator"]!);
        (string widget, IReadOnlyList<string> values) = _values.Of(json["value"], (string?)on["valueType"] ?? type, on, attribute, place);
        return view with { Operator = Label(on), Widget = widget, Values = values };
    }

    private ViewNode[] Where(JObject json, EditorPlace rows) =>
        json["where"] is JObject where ? [Condition(where, rows, "combination", isWhere: true)] : [];

    public static JObject Find(JToken from, string list, string name) =>
        from[list]!.Cast<JObject>().SingleOrDefault(i => (string?)i["name"] == name)
        ?? throw new EditorException($"the catalogue has no '{name}' among the {list}{(from["name"] is { } of ? $" of '{of}'" : "")}");

    public static string Label(JObject term) =>
        (string?)term["label"] is { Length: > 0 } label ? label : throw new EditorException($"'{term["name"]}' has no label");
}

/// <summary>One line of an editor.</summary>
internal sealed record ViewNode(string Label)
{
    public string? Operator { get; init; }

    public string? Widget { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether it is a field of a plug-in's form.</summary>
    public bool IsSetting { get; init; }

    public IReadOnlyList<ViewNode> Children { get; init; } = [];

    public IEnumerable<string> Lines(int depth = 0)
    {
        string line = string.Join(" | ", new[] { Label, Operator, Widget, Values.Count == 0 ? null : string.Join(", ", Values) }.OfType<string>());
        return [new string(' ', depth * 2) + line, .. Children.SelectMany(c => c.Lines(depth + 1))];
    }
}

internal sealed class EditorException(string message) : Exception(message);
