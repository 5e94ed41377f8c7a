using BenchmarkDotNet.Running;
using Segmentation.Benchmarks.Files;

// `files` compares whole processes; everything else goes to BenchmarkDotNet.
switch (args)
{
    case ["files", "--data", string data, "--segments", string segments]:
        return await FilesComparison.RunAsync(data, segments);
    case ["files", "--data", string data]:
        return await FilesComparison.RunAsync(data, FilesComparison.SampleSegments());
    case ["files", ..]:
        Console.Error.WriteLine("usage: files --data DIR [--segments FILE]");
        return 2;
    case [BareLoop.Command, string data, string how]:
        Console.WriteLine(BareLoop.Run(data, asStrings: how == BareLoop.AsStrings));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FilesComparison).Assembly).Run(args);
        return 0;
}
