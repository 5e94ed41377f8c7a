using System.Runtime.CompilerServices;
using Segmentation.Subjects;
using Segmentation.Testing;

namespace Segmentation.Tests.Evaluation;

public sealed class RowOrderTests
{
    [Fact]
    public async Task Evaluation_OfRowsInAnyOrderWithinACustomer_FindsTheirParents()
    {
        Dataset data = Dataset.Parse(
            CommerceSchema.Create(),
            """
            { "customers": [ { "id": 1 }, { "id": 2 } ],
              "orders": [ { "id": 1, "customer_id": 1 }, { "id": 2, "customer_id": 1 }, { "id": 3, "customer_id": 2 } ],
              "order_items": [
                { "id": 1, "order_id": 1, "sku": "a", "quantity": 1 }, { "id": 2, "order_id": 1, "sku": "b", "quantity": 2 },
                { "id": 3, "order_id": 2, "sku": "c", "quantity": 3 }, { "id": 4, "order_id": 3, "sku": "a", "quantity": 4 } ] }
            """);
        Segment segment = Segment.Define("s").Where(c => c.Some("orders", o => o.All(
            o.Some("items", i => i.Attribute("sku").Equal("a")), o.Some("items", i => i.Attribute("quantity").Equal(2)))));
        SegmentSet set = SegmentSet.Bind(data.Schema, [segment]);

        EvaluationResult result = await new SegmentEvaluator(new Backwards(new DatasetSource(data)))
            .EvaluateAsync(set, DateTimeOffset.UnixEpoch, ct: TestContext.Current.CancellationToken);

        Assert.Equal([new SubjectKey(1)], result["s"]);
    }

    /// <summary>Gives the items of each customer from the last to the first.</summary>
    private sealed class Backwards(ISegmentSource inner) : ISegmentSource
    {
        public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new Snapshot(await inner.OpenAsync(needs, ct));

        private sealed class Snapshot(ISourceSnapshot inner) : ISourceSnapshot
        {
            public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
            {
                // Only the innermost rows turn round: were their parents turned too, both would fit again.
                var rows = new List<ColumnBatch>();
                await foreach (ColumnBatch batch in inner.ReadAsync(read, ct))
                    rows.AddRange(Enumerable.Range(0, batch.Count).Select(row => batch.Slice(row, 1)));
                foreach (IGrouping<SubjectKey, ColumnBatch> customer in rows.GroupBy(r => r.RootKeys[0]))
                {
                    foreach (ColumnBatch row in read.IsNested ? customer.Reverse() : customer)
                        yield return row;
                }
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
