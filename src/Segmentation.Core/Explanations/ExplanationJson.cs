using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;

namespace Segmentation.Explanations;

/// <summary>An explanation for programs, in the shape that <see cref="Explanation.ToJson"/> documents.</summary>
internal sealed class ExplanationJson
{
    private readonly JsonTextWriter _json;
    private readonly HashSet<ExplanationNode> _shown = new(ReferenceEqualityComparer.Instance);

    private ExplanationJson(JsonTextWriter json) => _json = json;

    public static string Write(Explanation explanation)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, Indentation = 2, Culture = CultureInfo.InvariantCulture })
            new ExplanationJson(json).WriteExplanation(explanation);
        return text + "\n";
    }

    private void WriteExplanation(Explanation explanation)
    {
        _json.WriteStartObject();
        Property("subject", explanation.Subject);
        Property("key", explanation.Key.ToString());
        Property("segment", explanation.SegmentId);
        Property("asOf", ValueTexts.Instant(explanation.AsOf));
        Property("member", explanation.IsMember);
        _json.WritePropertyName("decisive");
        WriteDecisive(explanation.Decisive);
        Property("nextChange", explanation.NextChange is { } change ? ValueTexts.Instant(change) : null);
        Property("horizon", ValueTexts.Instant(explanation.Horizon));
        _json.WritePropertyName("tree");
        WriteNode(explanation.Tree);
        _json.WriteEndObject();
    }

    private void WriteDecisive(IReadOnlyList<DecisiveTest>? tests)
    {
        if (tests is null)
        {
            _json.WriteNull();
            return;
        }

        _json.WriteStartArray();
        foreach (DecisiveTest test in tests)
        {
            _json.WriteStartObject();
            Array("places", test.Places, place =>
            {
                Property("path", place.Path);
                Property("test", place.Test);
                Property("holds", place.Holds);
            });
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteNode(ExplanationNode node)
    {
        _json.WriteStartObject();
        WriteContent(node);
        _json.WriteEndObject();
    }

    private void WriteContent(ExplanationNode node)
    {
        Property("kind", Words<ExplanationKind>.Of(node.Kind));
        Property("path", node.Path);
        Property("test", node.Test);
        if (node.Holds is { } holds)
            Property("holds", holds);
        if (node.SegmentId is not null)
            Property("segment", node.SegmentId);
        WriteValue(node.Value);
        if (node.ComparedWith is not null)
            Property("comparedWith", node.ComparedWith);
        if (node.Rows is not null)
            WriteRows(node.Rows);
        if (node.Kind == ExplanationKind.Segment && !_shown.Add(node))
            Property("shownAbove", true);
        else if (node.Children.Count > 0)
            Array("children", node.Children, WriteContent);
    }

    private void WriteRows(ExplainedRows rows)
    {
        _json.WritePropertyName("rows");
        _json.WriteStartObject();
        Property("entity", rows.Entity);
        Property("count", rows.Count);
        Property("satisfying", rows.Satisfying);
        Array("examples", rows.Examples, row =>
        {
            Property("key", row.Key);
            Property("satisfies", row.Satisfies);
            WriteValue(row.Value);
        });
        _json.WriteEndObject();
    }

    private void WriteValue(ExplainedValue? value)
    {
        if (value is null)
            return;
        _json.WritePropertyName("value");
        _json.WriteStartObject();
        Property("type", Words<AttributeType>.Of(value.Type));
        _json.WritePropertyName("value");
        switch (value.Value)
        {
            case IReadOnlyList<string> texts:
                _json.WriteStartArray();
                foreach (string text in texts)
                    _json.WriteValue(text);
                _json.WriteEndArray();
                break;
            case long or decimal or BigInteger:
                _json.WriteRawValue(ValueTexts.Number(value.Value));
                break;
            case DateOnly or DateTimeOffset:
                _json.WriteValue(value.Text);
                break;
            default:
                _json.WriteValue(value.Value);
                break;
        }

        Property("text", value.Text);
        _json.WriteEndObject();
    }

    private void Array<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        _json.WritePropertyName(name);
        _json.WriteStartArray();
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Property(string name, object? value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }
}
