using System.Globalization;

namespace Segmentation.Benchmarks.Tables;

/// <summary>Compares evaluations over PostgreSQL with what one would write by hand; the contenders take turns.</summary>
internal static class TablesComparison
{
    public static async Task RunAsync(string connection, int rounds)
    {
        string[] contenders = ["nothing", "rows", "baseline"];
        var costs = contenders.ToDictionary(c => c, _ => new List<ChildProcess.Cost>());
        // The first round warms the server's cache and does not count.
        for (int round = 0; round <= rounds; round++)
        {
            foreach (string contender in contenders)
            {
                ChildProcess.Cost cost = await ChildProcess.RunAsync(TableWork.Command, connection, contender);
                if (round > 0)
                    costs[contender].Add(cost);
            }
        }

        foreach (string contender in contenders)
        {
            ChildProcess.Cost median = costs[contender].OrderBy(c => c.Seconds).ElementAt(rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{contender,-10} {median.Seconds,8:F2} s, processor {median.Processor,8:F2} s, peak {costs[contender].Max(c => c.PeakMegabytes),8:F0} MB  {median.Answer}"));
        }
    }
}
