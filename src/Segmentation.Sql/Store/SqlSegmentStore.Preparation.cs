using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        // Most often the tables are there, and then neither locks nor rights to make any are needed.
        if (await ReadAsync(FindLayoutAsync, ct).ConfigureAwait(false) is not { } found || found < _settings.Layout.Number)
        {
            if (_settings.MakesTables)
            {
                await ReadAsync(InitializeAsync, ct).ConfigureAwait(false);
                await WriteAsync(MigrateAsync, ct).ConfigureAwait(false);
            }
            else
            {
                await WriteAsync(AdoptAsync, ct).ConfigureAwait(false);
            }
        }

        await ReadAsync(CheckAsync, ct).ConfigureAwait(false);
        await WriteAsync(TryAccessAsync, ct).ConfigureAwait(false);
    }

    private async Task<bool> InitializeAsync(StoreWork work)
    {
        await _dialect.InitializeAsync(work).ConfigureAwait(false);
        return true;
    }

    /// <summary>The version of the tables; null when there are none.</summary>
    private async Task<long?> FindLayoutAsync(StoreWork work) => await _dialect.HasTableAsync(work, Numbers).ConfigureAwait(false)
        ? await FindNumberAsync(work, StoreNumber.Layout).ConfigureAwait(false)
        : null;

    /// <summary>Makes what is missing, version by version. Another process may have done so while this one waited for its turn.</summary>
    private async Task MigrateAsync(StoreWork work)
    {
        await _dialect.BeginMigrationAsync(work).ConfigureAwait(false);
        long known = await FindLayoutAsync(work).ConfigureAwait(false) ?? 0;
        if (known >= _settings.Layout.Number)
            return;
        var migration = new StoreMigration(_dialect, _settings.Names, _settings.Layout);
        for (int version = (int)known + 1; version <= _settings.Layout.Number; version++)
        {
            foreach (string statement in migration.StatementsTo(version))
                await work.ExecuteAsync($"migrate to {version}", $"{new StoreFragment(statement)}").ConfigureAwait(false);
        }

        await WriteNumbersAsync(work).ConfigureAwait(false);
    }

    /// <summary>Takes over tables that a host's own migrations made.</summary>
    private async Task AdoptAsync(StoreWork work)
    {
        await TryAccessAsync(work).ConfigureAwait(false);
        await WriteNumbersAsync(work).ConfigureAwait(false);
    }

    private async Task WriteNumbersAsync(StoreWork work)
    {
        var numbers = new RowSet(("name", StoreColumnType.Text), ("value", StoreColumnType.Integer));
        numbers.Add(StoreNumber.Layout, (long)_settings.Layout.Number);
        numbers.Add(StoreNumber.KeyKind, (long)KeyKind);
        foreach (string name in new[] { StoreNumber.Definitions, StoreNumber.Segments, StoreNumber.Sequence })
            numbers.Add(name, 0L);
        await work.ExecuteAsync(
            "write numbers", $"INSERT INTO {Numbers} (name, value) SELECT r.name, r.value FROM {numbers} WHERE true ON CONFLICT DO NOTHING").ConfigureAwait(false);
        await work.ExecuteAsync(
            "write version", $"UPDATE {Numbers} SET value = {_settings.Layout.Number} WHERE name = {StoreNumber.Layout} AND value < {_settings.Layout.Number}").ConfigureAwait(false);
    }

    private async Task<bool> CheckAsync(StoreWork work)
    {
        long layout = await NumberAsync(work, StoreNumber.Layout).ConfigureAwait(false);
        if (layout > _settings.Layout.Number)
        {
            throw new SegmentStoreException(
                $"The store of segments ({_dialect.Name}, {_settings.Names}) has version {layout} of its tables, and this version of the software knows {_settings.Layout.Number} at most: "
                + "a newer version has used the store. Update this application, or give it another schema or prefix.");
        }

        var kind = (KeyKind)await NumberAsync(work, StoreNumber.KeyKind).ConfigureAwait(false);
        if (kind != KeyKind)
        {
            throw new SegmentStoreException(
                $"The store of segments ({_dialect.Name}, {_settings.Names}) was made for keys of kind {kind}, and the customers' keys are of kind {KeyKind}: "
                + "give the store another schema or prefix.");
        }

        return true;
    }

    /// <summary>Does everything that the store does to every column of every table, to no row.</summary>
    private async Task TryAccessAsync(StoreWork work)
    {
        foreach (StoreTable table in _settings.Layout.Tables)
        {
            var columns = new StoreFragment(string.Join(", ", table.Columns.Select(c => c.Name)));
            var column = new StoreFragment(table.Columns[^1].Name);
            string step = $"try table {_settings.Names.Of(table)}";
            await work.ExecuteAsync(step, $"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE 1 = 0").ConfigureAwait(false);
            await work.ExecuteAsync(step, $"UPDATE {table} SET {column} = {column} WHERE 1 = 0").ConfigureAwait(false);
            await work.ExecuteAsync(step, $"DELETE FROM {table} WHERE 1 = 0").ConfigureAwait(false);
        }
    }

    private static Task<long?> FindNumberAsync(StoreWork work, string name) =>
        work.FindNumberAsync($"read {name}", $"SELECT value FROM {Numbers} WHERE name = {name}");
}
