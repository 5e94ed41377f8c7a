using Newtonsoft.Json.Linq;

namespace Segmentation.Tests.Catalogues;

/// <summary>The row that conditions are shown for: its entity, and the rows above it that can be named.</summary>
internal sealed record EditorPlace(JObject Catalogue, JObject Entity, IReadOnlyList<string> Parents)
{
    public static EditorPlace Subject(JObject catalogue) =>
        new(catalogue, EditorView.Find(catalogue, "entities", (string)catalogue["subject"]!), []);

    /// <summary>The attribute at the end of a path, and the labels on the way.</summary>
    public (JObject Attribute, string Label) Attribute(string path)
    {
        string[] names = path.Split('.');
        (EditorPlace last, JObject? relation, string label) = Walk(names[..^1], isAttribute: true);
        _ = relation;
        JObject attribute = EditorView.Find(last.Entity, "attributes", names[^1]);
        return (attribute, label + EditorView.Label(attribute));
    }

    /// <summary>The rows that a path of relations leads to, and the labels on the way.</summary>
    public (EditorPlace Rows, JObject Relation, string Label) Rows(string path)
    {
        (EditorPlace rows, JObject? relation, string label) = Walk(path.Split('.'), isAttribute: false);
        return (rows, relation ?? throw new EditorException($"'{path}' ends at no relation"), label[..^3]);
    }

    private (EditorPlace Place, JObject? Relation, string Label) Walk(string[] names, bool isAttribute)
    {
        EditorPlace place = this;
        JObject? relation = null;
        string label = "";
        for (int i = 0; i < names.Length; i++)
        {
            relation = place.Entity["relations"]!.Cast<JObject>().SingleOrDefault(r => (string?)r["name"] == names[i]);
            if (relation is null && i == 0 && Parents.Contains(names[0]))
            {
                place = new EditorPlace(Catalogue, EditorView.Find(Catalogue, "entities", names[0]), [(string)place.Entity["name"]!, .. Parents]);
                label += EditorView.Label(place.Entity) + " › ";
                continue;
            }

            relation ??= EditorView.Find(place.Entity, "relations", names[i]);
            if (isAttribute && (bool)relation["toMany"]!)
                throw new EditorException($"'{names[i]}' leads to many rows");
            if ((bool?)relation["parent"] == true && !place.Parents.Contains((string)relation["target"]!))
                throw new EditorException($"'{names[i]}' leads up to a row that this one was not reached from");
            label += EditorView.Label(relation) + " › ";
            JObject target = EditorView.Find(Catalogue, "entities", (string)relation["target"]!);
            place = new EditorPlace(Catalogue, target, [.. relation["parents"]!.Values<string>().OfType<string>(), .. place.Parents]);
        }

        return (place, relation, label);
    }
}
