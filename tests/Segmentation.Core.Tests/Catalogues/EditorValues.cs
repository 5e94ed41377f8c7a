using Newtonsoft.Json.Linq;

namespace Segmentation.Tests.Catalogues;

/// <summary>What an editor shows for the value of a comparison.</summary>
internal sealed class EditorValues(JObject catalogue)
{
    public (string Widget, IReadOnlyList<string> Values) Of(JToken? value, string type, JObject on, JObject? attribute, EditorPlace place)
    {
        string form = (string)on["operand"]!;
        if (form == "none")
            return value is null ? ("none", []) : throw new EditorException($"'{on["name"]}' takes no value");
        if (value is null)
            throw new EditorException($"'{on["name"]}' takes a value");
        if (form == "one")
        {
            (string widget, string shown) = One(value, type, on, attribute, place);
            return (widget, [shown]);
        }

        (string Widget, string Shown)[] items = value is JArray array
            ? [.. array.Select(item => One(item, type, on, attribute, place))]
            : throw new EditorException($"'{on["name"]}' takes a list");
        if (items.Length == 0 || (form == "bounds" && items.Length != 2))
            throw new EditorException($"'{on["name"]}' takes another number of values");
        return ($"{form} of {string.Join('/', items.Select(i => i.Widget).Distinct())}", [.. items.Select(i => i.Shown)]);
    }

    private (string Widget, string Shown) One(JToken value, string type, JObject on, JObject? attribute, EditorPlace place)
    {
        if (value is JObject relative)
            return Relative(relative, on, place);
        JToken? choices = on["name"]!.ToString() is "=" or "!=" or "in" or "notIn" or "hasAny" or "hasAll" or "hasNone" ? attribute?["choices"] : null;
        return (type, value.Type) switch
        {
            ("text" or "choice" or "set", JTokenType.String) when choices is not null =>
                ("choice", EditorView.Label(choices.Cast<JObject>().SingleOrDefault(c => string.Equals((string?)c["name"], (string?)value, StringComparison.OrdinalIgnoreCase))
                    ?? throw new EditorException($"'{value}' is no choice of '{attribute!["name"]}'"))),
            ("text" or "choice" or "set", JTokenType.String) => (type == "text" ? "text" : "suggestion", (string)value!),
            ("integer" or "decimal" or "elapsed", JTokenType.Integer or JTokenType.Float) =>
                ("number", $"{value}{(attribute?["unit"] is { } unit ? " " + EditorView.Label(EditorView.Find(catalogue, "units", (string)unit!)) : "")}"),
            ("boolean", JTokenType.Boolean) => ("switch", value.ToString()),
            ("date", JTokenType.String) => ("day", (string)value!),
            ("instant", JTokenType.String) => (((string)value!).Contains('T', StringComparison.Ordinal) ? "instant" : "day", (string)value!),
            _ => throw new EditorException($"no widget for {value.ToString(Newtonsoft.Json.Formatting.None)} of type '{type}'"),
        };
    }

    private (string Widget, string Shown) Relative(JObject value, JObject on, EditorPlace place)
    {
        JObject form = catalogue["relativeValues"]!.Cast<JObject>().SingleOrDefault(f => value[(string)f["name"]!] is not null)
            ?? throw new EditorException($"{value} is no relative value");
        string name = (string)form["name"]!;
        if (on["relative"]?.Values<string>().Contains(name) != true)
            throw new EditorException($"'{name}' is not offered for '{on["name"]}'");
        string shown = name switch
        {
            "startOf" => $"{EditorView.Label(EditorView.Find(catalogue, "periods", (string)value["startOf"]!))} {value["offset"] ?? 0}",
            "today" => $"{value["today"]} {EditorView.Label(EditorView.Find(catalogue, "dateUnits", (string?)value["unit"] ?? "days"))}",
            "attribute" => $"{place.Attribute((string)value["attribute"]!).Label} × {value["times"] ?? 1}",
            _ => (string)value[name]!,
        };
        return (name, $"{EditorView.Label(form)} {shown}");
    }
}
