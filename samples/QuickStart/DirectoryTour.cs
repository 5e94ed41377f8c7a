using Segmentation;
using Segmentation.Files;

namespace QuickStart;

/// <summary>The same segments over a directory of CSV files, evaluated in memory. Nothing is kept.</summary>
internal static class DirectoryTour
{
    public static async Task<int> RunAsync(string path, DateTimeOffset asOf)
    {
        try
        {
            // The vocabulary that segments speak, and an attribute of this shop's own.
            SegmentSchema schema = CommerceSchema.Create(extend: ShopSegments.Extend);
            DataDirectory data = await DataDirectory.LoadAsync(path, schema);

            // Definitions are bound to the schema once, and evaluated as often as needed, as of any instant.
            SegmentSet set = SegmentSet.Bind(data.Schema, ShopSegments.All);
            EvaluationResult evaluation = await new SegmentEvaluator(data).EvaluateAsync(set, asOf);

            var report = new Report(data);
            await report.WriteSegmentsAsync(set, evaluation.AsOf, evaluation.SubjectCount, id => evaluation[id].Count);
            Report.WriteCustomer(set.Segments.SelectMany(s => evaluation[s.Id]), evaluation.SegmentsOf);
            return 0;
        }
        catch (DataDirectoryException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 2;
        }
    }
}
