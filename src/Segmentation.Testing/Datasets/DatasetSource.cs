using System.Runtime.CompilerServices;

namespace Segmentation.Testing;

/// <summary>A dataset as a source of columns: what an adapter is, in its plainest form. Safe for concurrent use.</summary>
/// <param name="data">The rows.</param>
/// <param name="batchSize">How many rows a batch has at most; at least 1.</param>
public sealed class DatasetSource(Dataset data, int batchSize = 1024) : ISegmentSource
{
    private readonly Dataset _data = data ?? throw new ArgumentNullException(nameof(data));

    private readonly int _batchSize = batchSize >= 1 ? batchSize : throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch has at least one row.");

    /// <inheritdoc/>
    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new ValueTask<ISourceSnapshot>(new Snapshot(_data, _batchSize));
    }

    private sealed class Snapshot(Dataset data, int batchSize) : ISourceSnapshot
    {
        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            var columns = new ColumnBuilder[read.Attributes.Count];
            for (int i = 0; i < columns.Length; i++)
                columns[i] = new ColumnBuilder(read.Attributes[i].Type, read.Attributes[i].Scale ?? 0);
            foreach (Found[] rows in Rows(read).Chunk(batchSize))
            {
                ct.ThrowIfCancellationRequested();
                yield return Batch(read, rows, columns);
            }

            await Task.CompletedTask.ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private IEnumerable<Found> Rows(EntityRead read)
        {
            IEnumerable<Found> rows = data.Rows(read.Root.Name).OrderBy(data.KeyOf).Select(r => new Found(r, r, r));
            SchemaEntity entity = read.Root;
            foreach (string name in read.IsRoot ? [] : read.Path.Split('.'))
            {
                SchemaRelation relation = entity.FindRelation(name)!;
                rows = relation is PartRelation
                    ? rows.Where(f => f.Row.Parts.ContainsKey(name)).Select(f => new Found(f.Root, f.Row, f.Row.Parts[name]))
                    : rows.SelectMany(f => data.Children(f.Row, relation.Target), (f, child) => new Found(f.Root, f.Row, child));
                entity = data.Schema.FindEntity(relation.Target)!;
            }

            return rows;
        }

        private ColumnBatch Batch(EntityRead read, Found[] rows, ColumnBuilder[] columns)
        {
            foreach (Found found in rows)
            {
                for (int i = 0; i < columns.Length; i++)
                    Append(columns[i], found.Row[read.Attributes[i].Name]);
            }

            return new ColumnBatch
            {
                Count = rows.Length,
                RootKeys = Keys(read.Root.Name, [.. rows.Select(f => f.Root.Key)]),
                ParentKeys = read.IsNested ? Keys(rows[0].Parent.Entity, [.. rows.Select(f => f.Parent.Key)]) : null,
                Keys = rows[0].Row.Key is null ? null : Keys(read.Entity.Name, [.. rows.Select(f => f.Row.Key)]),
                Columns = [.. columns.Select(c => c.Take())],
                References = [.. read.References.Select(r => Keys(r.Target, [.. rows.Select(f => f.Row.References.GetValueOrDefault(r.Name))]))],
            };
        }

        private KeyColumn Keys(string entity, string?[] texts)
        {
            KeyKind kind = data.KeyKindOf(entity);
            if (kind == KeyKind.Text)
                return KeyColumn.Texts(texts, texts.Length);
            var present = new ulong[(texts.Length + 63) / 64];
            SubjectKey[] keys = new SubjectKey[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                if (texts[i] is not { } text)
                    continue;
                present[i >> 6] |= 1UL << i;
                keys[i] = data.KeyOf(entity, text)!.Value;
            }

            return kind == KeyKind.Integer
                ? KeyColumn.Integers([.. keys.Select(k => k.Integer)], texts.Length, present)
                : KeyColumn.Guids([.. keys.Select(k => k.Guid)], texts.Length, texts, present);
        }

        private static void Append(ColumnBuilder column, object? value)
        {
            switch (value)
            {
                case null:
                    column.AppendMissing();
                    break;
                case string text:
                    column.Append(text);
                    break;
                case long integer:
                    column.Append(integer);
                    break;
                case decimal number:
                    column.Append(number);
                    break;
                case bool truth:
                    column.Append(truth);
                    break;
                case DateOnly date:
                    column.Append(date);
                    break;
                case DateTimeOffset instant:
                    column.Append(instant);
                    break;
                default:
                    column.Append((IReadOnlyList<string>)value);
                    break;
            }
        }
    }

    /// <summary>A row, the row it directly belongs to, and the root row above both.</summary>
    private readonly record struct Found(DatasetRow Root, DatasetRow Parent, DatasetRow Row);
}
