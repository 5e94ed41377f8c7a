using System.Runtime.CompilerServices;
using Segmentation.Files.Export;

namespace Segmentation.Files;

/// <summary>
/// Exports subjects to files: the members of a segment, or any others, with the columns one chooses. A million rows take no
/// more memory than a block of them. Safe for concurrent use.
/// </summary>
/// <param name="source">Where subjects come from.</param>
/// <param name="formats">The formats there are; null for the built-in ones.</param>
public sealed class SubjectExporter(ISegmentSource source, ExportFormats? formats = null)
{
    private const int RowsBetweenReports = 1000;

    private readonly SubjectReader _reader = new(source);

    /// <summary>The formats there are.</summary>
    public ExportFormats Formats { get; } = formats ?? ExportFormats.BuiltIn;

    /// <summary>
    /// Exports to a file. It appears when it is complete, in place of one of the same name; when the export fails or is
    /// cancelled, what was there stays.
    /// </summary>
    /// <param name="path">The file, in a directory that there is.</param>
    /// <param name="export">What and how.</param>
    /// <param name="asOf">The instant of the values, between the years 1000 and 9000.</param>
    /// <param name="progress">Told now and then and at the end; null for nobody.</param>
    /// <param name="ct">Cancels the export.</param>
    /// <exception cref="ArgumentException">There is no such format, two columns have one heading, or there is no column.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="SegmentSourceException">The source cannot give what the query needs.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the data breaks a rule.</exception>
    public async Task<ExportedFile> ExportAsync(
        string path, SubjectExport export, DateTimeOffset asOf, IProgress<ExportProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(export);
        string full = Path.GetFullPath(path);
        long rows = 0;
        await ExportFile.WriteAsync(full, async stream => rows = await ExportAsync(stream, export, asOf, progress, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        return new ExportedFile(full, rows);
    }

    /// <summary>Exports to a stream, which is left open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="export">What and how.</param>
    /// <param name="asOf">The instant of the values, between the years 1000 and 9000.</param>
    /// <param name="progress">Told now and then and at the end; null for nobody.</param>
    /// <param name="ct">Cancels the export.</param>
    /// <returns>How many rows there are.</returns>
    /// <inheritdoc cref="ExportAsync(string, SubjectExport, DateTimeOffset, IProgress{ExportProgress}?, CancellationToken)" path="/exception"/>
    public async Task<long> ExportAsync(
        Stream output, SubjectExport export, DateTimeOffset asOf, IProgress<ExportProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(export);
        IExportFormat format = Formats[export.Format];
        SchemaEntity subject = export.Query.Schema.Subject;
        string[] headings = [.. export.KeyHeading is null ? [] : new[] { export.KeyHeading }, .. export.Query.Columns.Select(c => c.Heading)];
        var counter = new RowCounter(progress);
        IAsyncEnumerable<IReadOnlyList<object?>> rows = Rows(_reader.ReadAsync(export.Query, asOf, export.Subjects, ct), export.KeyHeading is not null, counter, ct);
        var table = new ExportTable(subject.PluralName, subject.Name, headings, rows) { Title = export.Title ?? subject.PluralName };
        await format.WriteAsync(table, output, ct).ConfigureAwait(false);
        progress?.Report(new ExportProgress(counter.Rows));
        return counter.Rows;
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        IAsyncEnumerable<SubjectRow> subjects, bool hasKey, RowCounter counter, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (SubjectRow subject in subjects.WithCancellation(ct).ConfigureAwait(false))
        {
            counter.Add();
            yield return hasKey ? [KeyOf(subject.Key), .. subject.Values] : subject.Values;
        }
    }

    private static object KeyOf(SubjectKey key) => key.Kind == KeyKind.Integer ? key.Integer : key.ToString();

    private sealed class RowCounter(IProgress<ExportProgress>? progress)
    {
        public long Rows { get; private set; }

        public void Add()
        {
            if (++Rows % RowsBetweenReports == 0)
                progress?.Report(new ExportProgress(Rows));
        }
    }
}
