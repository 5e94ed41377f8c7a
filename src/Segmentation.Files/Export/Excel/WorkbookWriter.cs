using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Segmentation.Files.Export.Excel;

/// <summary>
/// Writes the package of a workbook part after part, straight to the stream: a package that can only be written to keeps
/// none of its parts in memory. One sheet is open at a time.
/// </summary>
internal sealed class WorkbookWriter : IDisposable
{
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly Uri WorkbookUri = new("/xl/workbook.xml", UriKind.Relative);
    private static readonly Uri StylesUri = new("/xl/styles.xml", UriKind.Relative);

    private readonly Package _package;
    private readonly SheetNames _names;
    private readonly List<(string Name, Uri Uri)> _sheets = [];

    public WorkbookWriter(Stream output, string name)
    {
        _names = new SheetNames(name);
        _package = Package.Open(output, FileMode.Create, FileAccess.Write);
    }

    /// <summary>Begins a sheet with headings; the one before must be disposed.</summary>
    public SheetWriter AddSheet(IReadOnlyList<string> headings)
    {
        var uri = new Uri(FormattableString.Invariant($"/xl/worksheets/sheet{_sheets.Count + 1}.xml"), UriKind.Relative);
        PackagePart part = CreatePart(uri, "worksheet+xml");
        _sheets.Add((_names.Next(), uri));
        return new SheetWriter(part.GetStream(FileMode.Create, FileAccess.Write), headings);
    }

    /// <summary>Writes what knows all sheets, once they are disposed.</summary>
    public void Complete()
    {
        // A part that is not written before the next one is created would stay empty.
        Write(CreatePart(StylesUri, "styles+xml"), CellStyles.Stylesheet());
        PackagePart workbook = CreatePart(WorkbookUri, "sheet.main+xml");
        var sheets = new Sheets();
        foreach ((string name, Uri uri) in _sheets)
        {
            string relation = workbook.CreateRelationship(uri, TargetMode.Internal, $"{Relation}worksheet").Id;
            sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.ChildElements.Count + 1, Id = relation });
        }

        Write(workbook, new Workbook(new BookViews(new WorkbookView()), sheets));
        workbook.CreateRelationship(StylesUri, TargetMode.Internal, $"{Relation}styles");
        _package.CreateRelationship(WorkbookUri, TargetMode.Internal, $"{Relation}officeDocument");
    }

    public void Dispose() => ((IDisposable)_package).Dispose();

    private PackagePart CreatePart(Uri uri, string type) => _package.CreatePart(uri, Spreadsheet + type, CompressionOption.Fast);

    private static void Write(PackagePart part, OpenXmlElement root)
    {
        using Stream stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using OpenXmlWriter writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    }
}
