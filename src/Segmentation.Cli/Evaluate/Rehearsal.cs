using System.Runtime.CompilerServices;

namespace Segmentation.Cli.Evaluate;

/// <summary>
/// Binds and evaluates the definitions over one made-up customer while the files load, and tells nobody of it. Its answers
/// are thrown away: what it leaves behind is compiled code and loaded time zones, which otherwise cost a run about a
/// quarter of its time.
/// </summary>
internal sealed class Rehearsal : ISegmentSource, ISourceSnapshot
{
    /// <summary>Rehearses; whatever is wrong with the definitions is for the real binding to say.</summary>
    public static async Task RunAsync(SegmentSchema schema, SegmentDocument document, DateTimeOffset asOf, CancellationToken ct)
    {
        try
        {
            SegmentSet set = SegmentSet.Bind(schema, document);
            EvaluationResult evaluation = await new SegmentEvaluator(new Rehearsal()).EvaluateAsync(set, asOf, ct: ct).ConfigureAwait(false);
            var report = new EvaluateReport(new ToolConsole(Stream.Null, TextWriter.Null, ErrorIsTerminal: false, TimeProvider.System), isQuiet: false);
            report.Warn("", set);
            report.Write(set, evaluation, [], "");
        }
        catch (Exception refused) when (refused is SegmentDefinitionException or OperationCanceledException)
        {
        }
    }

    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => new(this);

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
    {
        var key = KeyColumn.Integers([0], 1);
        yield return new ColumnBatch
        {
            Count = 1,
            RootKeys = key,
            ParentKeys = read.IsNested ? key : null,
            Keys = key,
            Columns = [.. read.Attributes.Select(Missing)],
            References = [.. read.References.Select(_ => key)],
        };
        await Task.CompletedTask.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Column Missing(SchemaAttribute attribute)
    {
        var builder = new ColumnBuilder(attribute.Type);
        builder.AppendMissing();
        return builder.Take();
    }
}
