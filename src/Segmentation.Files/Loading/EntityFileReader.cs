using System.Runtime.CompilerServices;
using CsvHelper;

namespace Segmentation.Files;

/// <summary>Reads one file from beginning to end into a table.</summary>
internal sealed class EntityFileReader(SegmentSchema schema, EntityFile file, DataDirectoryOptions options)
{
    // A quote that is never closed makes the rest of the file one record; this keeps that from filling the memory.
    private const int LongestRecord = 16 << 20;
    private const int RowsBetweenReports = 1 << 14;

    private readonly ProblemList _problems = new(file.Name, options.MaxProblems);
    private readonly LineMap _lines = new();
    private CsvMalformedRecord? _malformed;
    private long _line;

    /// <summary>Reads the file.</summary>
    /// <param name="report">Takes the rows and the bytes read so far.</param>
    /// <param name="ct">Cancels the reading.</param>
    public LoadedFile Read(Action<long, long> report, CancellationToken ct)
    {
        var columns = new FileColumns(schema, file, _problems);
        try
        {
            using Stream text = file.Open(options.MaxConcurrency > 1, out FileStream raw);
            using CsvReader csv = CsvReader.Create(text, Options(), leaveOpen: true);
            if (ReadHeader(csv, columns))
                ReadRows(csv, columns, rows => report(rows, raw.Position), ct);
            report(columns.Table.Count, raw.Position);
        }
        catch (CsvFormatException tooLong)
        {
            Fail(columns, $"the record is longer than {LongestRecord >> 20} MiB; most likely a quote is not closed", Math.Max(tooLong.LineNumber, _line + 1));
        }
        catch (InvalidDataException damaged)
        {
            Fail(columns, $"the gzip data is damaged after line {_line} ({damaged.Message}); compress the file again");
        }
        catch (FormatException encoding)
        {
            Fail(columns, encoding.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Fail(columns, $"the file cannot be read: {unreadable.Message}");
        }

        columns.Infer();
        BuildKeys(columns);
        return new LoadedFile(file, columns.Table, columns.Custom, _lines, _problems);
    }

    private CsvReaderOptions Options() => new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRecord,
        OnMalformedRecord = record => _malformed ??= record,
    };

    private bool ReadHeader(CsvReader csv, FileColumns columns)
    {
        if (!csv.Read())
        {
            Fail(columns, "the file is empty; its first line must name the columns");
            return false;
        }

        _line = csv.LineNumber;
        var headers = new List<string>();
        for (int i = 0; i < csv.FieldCount && _malformed is null; i++)
        {
            if (Utf8Text.Refusal(csv.GetSpan(i)) is { } refusal)
            {
                Fail(columns, $"the header '{Utf8Text.Show(csv.GetSpan(i))}' {refusal}", _line);
                return false;
            }

            headers.Add(Utf8Text.Decode(csv.GetSpan(i)));
        }

        if (_malformed is { } malformed)
        {
            Fail(columns, Malformed(malformed), _line);
            return false;
        }

        return columns.Table.IsReliable = columns.Read(headers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRows(CsvReader csv, FileColumns columns, Action<long> report, CancellationToken ct)
    {
        Table table = columns.Table;
        FieldSink[] sinks = columns.Sinks;
        while (csv.Read())
        {
            _line = csv.LineNumber;
            if (_malformed is not null || csv.FieldCount != sinks.Length)
            {
                Fail(columns, _malformed is { } malformed ? Malformed(malformed) : WrongCount(csv, sinks.Length), _line);
                _malformed = null;
                continue;
            }

            ReadRow(csv, sinks, columns.Names);
            _lines.Add(_line);
            table.Count++;
            if (table.Count % RowsBetweenReports == 0)
            {
                ct.ThrowIfCancellationRequested();
                report(table.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRow(CsvReader csv, FieldSink[] sinks, IReadOnlyList<string> names)
    {
        for (int i = 0; i < sinks.Length; i++)
        {
            ReadOnlySpan<byte> field = csv.GetSpan(i);
            if (sinks[i].Append(field) is { } reason)
                _problems.AddValue(_line, names[i], i + 1, Utf8Text.Show(field), reason);
        }
    }

    private void BuildKeys(FileColumns columns)
    {
        Table table = columns.Table;
        table.Keys = new RowNumberKeys(table.Count);
        if (columns.Key is not { } values)
            return;
        table.HasOwnKeys = true;
        int number = columns.Names.ToList().IndexOf("id") + 1;
        TableKeys? keys = TableKeysBuilder.Build(
            values,
            row => _problems.AddField(_lines.LineOf(row), "id", number, "the key is missing; every row needs one of its own"),
            (row, first) => _problems.AddValue(_lines.LineOf(row), "id", number, values.TextAt(row),
                $"is the key of line {_lines.LineOf(first)} too; a key may stand only once"));
        if (keys is null)
            table.IsReliable = false;
        else
            table.Keys = keys;
    }

    private void Fail(FileColumns columns, string message, long? line = null)
    {
        columns.Table.IsReliable = false;
        if (line is { } number)
            _problems.AddRow(number, message);
        else
            _problems.Add(message);
    }

    private static string WrongCount(CsvReader csv, int columns) => csv.RawRecord.IsEmpty
        ? "the line is empty; remove it"
        : $"the row has {csv.FieldCount} field{(csv.FieldCount == 1 ? "" : "s")} where the header has {columns}; a field with a comma needs quotes";

    private static string Malformed(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands inside a field without quotes; write the field in quotes and the quote twice",
        CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a field; write a quote inside a quoted field twice",
        CsvMalformedReason.UnterminatedQuote => "a quoted field is not closed before the end of the file; close it",
        _ => $"the record is malformed ({record.Reason})",
    };
}
