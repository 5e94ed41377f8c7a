namespace Segmentation.Sql;

public sealed partial class SqlSource
{
    /// <summary>
    /// A segment as one SELECT of the keys of its members, for a statement of the host's own. Nothing is sent to the database,
    /// but that the first time the map is checked against it. On SQLite and PostgreSQL, whose ways of comparing are known to
    /// be exact.
    /// </summary>
    /// <param name="segment">The segment, of the set that it is bound in, whose lists and references count.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="options">How parameters are named, and how large the segment may be; null for the defaults.</param>
    /// <param name="ct">Cancels the check.</param>
    /// <exception cref="CompositionRefusedException">The database would not give exactly the members; every condition at fault is listed.</exception>
    /// <exception cref="SegmentSourceException">The map does not fit the database.</exception>
    /// <exception cref="NotSupportedException">It is a database of another dialect.</exception>
    public async ValueTask<SqlSegment> ComposeAsync(BoundSegment segment, DateTimeOffset asOf, SqlSegmentOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf.UtcDateTime.Year, SegmentEvaluator.FirstYear, nameof(asOf));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf.UtcDateTime.Year, SegmentEvaluator.LastYear, nameof(asOf));
        options ??= new SqlSegmentOptions();
        options.Validate();
        CompositionDialect dialect = Database.Dialect.Composition ?? throw new NotSupportedException(
            $"Segments become part of statements on SQLite and PostgreSQL, whose ways of comparing are known to be exact, and not in the dialect {Database.Dialect.Name}. Refresh, preview and matching work on every database.");
        LiveTables tables = await CheckedAsync(ct).ConfigureAwait(false);
        var parameters = new StatementParameters(i => $"@{options.ParameterPrefix}{i}");
        string text = SegmentTranslator.Members(segment, asOf, tables, dialect, parameters, options.MaxComposedNodes);
        return new SqlSegment(text, [.. parameters.Values.Select((value, i) => new SqlSegmentParameter($"{options.ParameterPrefix}{i}", value))]);
    }
}
