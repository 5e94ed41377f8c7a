using System.Text;
using Segmentation.Sql;

namespace Segmentation.Tests.Shared.Composition;

/// <summary>The statements of the shapes of <see cref="StatementShapes"/>, and what they find among a few rows.</summary>
internal static class ComposedShapes
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Keys and codes that are in no other table, values that are missing, and case that does not count.
    private const string ForeignRows = """
        INSERT INTO f_people VALUES ('b', 'X@y', NULL, NULL, 1), ('c', 'y', NULL, NULL, NULL), ('d', 'x', NULL, 'gone', 1), ('e', 'x', NULL, NULL, 9), ('É', NULL, NULL, NULL, 2);
        INSERT INTO f_sales VALUES (1, 'b', 10050, 1, 'UA', 'PL', 0), (2, 'b', 1, 2, NULL, NULL, 0), (3, 'c', NULL, NULL, 'ua', NULL, 0), (4, 'c', 10000000, 1, 'UA', NULL, 1),
            (5, 'É', 10000, 1, 'PL', 'UA', 0), (6, 'nobody', 10000, 1, 'PL', 'UA', 0), (7, 'É', 1, 1, NULL, NULL, 0);
        INSERT INTO f_lines VALUES (1, 1, 'p', 2), (2, 2, 'q', 1), (3, 3, 'none', NULL), (4, 4, 'p', 5), (5, 5, 'Q', 3);
        INSERT INTO f_articles VALUES ('p', 'X'), ('q', 'y'), ('Q', NULL);
        INSERT INTO f_labels VALUES ('b', 'VIP'), ('b', NULL), ('c', 'new'), ('nobody', 'vip');
        INSERT INTO f_values VALUES ('b', 'FIRST', 'Y'), ('b', 'last_name', 'z'), ('c', 'first', 'y'), ('É', 'FIRST', 'y');
        INSERT INTO f_baskets VALUES (1), (2); INSERT INTO f_holders VALUES (1, 'b'), (1, 'c'), (2, 'É'); INSERT INTO f_sale_rules VALUES (1, 'X'), (2, 'other'), (2, NULL);
        INSERT INTO f_seats VALUES ('b', 'UA', 'home'), ('c', 'PL', 'billing'), ('c', 'ua', 'work'), ('É', NULL, 'home')
        """;

    /// <summary>The statements that make the foreign tables, and fill them.</summary>
    public static string ForeignTables => $"{StatementShapes.ForeignTables};{ForeignRows}";

    /// <summary>The statement of every shape, or why there is none.</summary>
    /// <param name="defaults">A database with the tables that are made from the schema.</param>
    /// <param name="foreign">Another one with <see cref="ForeignTables"/>.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string> DescribeAsync(SqlDatabase defaults, SqlDatabase foreign, SegmentSchema schema, CancellationToken ct)
    {
        var text = new StringBuilder();
        SqlSource ownTables = new(schema, defaults), foreignTables = new(schema, foreign, StatementShapes.ForeignMap);
        foreach ((string name, bool isForeign, Func<ConditionBuilder, Condition> where) in StatementShapes.All)
        {
            text.Append("-- ").Append(name).Append(isForeign ? ", foreign tables" : "").Append('\n');
            try
            {
                SqlSegment composed = await (isForeign ? foreignTables : ownTables).ComposeAsync(Bound(schema, where)["s"], AsOf, ct: ct);
                text.Append(composed.Text).Append('\n');
                if (composed.Parameters.Count > 0)
                    text.Append("-- with ").AppendJoin(", ", composed.Parameters.Select(p => p.Value is Array list ? $"[{string.Join(", ", list.Cast<object>())}]" : p.Value)).Append('\n');
            }
            catch (CompositionRefusedException refused)
            {
                text.Append("-- refused: ").AppendJoin("\n-- refused: ", refused.Problems).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Asserts that the statements over the foreign tables find whom an evaluation finds, and that none is refused.</summary>
    public static async Task AssertAgreeAsync(SqlDatabase foreign, SegmentSchema schema, CancellationToken ct)
    {
        var source = new SqlSource(schema, foreign, StatementShapes.ForeignMap);
        int found = 0;
        foreach ((_, _, Func<ConditionBuilder, Condition> where) in StatementShapes.All.Where(s => s.IsForeign))
        {
            foreach (SegmentSet set in new[] { Bound(schema, where), Bound(schema, c => c.AllFalse(where(c))) })
            {
                EvaluationResult read = await new SegmentEvaluator(source).EvaluateAsync(set, AsOf, ct: ct);
                Assert.Empty(await ComposedMembers.AssertAgreeAsync(source, foreign, set["s"], AsOf, read["s"], ct));
                found += read["s"].Count;
            }
        }

        // The four who are not deleted, once on either side of each shape.
        Assert.Equal(4 * StatementShapes.All.Count(s => s.IsForeign), found);
    }

    private static SegmentSet Bound(SegmentSchema schema, Func<ConditionBuilder, Condition> where) => SegmentSet.Bind(schema, [Segment.Define("s").Where(where)]);
}
