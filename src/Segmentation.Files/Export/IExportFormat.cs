namespace Segmentation.Files;

/// <summary>A file format that tables are exported to. Implementations are immutable and safe for concurrent use.</summary>
public interface IExportFormat
{
    /// <summary>The name that it is chosen by, such as <c>csv</c>.</summary>
    string Name { get; }

    /// <summary>How files of the format end, such as <c>.csv</c>.</summary>
    string FileExtension { get; }

    /// <summary>
    /// Writes a table, row by row, in memory that does not grow with the rows. Values of data must come out as nothing but
    /// data, whatever program opens the file.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where to; is left open.</param>
    /// <param name="ct">Cancels between rows.</param>
    Task WriteAsync(ExportTable table, Stream output, CancellationToken ct);
}
