using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Cli.Shops;
using Segmentation.Files;

namespace Segmentation.Cli.Export;

/// <summary><c>segments export</c>: writes the members of a segment to a file.</summary>
internal sealed class ExportVerb() : ShopVerb("export", Help)
{
    private const string Help =
        """
        Writes the stored members of a segment to a CSV, Excel or XML file.

        The file appears when it is complete. Texts that a spreadsheet might take for formulas are made harmless. Values are
        those of the data as it is now. The file's extension tells the format unless --format does.
        Ends with 0 when the file was written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Examples:
          segments export --segment vip --output vip.csv
          segments export --segment vip --format xlsx --output vip.xlsx --columns 'email=E-mail,billing_address.*,last_order.grand_total'
        """;

    private static readonly string Names = string.Join(", ", ExportFormats.BuiltIn.Names);

    private readonly Option<string> _segment = new("--segment") { Description = "The segment.", HelpName = "ID", Required = true };
    private readonly Option<string?> _format = new("--format") { Description = $"{Names}. [default: by the extension of the file; csv where it has none]", HelpName = string.Join('|', ExportFormats.BuiltIn.Names) };
    private readonly Option<string> _output = new("--output") { Description = "The file; - is standard output.", HelpName = "FILE|-", Required = true };
    private readonly ColumnsOption _columns = new("*");
    private readonly AsOfOption _asOf = new();

    protected override void Declare(Command command)
    {
        command.Add(_segment);
        command.Add(_format);
        command.Add(_output);
        command.Add(_columns.Option);
        command.Add(_asOf.Option);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string id = parsed.GetRequiredValue(_segment), path = parsed.GetRequiredValue(_output);
        string format = ReadFormat(parsed.GetValue(_format), path, problems);
        IReadOnlyList<SubjectColumn> columns = _columns.Read(parsed, problems);
        DateTimeOffset? asOf = _asOf.Read(parsed, problems);
        return async (shop, ct) =>
        {
            Segment segment = await shop.FindUsableAsync(id, "--segment", ct).ConfigureAwait(false);
            var export = new SubjectExport
            {
                Query = await BindAsync(columns, shop, ct).ConfigureAwait(false),
                Subjects = new SubjectReadOptions { Keys = shop.Memberships.GetMembersAsync(id, after: null, ct).Select(m => m.Key) },
                Format = format,
                KeyHeading = ColumnsOption.KeyHeading,
                Title = segment.Name,
            };
            long rows = await new ExportTarget(path, shop.File, console).WriteAsync(new SubjectExporter(shop.Source), export, asOf ?? shop.Time.GetUtcNow(), ct).ConfigureAwait(false);
            await console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} members of {id} are on {new OutputTarget(path, console.Output).Name}.")).ConfigureAwait(false);
            await TellOfStaleAsync(id, shop, console, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static string ReadFormat(string? given, string path, List<InputProblem> problems)
    {
        string extension = Path.GetExtension(path);
        string? ofFile = ExportFormats.BuiltIn.Names.FirstOrDefault(n => string.Equals(extension, ExportFormats.BuiltIn[n].FileExtension, StringComparison.OrdinalIgnoreCase));
        if (given is not null && ExportFormats.BuiltIn.Find(given) is null)
            problems.Add(new("--format", "", $"'{given}' is unknown; there are {Names}."));
        else if (given is null && ofFile is null && extension.Length > 0)
            problems.Add(new("--output", "", $"'{extension}' names no format; give --format, one of {Names}."));
        return given ?? ofFile ?? "csv";
    }

    private static async Task<SubjectQuery> BindAsync(IReadOnlyList<SubjectColumn> columns, OpenShop shop, CancellationToken ct)
    {
        try
        {
            return SubjectQuery.Bind(await shop.Catalog.GetAsync(ct).ConfigureAwait(false), columns);
        }
        catch (SegmentDefinitionException refused)
        {
            throw new BadInputException([.. ColumnsOption.Problems(refused.Problems)]);
        }
    }

    private static async Task TellOfStaleAsync(string id, OpenShop shop, ToolConsole console, CancellationToken ct)
    {
        SegmentState state = (await shop.FindAsync(id, "--segment", ct).ConfigureAwait(false)).State;
        if (state.AsOf is null)
            await console.Error.WriteLineAsync($"The segment was never refreshed and has no members yet; run 'segments refresh {id}'.").ConfigureAwait(false);
        else if (state.Status != SegmentStatus.Completed)
            await console.Error.WriteLineAsync($"The segment is {state.Status.ToString().ToLowerInvariant()}; these are the members of its last refresh.").ConfigureAwait(false);
    }
}
