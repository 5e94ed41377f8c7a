using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class CellBuilder
{
    private ValueCell Create(ValueNode value, RowsCell rows) => value switch
    {
        ColumnNode column => Stored(column.Attribute, rows),
        ReferredValueNode referred => Gather(referred.Value, Referred(referred.Value.Domain, referred.Relation, rows), rows),
        OneValueNode one => Gather(one.Value, Rows(one.Value.Domain, rows), rows),
        AncestorValueNode ancestor => Gather(Value(ancestor.Value, Rows(ancestor.Value.Domain, rows)), rows),
        AggregateNode aggregate => Aggregate(aggregate, rows, Rows(aggregate.Rows, rows)),
        MeanDaysNode mean => MeanDays(mean, rows, Rows(mean.Rows, rows)),
        ArithmeticNode arithmetic => new ArithmeticCell(
            NumberCount++, arithmetic.Operation, Numbers(arithmetic.Left, rows), Numbers(arithmetic.Right, rows)),
        ChoiceOfNode choice => Choice(choice, rows),
        NotAfterAsOfNode past => new PastInstant(NumberCount++, Numbers(past.Value, rows)),
        JoinNode join => new JoinedText(TextCount++, join.Separator, [.. join.Values.Select(v => Texts(v, rows))]),
        TruthNode truth => new TruthCell(NumberCount++, Predicate(truth.Predicate, rows)),
        AnniversaryNode anniversary => new AnniversaryCell(
            NumberCount++, Numbers(anniversary.Date, rows), anniversary, Cuts.TermOf(anniversary.Today)),
        _ => throw new InvalidOperationException($"The value {value.GetType().Name} is unknown."),
    };

    private ValueCell Stored(SchemaAttribute attribute, RowsCell rows)
    {
        (MappedEntity Entity, AttributeMapping Mapping)[] sources = [.. rows.Sources.Select(s => (s, MappedAttribute(s.Mapping, attribute)))];
        return attribute.Type switch
        {
            AttributeType.Text or AttributeType.Choice =>
                new StoredText(TextCount++, rows, attribute, [.. sources.Select(s => s.Entity.Texts(s.Mapping))]),
            AttributeType.Set => new StoredSet(SetCount++, rows, attribute, [.. sources.Select(s => s.Entity.Sets(s.Mapping))]),
            _ => new StoredNumber(NumberCount++, rows, attribute, [.. sources.Select(s => s.Entity.Numbers(s.Mapping))]),
        };
    }

    private ValueCell Gather(ValueNode value, RowsCell below, RowsCell rows) => Gather(Value(value, below), RowMap.Down(rows, below));

    private ValueCell Gather(ValueCell above, RowsCell rows) => Gather(above, RowMap.Up(rows, above.Rows));

    private ValueCell Gather(ValueCell value, RowMap map) => value switch
    {
        NumberCell number => new GatheredNumber(NumberCount++, number, map),
        TextCell text => new GatheredText(TextCount++, text, map),
        _ => new GatheredSet(SetCount++, (SetCell)value, map),
    };

    private FigureCell Aggregate(AggregateNode node, RowsCell rows, RowsCell below)
    {
        ValueCell? of = node.Of is null ? null : Value(node.Of, below);
        PredicateCell? where = node.Where is null ? null : Predicate(node.Where, below);
        int id = NumberCount++;
        return node.Function switch
        {
            AggregateFunction.Count => new CountCell(id, rows, below, where),
            AggregateFunction.CountDistinct when of is TextCell texts => new DistinctTexts(id, rows, below, texts, node.IsCaseSensitive, where),
            AggregateFunction.CountDistinct => new DistinctNumbers(id, rows, below, (NumberCell)of!, where),
            AggregateFunction.Sum => new SumCell(id, rows, below, (NumberCell)of!, where, isAverage: false),
            AggregateFunction.Average => new SumCell(id, rows, below, (NumberCell)of!, where, isAverage: true),
            _ => new ExtremeCell(id, rows, below, (NumberCell)of!, where, node.Function == AggregateFunction.Max),
        };
    }

    private MeanDaysCell MeanDays(MeanDaysNode node, RowsCell rows, RowsCell below)
    {
        PredicateCell? where = node.Where is null ? null : Predicate(node.Where, below);
        return new MeanDaysCell(NumberCount++, rows, below, Numbers(node.Of, below), where);
    }

    private ValueCell Choice(ChoiceOfNode node, RowsCell rows)
    {
        ValueCell[] values = [.. node.Values.Select(v => Value(v, rows))];
        return values[0] is TextCell
            ? new TextChoice(TextCount++, [.. values.Cast<TextCell>()])
            : new NumberChoice(NumberCount++, node.Greatest, [.. values.Cast<NumberCell>()]);
    }
}
