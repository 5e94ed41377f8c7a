using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Input;
using Segmentation.Sql;

namespace Segmentation.Cli.Shops;

/// <summary>
/// A database that customers were imported into, with what the SDK keeps of their segments: the packages' own services,
/// registered as any host does it.
/// </summary>
internal sealed class OpenShop : IAsyncDisposable
{
    private readonly OpenDatabase _database;
    private readonly ServiceProvider _services;

    private OpenShop(OpenDatabase database, string? file, ServiceProvider services, SqlSource source, TimeProvider time)
    {
        _database = database;
        File = file;
        _services = services;
        Source = source;
        Time = time;
    }

    /// <summary>The file that it is in; null where it is on a server.</summary>
    public string? File { get; }

    public SqlSource Source { get; }

    public TimeProvider Time { get; }

    public SegmentCatalog Catalog => _services.GetRequiredService<SegmentCatalog>();

    public SegmentRefresher Refresher => _services.GetRequiredService<SegmentRefresher>();

    public SegmentMemberships Memberships => _services.GetRequiredService<SegmentMemberships>();

    public RefreshHistory History => _services.GetRequiredService<RefreshHistory>();

    /// <summary>Opens it.</summary>
    /// <param name="settings">Where.</param>
    /// <param name="time">The clock of refreshes.</param>
    /// <param name="ct">Cancels the opening.</param>
    /// <exception cref="BadInputException">Nothing was imported there.</exception>
    /// <exception cref="DbException">The database refuses.</exception>
    public static async Task<OpenShop> OpenAsync(DatabaseSettings settings, TimeProvider time, CancellationToken ct)
    {
        if (settings.Kind.FileOf(settings.Connection) is { } file && !System.IO.File.Exists(file))
            throw NotImported($"there is no file '{file}'");
        OpenDatabase database = settings.Kind.OpenGiven(settings.Connection);
        OpenShop? shop = null;
        try
        {
            ImportRecord record = await ReadRecordAsync(settings, database.Database, ct).ConfigureAwait(false);
            shop = Open(settings, database, record, time);
            await shop._services.GetRequiredService<ISegmentStore>().PrepareAsync(ct).ConfigureAwait(false);
            return shop;
        }
        catch
        {
            IAsyncDisposable opened = shop is null ? database : shop;
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A stored segment that the user named.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="option">Where the user named it.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="BadInputException">There is none.</exception>
    public async Task<CatalogEntry> FindAsync(string id, string option, CancellationToken ct)
    {
        CatalogView view = await Catalog.GetViewAsync(ct).ConfigureAwait(false);
        return Find(view, id, option);
    }

    /// <summary>A segment of a view that the user named.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static CatalogEntry Find(CatalogView view, string id, string option) => view.Find(id)
        ?? throw new BadInputException(new InputProblem(option, "", view.Entries.Count == 0
            ? $"there is no segment '{id}', nor any other; save some with 'segments apply FILE'."
            : $"there is no segment '{id}'; there are {string.Join(", ", view.Entries.Select(e => e.Id))}."));

    /// <summary>A stored segment that the user named, and that can be evaluated.</summary>
    /// <exception cref="BadInputException">There is none, or its definition cannot be used.</exception>
    public async Task<Segment> FindUsableAsync(string id, string option, CancellationToken ct)
    {
        CatalogEntry entry = await FindAsync(id, option, ct).ConfigureAwait(false);
        return entry.IsUsable
            ? entry.Definition!
            : throw new BadInputException([.. entry.Problems.Select(p => new InputProblem(option, p.Path, $"the segment '{id}' cannot be used: {p.Message}"))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    private static OpenShop Open(DatabaseSettings settings, OpenDatabase database, ImportRecord record, TimeProvider time)
    {
        var problems = new List<InputProblem>();
        NamedOptions options = NamedOptions.Parse(record.Options, problems);
        if (problems.Count > 0)
            throw new BadInputException([.. problems.Select(p => p with { Source = $"--connection: {ImportRecord.Table}" })]);
        SegmentSchema schema = record.Extend(CommerceSchema.Create(options.Commerce));
        var source = new SqlSource(schema, database.Database, record.MapOf(schema, settings));
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(time)
            .AddSegmentation(segments =>
            {
                segments.UseSchema(schema).UseSource("import", _ => source).Configure(o => o.TimeZone = options.TimeZone);
                database.UseStore(segments, record.Keys[schema.Subject.Name], settings.Place);
            })
            .BuildServiceProvider();
        return new OpenShop(database, settings.Kind.FileOf(settings.Connection), services, source, time);
    }

    private static async Task<ImportRecord> ReadRecordAsync(DatabaseSettings settings, SqlDatabase database, CancellationToken ct)
    {
        DbConnection connection = await database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                return await ImportRecord.ReadAsync(connection, database.Dialect.Quote(settings.Table(ImportRecord.Table)), ct).ConfigureAwait(false);
            }
            catch (DbException refused) when (settings.Kind.RefusalOf(refused) is DatabaseRefusal.MissingTable or DatabaseRefusal.MissingSchema)
            {
                throw NotImported("no customers were imported here");
            }
        }
    }

    private static BadInputException NotImported(string what) =>
        new(new InputProblem("--connection", "", $"{what}; load some with 'segments import --data DIR' and the same --connection."));
}
