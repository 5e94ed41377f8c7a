using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
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
using Segmentation.Benchmarks.Tables;

// `files` compares whole processes, `shop` writes the reference shop, `definitions` segments over it, `hundred` those over
// tables, and `sql` compares evaluations over PostgreSQL; everything else goes to BenchmarkDotNet.
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

BenchmarkSize.IsQuick = args.Contains("--quick");

// In this process: what is measured holds gigabytes, which every process of its own would make anew.
Job job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithStrategy(RunStrategy.Monitoring)
    .WithInvocationCount(1)
    .WithUnrollFactor(1)
    .WithWarmupCount(BenchmarkSize.IsQuick ? 20 : 8)
    .WithIterationCount(BenchmarkSize.IsQuick ? 7 : 15);
IConfig config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median, BaselineRatioColumn.RatioMean)
    .WithSummaryStyle(BenchmarkDotNet.Reports.SummaryStyle.Default.WithTimeUnit(TimeUnit.Millisecond));
BenchmarkSwitcher.FromAssembly(typeof(FilesComparison).Assembly).Run([.. args.Where(a => a != "--quick")], config);
return 0;
