namespace Segmentation.Files;

/// <summary>The formats that exports can be written in, chosen by name. Immutable and safe for concurrent use.</summary>
public sealed class ExportFormats
{
    private readonly IExportFormat[] _formats;

    private ExportFormats(IExportFormat[] formats) => _formats = formats;

    /// <summary>CSV (<c>csv</c>), Excel (<c>xlsx</c>) and XML (<c>xml</c>), each with its defaults.</summary>
    public static ExportFormats BuiltIn { get; } = new([new CsvExportFormat(), new ExcelExportFormat(), new XmlExportFormat()]);

    /// <summary>The names, in the order they were added.</summary>
    public IEnumerable<string> Names => _formats.Select(f => f.Name);

    /// <summary>The format of a name, ignoring case.</summary>
    /// <exception cref="ArgumentException">There is no such format; the message lists those there are.</exception>
    public IExportFormat this[string name] => Find(name)
        ?? throw new ArgumentException($"There is no export format '{name}'; there are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The format of a name, ignoring case; null when there is none.</summary>
    public IExportFormat? Find(string name) => Array.Find(_formats, f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>These formats and another one, which takes the place of one of the same name.</summary>
    /// <exception cref="ArgumentException">The format's name or extension is empty, or the extension has no point in front.</exception>
    public ExportFormats With(IExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (string.IsNullOrEmpty(format.Name))
            throw new ArgumentException("An export format needs a name.", nameof(format));
        if (format.FileExtension is not ['.', _, ..])
            throw new ArgumentException($"The file extension of the export format '{format.Name}' must begin with a point, such as '.csv'; it is '{format.FileExtension}'.", nameof(format));
        return new ExportFormats([.. _formats.Where(f => !string.Equals(f.Name, format.Name, StringComparison.OrdinalIgnoreCase)), format]);
    }
}
