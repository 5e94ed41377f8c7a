using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Segmentation.Cli.Output;

/// <summary>Rows of <c>segment_id,customer_id</c> under that header, RFC 4180 with line feeds.</summary>
internal sealed class CsvMemberFormat : IMemberFormat
{
    public string Name => "csv";

    public void Write(IEnumerable<MemberSet> members, TextWriter writer, CancellationToken ct)
    {
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        csv.WriteField(MemberFormats.SegmentId);
        csv.WriteField(MemberFormats.CustomerId);
        csv.NextRecord();
        foreach (MemberSet segment in members)
        {
            ct.ThrowIfCancellationRequested();
            foreach (SubjectKey key in segment)
            {
                csv.WriteField(segment.SegmentId);
                csv.WriteField(key.ToString());
                csv.NextRecord();
            }
        }
    }
}
