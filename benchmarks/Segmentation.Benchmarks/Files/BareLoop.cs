using System.IO.Compression;
using CsvHelper;

namespace Segmentation.Benchmarks.Files;

/// <summary>The least that anyone reads these files with: every field of every record, and nothing is done with it.</summary>
internal static class BareLoop
{
    public const string Command = "bare";
    public const string AsSpans = "spans";
    public const string AsStrings = "strings";

    /// <summary>Reads all CSV files of a directory.</summary>
    /// <returns>The number of characters or bytes seen, so that no field can be skipped.</returns>
    public static long Run(string directory, bool asStrings)
    {
        long seen = 0;
        foreach (string file in Directory.GetFiles(directory, "*.csv*"))
        {
            using Stream stream = Open(file);
            using CsvReader csv = CsvReader.Create(stream);
            while (csv.Read())
            {
                for (int field = 0; field < csv.FieldCount; field++)
                    seen += asStrings ? csv.GetString(field).Length : csv.GetSpan(field).Length;
            }
        }

        return seen;
    }

    private static Stream Open(string file)
    {
        FileStream stream = File.OpenRead(file);
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
