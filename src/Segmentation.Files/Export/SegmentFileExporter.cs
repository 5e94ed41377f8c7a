using Segmentation.Files.Export;

namespace Segmentation.Files;

/// <summary>Exports the members of segments to files after a refresh. Safe for concurrent use.</summary>
public sealed class SegmentFileExporter : ISegmentExporter
{
    private static readonly SubjectColumn[] AllStored = [new("*")];

    private readonly SubjectExporter _exporter;
    private readonly string _directory;
    private readonly IExportFormat _format;
    private readonly string _fileName;
    private readonly string? _keyHeading;
    private readonly SubjectQuery _query;
    private readonly HashSet<string>? _segments;

    /// <summary>Creates an exporter.</summary>
    /// <param name="source">Where values come from.</param>
    /// <param name="schema">What the columns speak of.</param>
    /// <param name="options">What is exported and where to; copied.</param>
    /// <param name="formats">The formats there are; null for the built-in ones.</param>
    /// <param name="bind">The time zone of calendar days; null for the default ones.</param>
    /// <exception cref="ArgumentException">An option breaks a rule; the message names every such property, the rule and the value.</exception>
    /// <exception cref="SegmentDefinitionException">A column is wrong; every problem is listed.</exception>
    public SegmentFileExporter(
        ISegmentSource source, SegmentSchema schema, SegmentExportOptions options, ExportFormats? formats = null, BindOptions? bind = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        formats ??= ExportFormats.BuiltIn;
        string[] problems = [.. options.Problems(formats)];
        if (problems.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        _exporter = new SubjectExporter(source, formats);
        _directory = Path.GetFullPath(options.Directory);
        _format = formats[options.Format];
        _fileName = options.FileName;
        _keyHeading = options.KeyHeading;
        _query = SubjectQuery.Bind(schema, options.Columns.Count == 0 ? AllStored : [.. options.Columns], options: bind);
        if (_query.Columns.Any(c => c.Heading == options.KeyHeading))
            throw new ArgumentException($"{nameof(SegmentExportOptions)}.{nameof(SegmentExportOptions.KeyHeading)} must be no other column's heading; it is '{options.KeyHeading}'.", nameof(options));
        _segments = options.AllSegments ? null : [.. options.Segments];
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<SegmentExport?> ExportAsync(SegmentExportRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_segments is not null && !_segments.Contains(request.Segment.Id))
            return null;
        var export = new SubjectExport
        {
            Query = _query,
            Subjects = new SubjectReadOptions { Keys = request.Members },
            Format = _format.Name,
            KeyHeading = _keyHeading,
            Title = request.Segment.Name,
        };
        Directory.CreateDirectory(_directory);
        string name = FileNamePattern.Name(_fileName, request.Segment.Id, request.AsOf) + _format.FileExtension;
        ExportedFile file = await _exporter.ExportAsync(Path.Combine(_directory, name), export, request.AsOf, ct: ct).ConfigureAwait(false);
        return new SegmentExport(file.Path, file.Rows);
    }
}
