using Segmentation.Testing;

namespace Segmentation.Tests.Evaluation;

/// <summary>What an evaluation does, counted: the same for the same data, whatever the clock and however many segments ask the same.</summary>
public sealed class WorkTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SegmentSchema Schema = CommerceSchema.Create();
    private static readonly EvaluationOptions InTurn = new() { BlockSize = 256, MaxDegreeOfParallelism = 1 };

    private static IReadOnlyList<Segment> Segments(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Segment.Define($"s{i}").Where(c => c.All(
            c.Attribute("gender").Equal(i % 2 == 0 ? "female" : "male"),
            c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(100 * (i % 3)),
            c.Max("orders", "created_at").AtMost(When.Ago($"P{10 * (1 + i % 2)}D"))))),
    ];

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Statistics_OfManySegmentsOverTheSameLeaves_AreThoseOfFew(int count)
    {
        SegmentSet set = SegmentSet.Bind(Schema, Segments(count), null, new BindOptions { MaxSegments = count });
        ColumnSnapshot snapshot = await Snapshot(set, 1000);
        EvaluationStatistics statistics = snapshot.Evaluate(set, AsOf, InTurn, TestContext.Current.CancellationToken).Statistics;
        Assert.Equal((4, 8, 8L, 32L), (statistics.Blocks, statistics.DistinctLeaves, statistics.LeavesEvaluated, statistics.LeafEvaluations));
        Assert.Equal([("customer", 1000L), ("customer.orders", 3000L)], statistics.RowsRead.Select(r => (r.Key, r.Value)).Order());
        Assert.Equal(2 * 3000, statistics.RowsAggregated);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Statistics_OfSegmentsThatAskTheSameColumnsWithOtherConstants_GrowInLeavesOnly(int count)
    {
        SegmentSet set = SegmentSet.Bind(Schema, [.. Enumerable.Range(1, count).Select(i => Segment.Define($"s{i}").Where(c => c.Any(
            c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(100 + i),
            c.Max("orders", "created_at").AtLeast(When.Ago($"PT{i}H")))))], null, new BindOptions { MaxSegments = count });
        ColumnSnapshot snapshot = await Snapshot(set, 1000);
        foreach (ISegmentSource source in new ISegmentSource[] { Rows(1000), snapshot })
        {
            EvaluationStatistics statistics = (await new SegmentEvaluator(source).EvaluateAsync(set, AsOf, InTurn, ct: TestContext.Current.CancellationToken)).Statistics;
            // A range of each figure a segment, and the status.
            Assert.Equal(2 * count + 1, statistics.LeavesEvaluated);
            Assert.Equal([("customer", 1000L), ("customer.orders", 3000L)], statistics.RowsRead.Select(r => (r.Key, r.Value)).Order());
            Assert.Equal(2 * 3000, statistics.RowsAggregated);
        }

        Assert.Equal(0, snapshot.Evaluate(set, AsOf.AddHours(1), InTurn, TestContext.Current.CancellationToken).Statistics.RowsAggregated);
    }

    [Fact]
    public async Task Evaluate_Again_LooksAtNoLeafOfOtherRows()
    {
        SegmentSet set = SegmentSet.Bind(Schema, Segments(6));
        ColumnSnapshot snapshot = await Snapshot(set, 1000);
        snapshot.Evaluate(set, AsOf, InTurn, TestContext.Current.CancellationToken);
        // Of eight leaves the status of orders is not asked for any more: sums are kept. Two texts are kept as well.
        Assert.Equal(5, snapshot.Evaluate(set, AsOf.AddDays(1), InTurn, TestContext.Current.CancellationToken).Statistics.LeavesEvaluated);
    }

    [Fact]
    public async Task Evaluate_OfTwiceAsManyCustomers_AllocatesHardlyMoreThanTheirMembers()
    {
        SegmentSet set = SegmentSet.Bind(Schema, Segments(6));
        ColumnSnapshot few = await Snapshot(set, 20_000), many = await Snapshot(set, 40_000);
        // Twice a bit a customer and segment: in the blocks' answers and in the result.
        long bits = 2 * 6 * 20_000 / 8;
        Assert.InRange(Allocated(many, set) - Allocated(few, set), 0, bits + 20_000);
    }

    private static long Allocated(ColumnSnapshot snapshot, SegmentSet set)
    {
        // Blocks are as many for both, so that what a block costs by itself cancels out.
        var options = new EvaluationOptions { BlockSize = snapshot.SubjectCount / 4, MaxDegreeOfParallelism = 1 };
        for (int i = 0; i < 3; i++)
            snapshot.Evaluate(set, AsOf, options, TestContext.Current.CancellationToken);
        long before = GC.GetAllocatedBytesForCurrentThread();
        snapshot.Evaluate(set, AsOf, options, TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Task<ColumnSnapshot> Snapshot(SegmentSet set, int customers) =>
        ColumnSnapshot.LoadAsync(Rows(customers), set, TestContext.Current.CancellationToken);

    // Three orders a customer.
    private static ListSource Rows(int customers) => new(new()
    {
        ["customer"] = read => [Batch(read, [.. Enumerable.Range(1, customers).Select(i => (long)i)])],
        ["customer.orders"] = read => [Batch(read, [.. Enumerable.Range(0, 3 * customers).Select(i => i / 3 + 1L)])],
    });

    private static ColumnBatch Batch(EntityRead read, long[] roots) => new()
    {
        Count = roots.Length,
        RootKeys = KeyColumn.Integers(roots, roots.Length),
        Keys = KeyColumn.Integers([.. Enumerable.Range(1, roots.Length).Select(i => (long)i)], roots.Length),
        Columns = [.. read.Attributes.Select(a => Column(a, roots.Length))],
    };

    private static Column Column(SchemaAttribute attribute, int count)
    {
        var builder = new ColumnBuilder(attribute.Type);
        for (int i = 0; i < count; i++)
        {
            switch (attribute.Name)
            {
                case "gender":
                    builder.Append(i % 2 == 0 ? "female" : "male");
                    break;
                case "status":
                    builder.Append(i % 3 == 0 ? "pending" : "complete");
                    break;
                case "grand_total":
                    builder.Append(i % 200 + 0.25m);
                    break;
                default:
                    builder.Append(AsOf.AddHours(-i % 700));
                    break;
            }
        }

        return builder.Take();
    }
}
