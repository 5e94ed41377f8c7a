using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    protected override string TestColumn(ColumnNode column, Question question, RowScope scope)
    {
        ValuePosition place = Place(column, scope);
        if (column.Attribute.Type == AttributeType.Set)
            return TestSet(place, question);
        string test = (column.Attribute.Type, question) switch
        {
            (_, Question.Present) => $"{place.Sql} IS NOT NULL",
            (AttributeType.Text or AttributeType.Choice, Question.Text text) => place.Form.Choices is { } choices
                ? TestChoices(place, choices, text)
                : TestText(_dialect.CodePoints(column.Attribute, place.Column, place.Form, place.Sql), text),
            (AttributeType.Boolean, _) when place.Form.Truth is { } truth => TestNumber(Truth(place, truth), question),
            _ => TestNumber(_dialect.Ordered(column.Attribute, place.Column, place.Form, place.Sql), question),
        };
        return place.Side is null ? test : $"EXISTS (SELECT 1 FROM {place.Side.From}{Logic.Where([.. place.Side.Conditions, test])})";
    }

    private Comparand Ordered(ColumnNode column, RowScope scope)
    {
        if (column.Attribute.Type is AttributeType.Text or AttributeType.Choice or AttributeType.Set)
            throw new Refusal("compose.value", "texts and sets are compared with constants only");
        ValuePosition place = Place(column, scope);
        Comparand value = place.Form.Truth is { } truth ? Truth(place, truth) : _dialect.Ordered(column.Attribute, place.Column, place.Form, place.Sql);
        return place.Side is null ? value : value.With(place.Found(value.Sql));
    }

    /// <summary>The column's values whose choice satisfies: decided here, so that the database compares what it stores.</summary>
    private string TestChoices(ValuePosition place, Dictionary<string, string> choices, Question.Text question) =>
        IsOneOf(place, [.. choices.Where(c => question.IsSatisfiedBy(c.Value)).Select(c => c.Key)]);

    private BooleanComparand Truth(ValuePosition place, (string True, string False) truth) => new(IsOneOf(place, [truth.True]));

    private string IsOneOf(ValuePosition place, string[] values) => place.Column.Type switch
    {
        SqlType.Boolean => Logic.Any([.. values.Select(v => $"{place.Sql} IS {(v == "1" ? "TRUE" : "FALSE")}")]),
        SqlType.Integer => _dialect.IsAmong(place.Sql, (long[])[.. values
            .Where(v => long.TryParse(v, System.Globalization.CultureInfo.InvariantCulture, out _))
            .Select(v => long.Parse(v, System.Globalization.CultureInfo.InvariantCulture))], _parameters),
        SqlType.Unknown => throw new Refusal("compose.type", $"the values of '{place.Column.Name}' are numbers or texts, which only the rows tell"),
        _ => _dialect.IsAmong(_dialect.CodePoints(place.Attribute, place.Column, place.Form, place.Sql), values, _parameters),
    };

    /// <summary>Where an attribute of a row is in the statement.</summary>
    private ValuePosition Place(ColumnNode column, RowScope scope)
    {
        SqlRow row = scope[column.Domain];
        var missing = new List<string>();
        MappedAttribute mapped = new PlaceFinder(_tables, missing).Attribute(row.Table, row.Shape, column.Attribute) ?? throw Unmapped(missing);
        switch (mapped.Place)
        {
            case InColumn inColumn:
                return new ValuePosition(column.Attribute, row.Shape.Find(inColumn.Column)!, mapped.Form, Column(row, inColumn.Column), null);
            case InRows inRows:
                SideTable table = inRows.Table;
                TableShape shape = _tables.ShapeOf(table.Origin);
                string alias = NewAlias();
                var conditions = new List<string> { Same(alias, shape, table.OwnerColumn, row.Owner!, row.Alias) };
                if (inRows.Name is not null)
                    conditions.Add($"{Column(alias, table.NameColumn!)} = {_parameters.Add(inRows.Name)}");
                return new ValuePosition(
                    column.Attribute, shape.Find(table.ValueColumn)!, mapped.Form, Column(alias, table.ValueColumn), new SideRows(From(table.Origin, alias), conditions));
            default:
                throw new Refusal("compose.json", $"'{column.Attribute.Name}' is inside the JSON documents of '{PlaceFinder.ColumnOf(mapped.Place)}', which are read in process only");
        }
    }

    /// <summary>Where an attribute's value is.</summary>
    /// <param name="Attribute">The attribute.</param>
    /// <param name="Column">The column.</param>
    /// <param name="Form">How its values become the attribute's.</param>
    /// <param name="Sql">The column in the statement.</param>
    /// <param name="Side">The rows that have it, when it is in another table.</param>
    private sealed record ValuePosition(SchemaAttribute Attribute, LiveColumn Column, ValueForm Form, string Sql, SideRows? Side)
    {
        /// <summary>What is made of the column, found in the table where it is.</summary>
        public string Found(string sql) => Side is null ? sql : $"(SELECT {sql} FROM {Side.From} WHERE {Logic.All([.. Side.Conditions])})";
    }

    /// <summary>Rows of another table that hold the values of a row.</summary>
    private sealed record SideRows(string From, IReadOnlyList<string> Conditions);
}
