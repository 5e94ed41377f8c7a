using Newtonsoft.Json;

namespace Segmentation.Cli.Output;

/// <summary>
/// An array of objects with <c>segment_id</c> and <c>customer_id</c>, one a line. Keys are always strings, so that the
/// shape does not depend on the data and no reader rounds a large integer.
/// </summary>
internal sealed class JsonMemberFormat : IMemberFormat
{
    public string Name => "json";

    public void Write(IEnumerable<MemberSet> members, Stream output, CancellationToken ct)
    {
        using var writer = new StreamWriter(output, leaveOpen: true);
        // Written by hand around the library's escaping: its writer has one object a line only together with one property a line.
        writer.Write('[');
        string separator = "\n";
        foreach (MemberSet segment in members)
        {
            ct.ThrowIfCancellationRequested();
            string opening = $"{{\"{MemberFormats.SegmentId}\":{JsonConvert.ToString(segment.SegmentId)},\"{MemberFormats.CustomerId}\":";
            foreach (SubjectKey key in segment)
            {
                writer.Write(separator);
                writer.Write(opening);
                writer.Write(JsonConvert.ToString(key.ToString()));
                writer.Write('}');
                separator = ",\n";
            }
        }

        writer.Write("\n]\n");
    }
}
