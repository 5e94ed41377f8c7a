using System.Globalization;
using System.Text;

namespace Segmentation.Explanations;

/// <summary>An explanation for people.</summary>
internal sealed class ExplanationText
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<ExplanationNode> _shown = new(ReferenceEqualityComparer.Instance);

    private ExplanationText()
    {
    }

    public static string Write(Explanation explanation)
    {
        var text = new ExplanationText();
        text.WriteAnswer(explanation);
        text.WriteNode(explanation.Tree, 0);
        text.WriteDecisive(explanation);
        text.WriteNextChange(explanation);
        return text._text.ToString();
    }

    private void WriteAnswer(Explanation explanation) => Line(0, string.Concat(
        $"{explanation.Subject} {explanation.Key} is {(explanation.IsMember ? "in" : "not in")} {explanation.SegmentId}",
        $" as of {ValueTexts.Instant(explanation.AsOf)}")).Append('\n');

    private void WriteNode(ExplanationNode node, int depth)
    {
        bool isShown = node.Kind == ExplanationKind.Segment && !_shown.Add(node);
        string verdict = node.Holds is { } holds ? holds ? "yes" : "no " : $"{Count(node.Rows!.Satisfying)} of {Count(node.Rows.Count)}";
        var line = new StringBuilder(verdict).Append("  ").Append(node.Test);
        if (node.ComparedWith is not null)
            line.Append(" [").Append(node.ComparedWith).Append(']');
        if (node.Value is not null)
            line.Append(": ").Append(node.Value.Value is null ? "" : "is ").Append(node.Value.Text);
        if (node.Holds is not null && node.Rows is not null)
            line.Append(node.Value is null ? ": " : ", over ").Append(Rows(node));
        else if (node.Rows is not null)
            line.Append(Examples(node.Rows));
        if (isShown)
            line.Append(", as shown above");
        Line(depth, line.ToString());
        if (isShown)
            return;
        foreach (ExplanationNode child in node.Children)
            WriteNode(child, depth + 1);
    }

    /// <summary>How many rows a condition of the subject leads to, and some of them by key.</summary>
    private static string Rows(ExplanationNode node)
    {
        ExplainedRows rows = node.Rows!;
        string count = node.Children.Count == 0
            ? $"{Count(rows.Count)} {(rows.Count == 1 ? "row" : "rows")}"
            : $"{Count(rows.Satisfying)} of {Count(rows.Count)} {(rows.Count == 1 ? "row" : "rows")}";
        if (rows.Examples.Count == 0 || rows.Examples.Any(e => e.Key is null))
            return count;
        bool satisfy = rows.Examples[0].Satisfies;
        int more = (satisfy ? rows.Satisfying : rows.Count - rows.Satisfying) - rows.Examples.Count;
        return $"{count} ({(satisfy ? "" : "not ")}{string.Join(", ", rows.Examples.Select(e => e.Key))}{(more > 0 ? ", …" : "")})";
    }

    /// <summary>The values of the rows that stand as examples for the condition above.</summary>
    private static string Examples(ExplainedRows rows) => rows.Examples.All(e => e.Value is null)
        ? ""
        : ": " + string.Join(", ", rows.Examples.Select(e => e.Key is null ? e.Value!.Text : $"{e.Value!.Text} ({e.Key})"));

    private void WriteDecisive(Explanation explanation)
    {
        _text.Append('\n');
        string would = explanation.IsMember ? "Would take it out of the segment" : "Would bring it into the segment";
        switch (explanation.Decisive)
        {
            case null:
                Line(0, $"{would}: not found; the conditions ask too many tests both ways.");
                break;
            case []:
                Line(0, $"{would}: no other outcome of the tests.");
                break;
            case [var only]:
                Line(0, $"{would}, if it came out the other way:");
                WriteTest(only);
                break;
            default:
                Line(0, $"{would}, if all of these came out the other way, and no fewer:");
                foreach (DecisiveTest test in explanation.Decisive)
                    WriteTest(test);
                break;
        }
    }

    private void WriteTest(DecisiveTest test)
    {
        DecisivePlace first = test.Places[0];
        string also = test.Places.Count == 1 ? "" : $"; asked also at {string.Join(", ", test.Places.Skip(1).Select(p => p.Path).Distinct())}";
        Line(1, $"{(first.Holds ? "yes" : "no ")}  {first.Test} ({first.Path}{also})");
    }

    private void WriteNextChange(Explanation explanation)
    {
        _text.Append('\n');
        Line(0, explanation.NextChange is { } change
            ? $"If nothing but time changes, it is {(explanation.IsMember ? "out" : "in")} from {ValueTexts.Instant(change)}."
            : $"Time alone does not change this before {ValueTexts.Instant(explanation.Horizon)}.");
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private StringBuilder Line(int depth, string line) => _text.Append(' ', 2 * depth).Append(line).Append('\n');
}
