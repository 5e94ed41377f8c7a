using System.Runtime.CompilerServices;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>A dataset's rows as a loader copies them.</summary>
public sealed class DatasetTables(Dataset data) : ITableSource
{
    public SegmentSchema Schema => data.Schema;

    public KeyKind KeyKindOf(SchemaEntity entity) => data.KeyKindOf(entity.Name);

    public async IAsyncEnumerable<TableBatch> ReadTableAsync(SchemaEntity entity, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (DatasetRow[] rows in data.Rows(entity.Name).Chunk(3))
        {
            ct.ThrowIfCancellationRequested();
            yield return new TableBatch
            {
                Count = rows.Length,
                Keys = Keys(entity.Name, rows, r => r.Key),
                Parents = Schema.Entities.Where(e => rows.Any(r => r.Parents.ContainsKey(e.Name)))
                    .ToDictionary(e => e.Name, e => Keys(e.Name, rows, r => r.Parents.GetValueOrDefault(e.Name))),
                Values = Values(entity, rows, r => r),
                Parts = entity.Relations.OfType<PartRelation>()
                    .ToDictionary(p => p.Name, p => Values(Schema.FindEntity(p.Target)!, rows, r => r.Parts.GetValueOrDefault(p.Name))),
            };
        }
    }

    private ValueColumns Values(SchemaEntity entity, DatasetRow[] rows, Func<DatasetRow, DatasetRow?> of) => new(
        entity.Attributes.Where(a => a.Computation is null).ToDictionary(a => a.Name, a => Column(a, rows, r => of(r)?[a.Name])),
        entity.Relations.OfType<ReferenceRelation>().ToDictionary(r => r.Name, r => Keys(r.Target, rows, row => of(row)?.References.GetValueOrDefault(r.Name))));

    private static Column Column(SchemaAttribute attribute, DatasetRow[] rows, Func<DatasetRow, object?> value)
    {
        var column = new ColumnBuilder(attribute.Type, attribute.Scale ?? 0);
        foreach (DatasetRow row in rows)
            Append(column, value(row));
        return column.Take();
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

    private KeyColumn Keys(string entity, DatasetRow[] rows, Func<DatasetRow, string?> key)
    {
        string?[] texts = [.. rows.Select(key)];
        KeyKind kind = data.KeyKindOf(entity);
        if (kind == KeyKind.Text)
            return KeyColumn.Texts(texts, texts.Length);
        SubjectKey[] keys = [.. texts.Select(t => t is null ? default : data.KeyOf(entity, t)!.Value)];
        var present = new ulong[(texts.Length + 63) / 64];
        for (int i = 0; i < texts.Length; i++)
            present[i >> 6] |= (texts[i] is null ? 0UL : 1UL) << i;
        return kind == KeyKind.Integer
            ? KeyColumn.Integers([.. keys.Select(k => k.Integer)], texts.Length, present)
            : KeyColumn.Guids([.. keys.Select(k => k.Guid)], texts.Length, texts, present);
    }
}
