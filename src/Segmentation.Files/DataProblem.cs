using System.Globalization;

namespace Segmentation.Files;

/// <summary>One thing that is wrong in a data directory.</summary>
/// <param name="File">The file's name without its folder; the directory's path when the whole is wrong.</param>
/// <param name="Line">The line on which the row begins, counted from 1 with the header and with line breaks inside quotes; null for the whole file.</param>
/// <param name="Column">The header of the column; null for the whole row.</param>
/// <param name="ColumnNumber">The column, counted from 1; null for the whole row and for a column that is not there.</param>
/// <param name="Value">The value as it stands in the file; null when no value is at fault.</param>
/// <param name="Message">What is wrong and how to mend it, without the place.</param>
public sealed record DataProblem(string File, long? Line, string? Column, int? ColumnNumber, string? Value, string Message)
{
    /// <summary>The line and the column as a person reads them, such as <c>line 17, column grand_total</c>; empty for the whole file.</summary>
    public string Place => (Line, Column) switch
    {
        (null, null) => "",
        (null, _) => $"column {Column}",
        ({ } line, null) => $"line {line.ToString(CultureInfo.InvariantCulture)}",
        ({ } line, _) => $"line {line.ToString(CultureInfo.InvariantCulture)}, column {Column}",
    };

    /// <summary>The place and the message, such as <c>orders.csv:17, column grand_total: '1,5' is no decimal; …</c>.</summary>
    public override string ToString()
    {
        string line = Line is { } number ? $":{number.ToString(CultureInfo.InvariantCulture)}" : "";
        string column = Column is null ? "" : $", column {Column}";
        return $"{File}{line}{column}: {Message}";
    }
}
