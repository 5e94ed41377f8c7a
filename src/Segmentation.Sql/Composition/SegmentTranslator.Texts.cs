using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    /// <summary>Whether a text that is compared by code points satisfies.</summary>
    private string TestText(string text, Question question)
    {
        if (question is not Question.Text asked)
            return $"{text} IS NOT NULL";
        IReadOnlyList<string> literals = asked.Literals;
        if (!asked.IsCaseSensitive)
            (text, literals) = Folded(text, literals);
        if (asked.Test == TextTest.In)
            return _dialect.IsAmong(text, literals.ToArray(), _parameters);
        string literal = _parameters.Add(literals[0]);
        return asked.Test switch
        {
            TextTest.Contains => $"{_dialect.PlaceOf(literal, text)} > 0",
            TextTest.BeginsWith => $"{_dialect.PlaceOf(literal, text)} = 1",
            _ => $"{_dialect.EndOf(text, literal)} = {literal}",
        };
    }

    /// <summary>
    /// A text folded as the literals are: A to Z by the database, then the other letters of the literals, and only those,
    /// by replacing each variant. All other letters stay as they are, and equal none of the literals'.
    /// </summary>
    private (string Text, IReadOnlyList<string> Literals) Folded(string text, IReadOnlyList<string> literals)
    {
        (string[] folded, IReadOnlyList<(string Variant, string Folded)> replacements) = CaseClasses.Fold(literals);
        return (_dialect.Fold(text, replacements, _parameters), folded);
    }

    /// <summary>A text as one expression, null where it is missing.</summary>
    private string Text(ValueNode value, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return Place(column, scope) is var place && place.Form.Choices is null
                    ? place.Found(_dialect.CodePoints(column.Attribute, place.Column, place.Form, place.Sql))
                    : throw new Refusal("compose.value", $"the texts of '{column.Attribute.Name}' are those that the map's Choice(…) lists, which are compared with constants only");
            case AncestorValueNode ancestor:
                return Text(ancestor.Value, scope);
            case OneValueNode one:
                var rows = new RowPath();
                string found = Text(one.Value, Follow([one.Value.Domain], scope, rows));
                return rows.IsWithinRow ? found : $"(SELECT {found}{rows})";
            case ReferredValueNode referred:
                var lookup = new RowPath();
                string target = Text(referred.Value, scope.With(referred.Value.Domain, Refer(scope[referred.Domain], referred.Relation, lookup)));
                return $"(SELECT {target}{lookup})";
            // SQLite wants at least two values to choose from.
            case ChoiceOfNode { Greatest: false, Values: [var only] }:
                return Text(only, scope);
            case ChoiceOfNode { Greatest: false } first:
                return $"COALESCE({string.Join(", ", first.Values.Select(v => Text(v, scope)))})";
            case JoinNode join:
                string separator = _parameters.Add(join.Separator);
                string[] pieces = [.. join.Values.Select(v => $"COALESCE({separator} || NULLIF({Text(v, scope)}, ''), '')")];
                return $"NULLIF(substr({string.Join(" || ", pieces)}, length({separator}) + 1), '')";
            default:
                throw new Refusal("compose.value", "a text that is computed from others is joined in process only");
        }
    }

    private string TestSet(ValuePosition place, Question question)
    {
        string alias = NewAlias();
        (string from, string element, string isThere) = place is { Side: { } side, Form.Separator: null }
            ? (side.From, _dialect.CodePoints(place.Attribute, place.Column, place.Form, place.Sql), Logic.All([.. side.Conditions, $"{place.Sql} IS NOT NULL"]))
            : place.Side is null
                ? _dialect.Elements(place.Attribute, place.Column, place.Form, place.Sql, alias, _parameters)
                : throw new Refusal("compose.set", $"'{place.Attribute.Name}' has several values in each of several rows");
        if (question is not Question.Has asked)
            return $"EXISTS (SELECT 1 FROM {from} WHERE {isThere})";
        if (place.Form.Choices is { } choices)
            return TestChoices(choices, asked, from, element, isThere);
        if (asked.Hierarchy is { } tree && TreeOf(tree) is { } rows)
            return new SetTree(this, tree, rows, asked).Test(from, element, isThere);

        IReadOnlyList<string> literals = asked.Literals;
        if (!asked.IsCaseSensitive)
            (element, literals) = Folded(element, literals);
        if (!asked.All)
            return $"EXISTS (SELECT 1 FROM {from} WHERE {isThere} AND {_dialect.IsAmong(element, literals.ToArray(), _parameters)})";
        (string list, string literal) = _dialect.Rows(literals, NewAlias(), _parameters);
        return $"NOT EXISTS (SELECT 1 FROM {list} WHERE NOT EXISTS (SELECT 1 FROM {from} WHERE {isThere} AND {element} = {literal}))";
    }

    /// <summary>What the map says that values are is decided here, so that the database compares what it stores.</summary>
    private string TestChoices(Dictionary<string, string> choices, Question.Has asked, string from, string element, string isThere)
    {
        StringComparer comparer = asked.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return asked.All
            ? Logic.All([.. asked.Literals.Select(literal => Some([literal]))])
            : Some(asked.Literals);

        string Some(IReadOnlyList<string> literals) =>
            $"EXISTS (SELECT 1 FROM {from} WHERE {isThere} AND {_dialect.IsAmong(element, choices.Where(c => literals.Contains(c.Value, comparer)).Select(c => c.Key).ToArray(), _parameters)})";
    }

    /// <summary>The table of a tree; null when there is none, and values have nothing below them.</summary>
    private LiveTable? TreeOf(HierarchyNode tree)
    {
        LiveTable table = _tables[tree.Rows.Entity.Name];
        if (table.Shape.Refusal is not null && !table.Table.IsDeclared)
            return null;
        if (table.Key is null)
            throw new Refusal("compose.key", $"the tree of '{table.Table.Path}' has no key; declare it by t.Key(column)");
        return table;
    }
}
