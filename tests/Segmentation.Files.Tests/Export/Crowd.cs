using System.Globalization;
using System.Runtime.CompilerServices;

namespace Segmentation.Files.Tests.Export;

/// <summary>A source of very many customers who are made up as they are read, and of whom nothing is kept.</summary>
internal sealed class Crowd(int count) : ISegmentSource, ISourceSnapshot
{
    private const int BatchSize = 1000;

    public static SegmentSchema Schema { get; } = SegmentSchema.Create(
        "crowd", s => s.Subject("customer", "customers", c => c.Text("email").Decimal("spent").Instant("seen_at")));

    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new(this);

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        ColumnBuilder[] columns = [.. read.Attributes.Select(a => new ColumnBuilder(a.Type))];
        for (int from = 0; from < count; from += BatchSize)
        {
            ct.ThrowIfCancellationRequested();
            int rows = Math.Min(BatchSize, count - from);
            for (int number = from; number < from + rows; number++)
            {
                for (int i = 0; i < columns.Length; i++)
                    Append(columns[i], number);
            }

            yield return new ColumnBatch
            {
                Count = rows,
                RootKeys = KeyColumn.Integers([.. Enumerable.Range(from, rows).Select(i => (long)i)], rows),
                Columns = [.. columns.Select(c => c.Take())],
            };
        }

        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Append(ColumnBuilder column, int number)
    {
        switch (column.Type)
        {
            case AttributeType.Text:
                column.Append(string.Create(CultureInfo.InvariantCulture, $"customer-{number}@example.com"));
                break;
            case AttributeType.Decimal:
                column.Append(number / 100m);
                break;
            default:
                column.Append(DateTimeOffset.UnixEpoch.AddMinutes(number));
                break;
        }
    }
}
