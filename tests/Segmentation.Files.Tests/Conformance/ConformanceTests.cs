using Segmentation.Testing;

namespace Segmentation.Files.Tests.Conformance;

/// <summary>The whole conformance suite over data directories.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Case_OverADirectory_GivesExactlyItsMembers(string name)
    {
        ConformanceCase @case = ConformanceCases.All.Single(c => c.Name == name);
        if (DatasetFiles.Refusal(@case.ReadData()) is { } refusal)
            Assert.Skip(refusal);
        await new DirectoryEngine().RunAsync(@case, TestContext.Current.CancellationToken);
    }

    public static TheoryData<string> NamesWithGuests => [.. ConformanceCases.All.Where(c => c.Options.DeriveGuests && c.Expected is not null).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(NamesWithGuests))]
    public async Task Guests_OfACaseThatDerivesThem_AreDerivedByTheDirectory(string name)
    {
        ConformanceCase @case = ConformanceCases.All.Single(c => c.Name == name);
        Dataset data = Dataset.Parse(CommerceSchema.Create(@case.Options.Commerce), @case.Data);
        using var directory = new TempDirectory();
        DatasetFiles.Write(data, directory.Path);
        DataDirectory source = await directory.LoadAsync(new DataDirectoryOptions { DeriveGuests = true }, data.Schema);
        SegmentDocument document = SegmentFile.Parse($$"""{"version":1,"segments":{{@case.Segments}}}""");
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            SegmentSet.Bind(source.Schema, document), @case.AsOf, ct: TestContext.Current.CancellationToken);
        foreach ((string id, IReadOnlyList<string> members) in @case.Expected!)
            Assert.Equal(members, result[id].Select(key => key.ToString()));
    }

    private sealed class DirectoryEngine : ConformanceEngine
    {
        public override string Name => "directory";

        public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
            Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
        {
            using var directory = new TempDirectory();
            DatasetFiles.Write(data, directory.Path);
            DataDirectory source = await DataDirectory.LoadAsync(directory.Path, data.Schema, ct: ct);
            EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, asOf, ct: ct);
            return result.Segments.ToDictionary(m => m.SegmentId, m => (IReadOnlyList<string>)[.. m.Select(key => key.ToString())], StringComparer.Ordinal);
        }
    }
}
