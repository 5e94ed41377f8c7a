using System.Globalization;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Cli.Shops;
using Segmentation.Files;
using Segmentation.Sql;

namespace Segmentation.Cli.Import;

/// <summary>One run of <c>segments import</c>: reads the directory, loads it, and says what it did.</summary>
internal sealed class ImportRun(ImportSettings settings, ToolConsole console)
{
    private string? _step;

    public async Task RunAsync(CancellationToken ct)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await new EvaluateReport(console, settings.IsQuiet).WatchAsync(async status =>
        {
            await LoadAsync(status, rows, ct).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        if (settings.IsQuiet)
            return;
        IEnumerable<string> loaded = rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value:N0}"));
        await console.Error.WriteLineAsync($"Loaded {string.Join(", ", loaded)}.").ConfigureAwait(false);
    }

    private async Task LoadAsync(Action<string> status, SortedDictionary<string, long> rows, CancellationToken ct)
    {
        Begin($"Reading {settings.Data}");
        DataDirectory data = await DirectoryInput.LoadAsync(settings.Data, settings.Options, status, ct).ConfigureAwait(false);
        OpenDatabase database = settings.Database.Kind.OpenGiven(settings.Database.Connection);
        await using (database.ConfigureAwait(false))
        {
            ImportRecord record = ImportRecord.Of(data, CommerceSchema.Create(settings.Options.Commerce), settings.GivenOptions);
            string table = database.Database.Dialect.Quote(settings.Database.Table(ImportRecord.Table));
            var loader = new SqlLoader(database.Database, new SqlLoaderOptions
            {
                Schema = settings.Database.Schema,
                Replace = settings.Replace,
                BeforeCommit = (connection, transaction, token) => record.WriteAsync(connection, transaction, table, token),
            });
            var progress = new Relay<SqlLoadProgress>(p =>
            {
                rows[p.Table] = p.Rows;
                Begin($"Loading {p.Table}");
                status($"Loading {p.Table}: {p.Rows:N0} rows");
            });
            await OpenDatabase.AskAsync(settings.Database.Kind, () => loader.LoadAsync(data, progress, ct)).ConfigureAwait(false);
        }
    }

    /// <summary>Says once what is being done, where no terminal shows it as it goes.</summary>
    private void Begin(string step)
    {
        if (!settings.IsQuiet && !console.ErrorIsTerminal && step != _step)
            console.Error.WriteLine(step);
        _step = step;
    }
}
