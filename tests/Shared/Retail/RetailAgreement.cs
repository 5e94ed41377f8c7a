using Segmentation.Files;
using Segmentation.Sql;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>Whether tables have the members that memory finds, for segments drawn over a real order history.</summary>
internal static class RetailAgreement
{
    private const int Segments = 500;
    private const int Seed = 5_417;

    private static readonly DateTimeOffset AsOf = new(2011, 12, 10, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Asserts it for the history as it is.</summary>
    public static Task AssertAsync(SqlDatabase database, CancellationToken ct) =>
        AssertAsync(SharedData.PathOrSkip("online-retail"), database, afterLoading: null, ct);

    /// <summary>Asserts it for a copy with missing values, ties, texts that differ by case, and instants between two microseconds.</summary>
    /// <param name="database">Where the copy is loaded.</param>
    /// <param name="afterLoading">Puts the instants between two microseconds into the tables, whose loader gives them whole ones.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AssertOfCopyAsync(SqlDatabase database, Func<Task> afterLoading, CancellationToken ct)
    {
        string directory = Directory.CreateTempSubdirectory("segmentation-retail-").FullName;
        try
        {
            new RetailFiles(SharedData.PathOrSkip("online-retail")).CopyTo(directory);
            await AssertAsync(directory, database, afterLoading, ct);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task AssertAsync(string directory, SqlDatabase database, Func<Task>? afterLoading, CancellationToken ct)
    {
        DataDirectory memory = await DataDirectory.LoadAsync(directory, CommerceSchema.Create(), ct: ct);
        IReadOnlyList<Segment> segments = RandomSegments.Draw(new RetailFiles(directory).Sample(memory.Schema), AsOf, "Europe/London", Segments, Seed);
        SegmentSet set = SegmentSet.Bind(memory.Schema, segments, options: new BindOptions { TimeZone = "Europe/London" });
        EvaluationResult expected = await new SegmentEvaluator(memory).EvaluateAsync(set, AsOf, ct: ct);
        // Segments that have everybody or nobody say little.
        Assert.InRange(expected.Segments.Count(m => m.Count > 0 && m.Count < expected.SubjectCount), Segments / 2, Segments);

        var loader = new SqlLoader(database);
        await loader.LoadAsync(memory, ct: ct);
        if (afterLoading is not null)
            await afterLoading();
        EvaluationResult actual = await new SegmentEvaluator(new SqlSource(memory.Schema, database, loader.MapOf(memory))).EvaluateAsync(set, AsOf, ct: ct);

        Assert.Equal(expected.SubjectCount, actual.SubjectCount);
        Assert.All(segments, s => Assert.Equal([], Difference(expected[s.Id], actual[s.Id]).Select(key => $"{key} of {SegmentFile.Write([s])}")));
    }

    /// <summary>The first few customers who are a member for one and not for the other.</summary>
    private static IEnumerable<SubjectKey> Difference(MemberSet one, MemberSet other) =>
        one.Except(other).Concat(other.Except(one)).Take(3);
}
