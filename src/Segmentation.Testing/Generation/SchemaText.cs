using System.Text;

namespace Segmentation.Testing.Generation;

/// <summary>A schema as people read it in a failure.</summary>
internal static class SchemaText
{
    public static string Of(SegmentSchema schema)
    {
        var text = new StringBuilder();
        foreach (SchemaEntity entity in schema.Entities)
        {
            text.AppendLine(entity.Name);
            foreach (SchemaAttribute attribute in entity.Attributes)
            {
                string computed = attribute.Computation is null ? "" : $" = {Of(attribute.Computation)}";
                text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  {attribute.Name}: {attribute.Type}{(attribute.IsCaseSensitive ? " case-sensitive" : "")}{computed}");
            }

            foreach (SchemaRelation relation in entity.Relations)
            {
                string detail = relation switch
                {
                    SelectedRelation { Selection: var s } => $" = {s.Take} of {s.Relation} by [{string.Join(", ", s.OrderBy)}]{Where(s.Where)}",
                    ThroughRelation through => $" = {through.Path}",
                    _ => "",
                };
                text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  {relation.Name} -> {relation.Target} ({relation.GetType().Name}){detail}");
            }
        }

        return text.ToString();
    }

    private static string Of(Computation computation) => computation switch
    {
        Computation.Attribute a => a.Path,
        Computation.Aggregate a => $"{a.Function}({a.Relation}, {(a.Of is null ? "" : Of(a.Of))}{Where(a.Where)})",
        Computation.Add a => $"({Of(a.Left)} + {Of(a.Right)})",
        Computation.Subtract a => $"({Of(a.Left)} - {Of(a.Right)})",
        Computation.Multiply a => $"({Of(a.Left)} * {Of(a.Right)})",
        Computation.Latest a => $"Latest({string.Join(", ", a.Of.Select(Of))})",
        Computation.FirstPresent a => $"FirstPresent({string.Join(", ", a.Of.Select(Of))})",
        Computation.NotAfterAsOf a => $"NotAfterAsOf({Of(a.Of)})",
        Computation.Elapsed a => $"Elapsed({a.Unit}, {Of(a.Since)})",
        Computation.Join a => $"Join('{a.Separator}', {string.Join(", ", a.Of.Select(Of))})",
        Computation.Exists a => $"Exists({a.Relation}{Where(a.Where)})",
        Computation.DaysUntilAnniversary a => $"DaysUntilAnniversary({Of(a.Of)}, {a.LeapDay})",
        Computation.CompletedYears a => $"CompletedYears({Of(a.Of)}, {a.LeapDay})",
        Computation.MeanDaysBetween a => $"MeanDaysBetween({a.Relation}, {Of(a.Of)}{Where(a.Where)})",
        _ => computation.ToString()!,
    };

    private static string Where(CombinationCondition? where) => where is null
        ? ""
        : ", where " + SegmentFile.Write([new Segment { Id = "where", Conditions = where }]);
}
