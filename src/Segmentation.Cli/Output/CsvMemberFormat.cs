using CsvHelper;

namespace Segmentation.Cli.Output;

/// <summary>Rows of <c>segment_id,customer_id</c> under that header, RFC 4180 with line feeds.</summary>
internal sealed class CsvMemberFormat : IMemberFormat
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    public string Name => "csv";

    public void Write(IEnumerable<MemberSet> members, Stream output, CancellationToken ct)
    {
        using CsvWriter csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteHeader(MemberFormats.SegmentId, MemberFormats.CustomerId);
        foreach (MemberSet segment in members)
        {
            ct.ThrowIfCancellationRequested();
            foreach (SubjectKey key in segment)
            {
                csv.WriteField(segment.SegmentId);
                if (key.Kind == KeyKind.Integer)
                    csv.WriteField(key.Integer);
                else
                    csv.WriteField(key.ToString());
                csv.EndRecord();
            }
        }
    }
}
