using System.Runtime.CompilerServices;
using Segmentation.Evaluation;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>
/// Evaluates all segments of a set over a source in one pass: each table is read once, each different condition is
/// tested once a row. Safe for concurrent use; every evaluation opens a snapshot of its own.
/// </summary>
/// <param name="source">Where customers come from.</param>
public sealed class SegmentEvaluator(ISegmentSource source)
{
    internal const int FirstYear = 1000;
    internal const int LastYear = 9000;

    private readonly ISegmentSource _source = source ?? throw new ArgumentNullException(nameof(source));

    /// <summary>
    /// Finds the members of every segment. A segment that needs an answer of the host and gets none fails, and only that one:
    /// see <see cref="EvaluationResult.Failures"/>. Cost grows with the rows read once and with the
    /// different conditions.
    /// </summary>
    /// <param name="set">The segments.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="progress">Told after every block; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and while rows are read.</param>
    /// <exception cref="SegmentSourceException">The source cannot give what the segments need.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    /// <exception cref="SegmentPluginException">The function of an operator that an integrator added threw.</exception>
    public async Task<EvaluationResult> EvaluateAsync(
        SegmentSet set,
        DateTimeOffset asOf,
        EvaluationOptions? options = null,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf.UtcDateTime.Year, FirstYear, nameof(asOf));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf.UtcDateTime.Year, LastYear, nameof(asOf));
        options ??= new EvaluationOptions();
        options.Validate();

        EvaluationPlan plan = set.Plan;
        if (_source is ColumnSnapshot kept)
            return await kept.EvaluateAsync(new EvaluationRun(set, asOf, options, progress, ct)).ConfigureAwait(false);
        var request = new SourceRequest(set.Schema, [.. plan.SubjectTables.Concat(plan.SharedTables).Select(t => t.Read)]) { Aim = new EvaluationAim(plan, asOf) };
        ISourceSnapshot snapshot = await _source.OpenAsync(request, ct).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = snapshot.ConfigureAwait(false);
        var run = new EvaluationRun(set, asOf, options, progress, ct);
        return snapshot is ITableSnapshot tables
            ? await run.OverTablesAsync(WholeTables.Read(tables, plan, ct)).ConfigureAwait(false)
            : await run.OverStreamAsync(snapshot).ConfigureAwait(false);
    }
}
