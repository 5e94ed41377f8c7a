using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    protected override Expression TestMade(ValueNode value, Question question, RowScope scope) => TestNumber(Made(value, scope), question);

    protected override Expression TestColumn(ColumnNode column, Question question, RowScope scope)
    {
        HostColumn host = Host(column, scope);
        return question switch
        {
            Question.Text text => TestText(host, text),
            Question.Has set => TestSet(host, set),
            Question.Present when column.Attribute.Type == AttributeType.Set => Logic.All(Logic.IsPresent(host.Value), IsNotEmpty(host)),
            Question.Present => Logic.All(Logic.IsPresent(host.Value)),
            _ => TestNumber(Ordered(host, column), question),
        };
    }

    private static Expression TestNumber(Comparand value, Question question) => Logic.All(Logic.IsPresent(value.Value), question switch
    {
        Question.Present => null,
        Question.Between range => Logic.All(
            range.Low is { } low ? value.From(low, range.LowIncluded) : null,
            range.High is { } high ? value.To(high, range.HighIncluded) : null),
        Question.OneOf list => value.In(list.List),
        _ => throw new InvalidOperationException($"An ordered value is not asked {question}."),
    });

    private Comparand Ordered(ColumnNode column, RowScope scope) => Ordered(Host(column, scope), column);

    private HostColumn Host(ColumnNode column, RowScope scope)
    {
        MappedRow row = scope[column.Domain];
        AttributeMapping mapping = row.Mapping.FindAttribute(column.Attribute.Name) ?? throw NotMapped(row.Mapping, column.Attribute.Name);
        if (mapping.Attribute.Type != column.Attribute.Type)
            throw new Refusal("compose.schema", $"'{column.Attribute.Name}' is mapped as {mapping.Attribute.Type} and asked for as {column.Attribute.Type}; bind and map with one schema");
        Expression value = Substitution.Apply(mapping.Value, row.Row);
        HostValue apart;
        try
        {
            apart = _map.ValueOf(mapping.Value, row.Type);
        }
        catch (UnmappedException e)
        {
            throw new Refusal("compose.unmapped", e.Message);
        }

        if (apart.Stored is null)
            RequireExact(mapping, row, apart);
        return new HostColumn(mapping, value, apart.Stored);
    }

    /// <summary>What a map makes of several values is asked only where every database makes the same of them.</summary>
    private void RequireExact(AttributeMapping mapping, MappedRow row, HostValue apart)
    {
        foreach (IProperty part in apart.Leaves.Select(l => l.Property).OfType<IProperty>())
        {
            if (HasConverter(part) && mapping.Attribute.Type is not (AttributeType.Text or AttributeType.Choice))
                throw new Refusal("compose.converter", $"'{part.Name}' is stored through a value converter, whose order is not known");
            if (part.ClrType == typeof(string))
                CodePointText(Expression.Constant(""), part);
            if ((Nullable.GetUnderlyingType(part.ClrType) ?? part.ClrType) == typeof(decimal))
                RequireExactDecimal(part, mapping.Attribute.Name);
        }

        if (!ExactExpression.Is(mapping.Value, row.Type, _map))
            throw new Refusal("compose.computed", $"the map computes '{mapping.Attribute.Name}' by {mapping.Value.Body}, which the database may compute otherwise; map a column");
    }

    private static bool HasConverter(IProperty property) => property.FindTypeMapping()?.Converter is not null;

    private static string StoreType(IProperty property) => property.FindRelationalTypeMapping()?.StoreType.ToLowerInvariant() ?? "";
}

/// <summary>A mapped attribute of a row in a query.</summary>
/// <param name="Mapping">How it is mapped.</param>
/// <param name="Value">The host's value.</param>
/// <param name="Property">The property that it is; null where the map has a constant or a choice of such.</param>
internal sealed record HostColumn(AttributeMapping Mapping, Expression Value, IProperty? Property);
