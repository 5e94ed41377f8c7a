using System.Globalization;

namespace Segmentation.Benchmarks.Tables;

/// <summary>Compares evaluations over PostgreSQL with what one would write by hand; the contenders take turns.</summary>
internal static class TablesComparison
{
    // What the kernel counts processor time in.
    private const double TicksPerSecond = 100;

    /// <param name="connection">The database.</param>
    /// <param name="server">The server's first process, whose children have done the work when they have ended.</param>
    /// <param name="contenders">What to measure.</param>
    /// <param name="rounds">How often each is measured; one round before these warms the server's cache, where there are several.</param>
    public static async Task RunAsync(string connection, int server, IReadOnlyList<string> contenders, int rounds)
    {
        var costs = contenders.ToDictionary(c => c, _ => new List<(ChildProcess.Cost Cost, double Server)>());
        for (int round = rounds == 1 ? 1 : 0; round <= rounds; round++)
        {
            foreach (string contender in contenders)
            {
                double before = ProcessorOfEndedChildren(server);
                ChildProcess.Cost cost = await ChildProcess.RunAsync(TableWork.Command, connection, contender);
                // Its connections are closed; the server's processes end soon after.
                await Task.Delay(500);
                if (round > 0)
                    costs[contender].Add((cost, ProcessorOfEndedChildren(server) - before));
            }
        }

        Console.WriteLine("| | seconds | processor, process + server | peak MB | members |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (string contender in contenders)
        {
            (ChildProcess.Cost median, double onServer) = costs[contender].OrderBy(c => c.Cost.Seconds).ElementAt(rounds / 2);
            string members = median.Answer.Length > 80 ? median.Answer[..77] + "..." : median.Answer;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {contender} | {median.Seconds:F2} | {median.Processor:F2} + {onServer:F2} | {costs[contender].Max(c => c.Cost.PeakMegabytes):F0} | {members} |"));
        }
    }

    private static double ProcessorOfEndedChildren(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
