using System.Text;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Input;
using Segmentation.Sql;

namespace Segmentation.Cli.Indexes;

/// <summary>One run of <c>segments indexes</c>: reads the definitions, asks the database, writes.</summary>
internal sealed class IndexesRun(IndexesSettings settings, ToolConsole console)
{
    public async Task RunAsync(CancellationToken ct)
    {
        SegmentSchema schema = CommerceSchema.Create(settings.Options.Commerce);
        SegmentSet set = await BindAsync(schema, ct).ConfigureAwait(false);
        OpenDatabase database = settings.Database.Kind.OpenGiven(settings.Database.Connection);
        await using (database.ConfigureAwait(false))
        {
            IReadOnlyList<SqlIndexAdvice> advice = [];
            await OpenDatabase.AskAsync(async () => advice = await AdviseAsync(schema, set, database.Database, ct).ConfigureAwait(false)).ConfigureAwait(false);
            var text = new StringBuilder();
            foreach (SqlIndexAdvice index in advice.Where(a => settings.All || !a.IsThere))
                text.Append("-- ").Append(index.Reason).Append(index.IsThere ? "; it is there\n-- " : "\n").Append(index.Statement).Append('\n');
            await console.Output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct).ConfigureAwait(false);
            await console.Output.FlushAsync(ct).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<SqlIndexAdvice>> AdviseAsync(SegmentSchema schema, SegmentSet set, SqlDatabase database, CancellationToken ct)
    {
        try
        {
            var source = new SqlSource(schema, database, map =>
            {
                foreach (SchemaEntity entity in settings.Database.Schema is null ? [] : schema.Entities)
                    map.Table(entity.Name, SqlName.Of(settings.Database.Schema!, entity.PluralName));
            });
            return await source.AdviseIndexesAsync(set, ct).ConfigureAwait(false);
        }
        catch (SegmentSourceException refused)
        {
            throw new BadInputException(new InputProblem("--connection", "", refused.Message));
        }
    }

    private async Task<SegmentSet> BindAsync(SegmentSchema schema, CancellationToken ct)
    {
        var problems = new List<InputProblem>();
        SegmentDocument? document = await DefinitionFiles.ReadSegmentsAsync(settings.Segments, problems, ct).ConfigureAwait(false);
        if (document is null)
            throw new BadInputException(problems);
        try
        {
            return SegmentSet.Bind(schema, document, SegmentLists.Empty, new BindOptions { TimeZone = settings.Options.TimeZone });
        }
        catch (SegmentDefinitionException refused)
        {
            DefinitionFiles.Add(settings.Segments, refused.Problems, problems);
            throw new BadInputException(problems);
        }
    }
}
