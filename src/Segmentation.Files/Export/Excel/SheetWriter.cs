using System.Numerics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Segmentation.Files.Export.Excel;

/// <summary>Writes one sheet row by row.</summary>
internal sealed class SheetWriter : IDisposable
{
    // The writer takes only the names from these, so that one of each is enough.
    private static readonly Row RowElement = new();
    private static readonly Cell CellElement = new();
    private static readonly CellValue ValueElement = new();
    private static readonly InlineString TextElement = new();
    private static readonly Text RunElement = new();
    private static readonly OpenXmlAttribute[] Spaces = [new OpenXmlAttribute("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];

    private readonly Stream _stream;
    private readonly OpenXmlWriter _writer;
    private readonly string[] _columns;
    private readonly List<OpenXmlAttribute> _attributes = [];
    private string _row = "";
    private bool _isClosed;

    public SheetWriter(Stream stream, IReadOnlyList<string> headings)
    {
        _stream = stream;
        _writer = OpenXmlWriter.Create(stream);
        _columns = [.. headings.Select((_, i) => CellNumbers.Column(i))];
        _writer.WriteStartDocument(standalone: true);
        _writer.WriteStartElement(new Worksheet());
        // The headings stay in sight.
        _writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        _writer.WriteStartElement(new SheetData());
        BeginRow();
        for (int i = 0; i < headings.Count; i++)
            WriteText(i, headings[i], CellStyles.Heading);
        EndRow();
    }

    /// <summary>The rows written, the headings included.</summary>
    public int Rows { get; private set; }

    public void Write(IReadOnlyList<object?> row)
    {
        BeginRow();
        for (int i = 0; i < row.Count; i++)
            Write(i, row[i]);
        EndRow();
    }

    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _writer.WriteEndElement();
        _writer.WriteEndElement();
        _writer.Dispose();
        _stream.Dispose();
    }

    private void Write(int column, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case bool truth:
                WriteValue(column, truth ? "1" : "0", null, "b");
                return;
            case DateOnly day:
                WriteTime(column, value, day.ToDateTime(TimeOnly.MinValue), CellStyles.Date);
                return;
            case DateTimeOffset instant:
                bool isWhole = instant.UtcTicks % TimeSpan.TicksPerSecond == 0;
                WriteTime(column, value, instant.UtcDateTime, isWhole ? CellStyles.Instant : CellStyles.InstantWithFraction);
                return;
            case int or long or BigInteger:
                WriteNumber(column, value, CellStyles.WholeNumber);
                return;
            case decimal:
                WriteNumber(column, value, null);
                return;
            default:
                string text = ExportTexts.Of(value);
                WriteText(column, text, FormulaGuard.IsRisky(text) ? CellStyles.RiskyText : CellStyles.Text);
                return;
        }
    }

    private void WriteTime(int column, object value, DateTime time, string style)
    {
        if (CellNumbers.Serial(time) is { } serial)
            WriteValue(column, serial, style, null);
        else
            WriteText(column, ExportTexts.Of(value), CellStyles.Text);
    }

    private void WriteNumber(int column, object value, string? style)
    {
        string number = ExportTexts.Of(value);
        if (CellNumbers.Keeps(number))
            WriteValue(column, number, style, null);
        else
            WriteText(column, number, CellStyles.Text);
    }

    private void WriteValue(int column, string value, string? style, string? type)
    {
        BeginCell(column, style, type);
        _writer.WriteStartElement(ValueElement, []);
        _writer.WriteString(value);
        _writer.WriteEndElement();
        _writer.WriteEndElement();
    }

    private void WriteText(int column, string text, string style)
    {
        BeginCell(column, style, "inlineStr");
        _writer.WriteStartElement(TextElement, []);
        _writer.WriteStartElement(RunElement, Spaces);
        _writer.WriteString(CellTexts.Of(text));
        _writer.WriteEndElement();
        _writer.WriteEndElement();
        _writer.WriteEndElement();
    }

    private void BeginCell(int column, string? style, string? type)
    {
        _attributes.Clear();
        _attributes.Add(new OpenXmlAttribute("r", "", _columns[column] + _row));
        if (style is not null)
            _attributes.Add(new OpenXmlAttribute("s", "", style));
        if (type is not null)
            _attributes.Add(new OpenXmlAttribute("t", "", type));
        _writer.WriteStartElement(CellElement, _attributes);
    }

    private void BeginRow()
    {
        Rows++;
        _row = CellNumbers.Row(Rows);
        _attributes.Clear();
        _attributes.Add(new OpenXmlAttribute("r", "", _row));
        _writer.WriteStartElement(RowElement, _attributes);
    }

    private void EndRow() => _writer.WriteEndElement();
}
