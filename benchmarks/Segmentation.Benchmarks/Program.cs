using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Segmentation;
using Segmentation.Benchmarks;
using Segmentation.Benchmarks.Definitions;
using Segmentation.Benchmarks.Files;
using Segmentation.Benchmarks.Reference;
using Segmentation.Benchmarks.Runs;
using Segmentation.Benchmarks.Tables;
using Segmentation.Benchmarks.Targets;

const string Quick = "--quick";
const string ProcessorTime = "--processor-time";
const string PostgreSql = "--postgresql";

// `files` compares whole processes, `targets` measures the ratios that are wanted, `sql` compares evaluations over PostgreSQL,
// `shop` writes the reference shop, `definitions` segments over it and `hundred` those over tables; everything else goes to
// BenchmarkDotNet.
switch (args)
{
    case ["files", "--data", string data, "--segments", string segments]:
        return await FilesComparison.RunAsync(data, segments);
    case ["files", "--data", string data]:
        return await FilesComparison.RunAsync(data, FilesComparison.SampleSegments());
    case ["shop", "--customers", string customers, "--output", string directory]:
        ShopFiles.Write(new ReferenceShop(int.Parse(customers, System.Globalization.CultureInfo.InvariantCulture)), directory);
        return 0;
    case ["definitions", "--count", string count, "--output", string file]:
        File.WriteAllText(file, SegmentFile.Write(DefinitionGenerator.Segments(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))));
        return 0;
    case ["hundred"]:
        File.WriteAllText(TableWork.HundredFile, SegmentFile.Write(HundredSegments.Definitions));
        return 0;
    case ["sql", "--connection", string connection, "--server", string server, "--rounds", string rounds, .. string[] works] when works.Length > 0:
        await TablesComparison.RunAsync(connection, int.Parse(server, System.Globalization.CultureInfo.InvariantCulture), works,
            int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case [TableWork.Command, string connection, string work]:
        await TableWork.RunAsync(connection, work);
        return 0;
    case ["files" or "shop" or "definitions" or "sql", ..]:
        Console.Error.WriteLine("usage: files --data DIR [--segments FILE] | shop --customers N --output DIR | definitions --count N --output FILE"
            + " | hundred | sql --connection CS --server PID --rounds N WORK...");
        return 2;
    case [BareLoop.Command, string data, string how]:
        Console.WriteLine(BareLoop.Run(data, asStrings: how == BareLoop.AsStrings));
        return 0;
}

BenchmarkSize.IsQuick = args.Contains(Quick);
BenchmarkSize.PostgreSql = args.SkipWhile(a => a != PostgreSql).Skip(1).FirstOrDefault();
string[] left = [.. args.Where(a => a is not (Quick or ProcessorTime or PostgreSql) && a != BenchmarkSize.PostgreSql)];
if (left is ["targets", .. string[] topics])
    return TargetRuns.Run(topics);

// In this process: what is measured holds gigabytes, which every process of its own would make anew.
Job job = Job.Default
    .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(2), logOutput: true))
    .WithIterationTime(TimeInterval.FromMilliseconds(BenchmarkSize.IsQuick ? 50 : 200))
    .WithWarmupCount(BenchmarkSize.IsQuick ? 4 : 6)
    .WithIterationCount(BenchmarkSize.IsQuick ? 5 : 15);
IConfig config = ManualConfig.CreateEmpty()
    .AddJob(args.Contains(ProcessorTime) ? job.WithClock(new ProcessorClock()) : job)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median);
BenchmarkSwitcher.FromAssembly(typeof(FilesComparison).Assembly).Run(left, config);
return 0;
