using System.Data.Common;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// Segments over tables, views and queries of a database. Each evaluation reads, in one consistent view of the data, every
/// table that it needs once, in the order of the customers' keys, whatever the number of segments; the database only sorts
/// and joins, and all conditions are tested in process. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Before the first evaluation the map is checked against the database, one small statement a table; what was found is
/// kept. After a change of the tables make a new source.
/// </remarks>
public sealed partial class SqlSource : ISegmentSource
{
    private readonly SegmentSchema _schema;
    private readonly IReadOnlyDictionary<string, MappedTable> _mapping;
    private LiveTables? _checked;

    /// <summary>A source of the tables that a map names.</summary>
    /// <param name="schema">The schema that segments are bound to.</param>
    /// <param name="database">The database.</param>
    /// <param name="configure">Declares what differs from the defaults (see <see cref="SqlMap"/>); null for nothing.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public SqlSource(SegmentSchema schema, SqlDatabase database, Action<SqlMap>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(database);
        _schema = schema;
        Database = database;
        var map = new SqlMap();
        configure?.Invoke(map);
        _mapping = new MapBuilder(schema).Build(map);
    }

    /// <summary>The database.</summary>
    public SqlDatabase Database { get; }

    /// <summary>
    /// Checks the map against the database as it is now: tables and columns that are not there, columns of a wrong type,
    /// binary floating-point columns without declared places, keys that repeat or are missing. Keys that a unique index
    /// does not vouch for are counted by the database, which takes time in proportion to the rows.
    /// </summary>
    /// <param name="ct">Cancels the check.</param>
    /// <returns>Everything that is wrong; empty when nothing is.</returns>
    public async Task<IReadOnlyList<Problem>> CheckAsync(CancellationToken ct = default)
    {
        LiveTables tables = await LiveTables.ReadAsync(Database, _schema, _mapping, ct).ConfigureAwait(false);
        return await new MapCheck(Database, tables).RunAsync(ct).ConfigureAwait(false);
    }

    /// <summary>As <see cref="CheckAsync(CancellationToken)"/>, and whether the tables have everything that segments need.</summary>
    /// <param name="set">The segments.</param>
    /// <param name="ct">Cancels the check.</param>
    /// <returns>Everything that is wrong; empty when nothing is.</returns>
    public async Task<IReadOnlyList<Problem>> CheckAsync(SegmentSet set, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        LiveTables tables = await LiveTables.ReadAsync(Database, _schema, _mapping, ct).ConfigureAwait(false);
        IReadOnlyList<Problem> problems = await new MapCheck(Database, tables).RunAsync(ct).ConfigureAwait(false);
        var missing = new List<string>();
        foreach (EntityRead read in ReadsOf(set))
            ReadPlan.Create(tables, read, missing);
        return [.. problems, .. missing.Distinct().Select(m => new Problem("", "sql.missing", m))];
    }

    /// <summary>Which indexes the reads of segments want, and whether the tables have them. Nothing is made.</summary>
    /// <param name="set">The segments.</param>
    /// <param name="ct">Cancels the questions.</param>
    /// <exception cref="SegmentSourceException">The map does not fit the database, or the tables lack what the segments need.</exception>
    public async Task<IReadOnlyList<SqlIndexAdvice>> AdviseIndexesAsync(SegmentSet set, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        LiveTables tables = await CheckedAsync(ct).ConfigureAwait(false);
        Dictionary<EntityRead, ReadPlan?> plans = Plan(tables, ReadsOf(set));
        return await new IndexAdvisor(Database, tables).AdviseAsync(plans.Values.OfType<ReadPlan>(), ct).ConfigureAwait(false);
    }

    /// <summary>The statements that evaluating segments would send, each with its reason. None of them is sent.</summary>
    /// <param name="set">The segments.</param>
    /// <param name="asOf">The instant of the evaluation.</param>
    /// <param name="ct">Cancels the questions about the tables.</param>
    /// <exception cref="SegmentSourceException">The map does not fit the database, or the tables lack what the segments need.</exception>
    public async Task<IReadOnlyList<SqlPlannedRead>> PlanAsync(SegmentSet set, DateTimeOffset asOf, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        LiveTables tables = await CheckedAsync(ct).ConfigureAwait(false);
        Dictionary<EntityRead, ReadPlan?> plans = Plan(tables, ReadsOf(set));
        Restrict(tables, plans, new EvaluationAim(set.Plan, asOf));
        return [.. PlannedReads.Of(tables, plans.Values.OfType<ReadPlan>())];
    }

    /// <inheritdoc/>
    public async ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(needs);
        try
        {
            return await OpenOnceAsync(needs, ct).ConfigureAwait(false);
        }
        catch (DbException error) when (error is { IsTransient: true, InnerException: not TimeoutException })
        {
            // Nothing was read yet, and the connection may be one that a pool had kept since before the server was restarted.
            ct.ThrowIfCancellationRequested();
            return await OpenOnceAsync(needs, ct).ConfigureAwait(false);
        }
    }

    private async Task<ISourceSnapshot> OpenOnceAsync(SourceRequest needs, CancellationToken ct)
    {
        LiveTables tables = await CheckedAsync(ct).ConfigureAwait(false);
        Dictionary<EntityRead, ReadPlan?> plans = Plan(tables, needs.Reads);
        if (needs.Aim is { } aim)
            Restrict(tables, plans, aim);
        return new TablesSnapshot(tables, await Database.OpenSnapshotAsync(ct).ConfigureAwait(false), plans);
    }

    private static IEnumerable<EntityRead> ReadsOf(SegmentSet set) => set.Plan.SubjectTables.Concat(set.Plan.SharedTables).Select(t => t.Read);

    private static Dictionary<EntityRead, ReadPlan?> Plan(LiveTables tables, IEnumerable<EntityRead> reads)
    {
        var missing = new List<string>();
        var plans = new Dictionary<EntityRead, ReadPlan?>(ReferenceEqualityComparer.Instance);
        foreach (EntityRead read in reads)
            plans[read] = ReadPlan.Create(tables, read, missing);
        return missing.Count == 0 ? plans : throw new SegmentSourceException(string.Join(Environment.NewLine, missing.Distinct()));
    }

    /// <summary>Leaves out the rows that cannot matter.</summary>
    private static void Restrict(LiveTables tables, Dictionary<EntityRead, ReadPlan?> plans, EvaluationAim aim)
    {
        ILookup<TableId, RowUse> uses = RowUse.Of(aim.Plan);
        foreach (TableNeeds table in aim.Plan.SubjectTables)
        {
            if (plans[table.Read] is { IsPartInColumns: false, Path.Part: null } plan)
                plans[table.Read] = plan.With(RowRestriction.Create(tables, plan.Path, aim.AsOf, uses[table.Id]));
        }
    }

    internal async ValueTask<LiveTables> CheckedAsync(CancellationToken ct)
    {
        // Evaluations that begin at the same time may each check; what they find is the same.
        if (Volatile.Read(ref _checked) is { } known)
            return known;
        LiveTables tables = await LiveTables.ReadAsync(Database, _schema, _mapping, ct).ConfigureAwait(false);
        IReadOnlyList<Problem> problems = await new MapCheck(Database, tables).RunAsync(ct).ConfigureAwait(false);
        if (problems.Count > 0)
            throw new SegmentSourceException($"The map does not fit the database:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
        Volatile.Write(ref _checked, tables);
        return tables;
    }
}
