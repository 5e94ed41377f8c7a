using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation.Files;

/// <summary>A view of a loaded directory, which never changes.</summary>
internal sealed class DirectorySnapshot(DirectoryTables tables) : ITableSnapshot
{
    private readonly TableReader _tables = new(tables);

    public IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(read);
        ReadPlan plan = ReadPlan.Create(tables, read);
        return new PathReader(plan, KeysMatter(plan.Last)).Read(ct).ToAsyncEnumerable();
    }

    public TableRows Read(TableNeeds needs) => _tables.Read(needs);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Numbers of rows that nothing leads to and nothing chooses among are of no use to anybody.
    private bool KeysMatter(Table table) =>
        table.HasOwnKeys
        || table.Entity.Relations.Any(r => r is ManyRelation or PartRelation)
        || tables.Schema.Entities.Any(e => e.Relations.Any(r => r is ReferenceRelation or SelectedRelation && r.Target == table.Entity.Name));
}
