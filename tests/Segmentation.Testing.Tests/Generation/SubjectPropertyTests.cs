using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using NodaTime;
using Segmentation.Testing.Generation;
using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Tests;

/// <summary>
/// Reading subjects gives the values that the oracle finds, for those who satisfy a filter by the oracle, in key order. The
/// number of draws is SEGMENTATION_PROPERTY_DRAWS; a seed that failed is replayed with SEGMENTATION_PROPERTY_SEED.
/// </summary>
public sealed class SubjectPropertyTests
{
    /// <summary>Showing every attribute of every customer costs as much as evaluating so many draws.</summary>
    private const int CostOfADraw = 10;

    private const int DrawsOfADeveloper = 200;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int[] Seeds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int replayed))
            return [replayed];
        bool isGiven = int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int draws);
        int run = int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_RUN"), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}");
        var random = new Random(run);
        return [.. Enumerable.Range(0, isGiven ? Math.Max(1, draws / CostOfADraw) : DrawsOfADeveloper).Select(_ => random.Next())];
    }

    [Fact]
    public async Task Values_OfRandomScenarios_AreThoseOfTheOracle()
    {
        var failures = new ConcurrentQueue<string>();
        long shown = 0, missing = 0;
        foreach (int seed in Seeds())
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            Named[] named = Attributes(scenario);
            SubjectQuery query = SubjectQuery.Bind(
                scenario.Data.Schema, [.. named.Select(n => new SubjectColumn(n.Path))], options: new BindOptions { TimeZone = scenario.TimeZone });
            var judge = new Judge(scenario.Data, new Moment(scenario.AsOf, scenario.TimeZone), _ => false, Oracles.Plugins.None);
            IReadOnlyList<SubjectRow> rows = await Read(scenario, query);
            DatasetRow[] expected = [.. scenario.Data.Subjects.OrderBy(scenario.Data.KeyOf, KeyOrder.Instance)];
            Assert.Equal(expected.Select(e => e.Key), rows.Select(r => r.Key.ToString()));
            for (int row = 0; row < rows.Count; row++)
            {
                for (int column = 0; column < named.Length; column++)
                {
                    object? value = judge.Read(new Place(expected[row]), named[column].Path).Value;
                    // An absent set is the empty set.
                    string? wanted = value is null && named[column].Attribute.Type == AttributeType.Set ? "[]" : Text(value, named[column].IsQuotient);
                    string? actual = Text(rows[row].Values[column]);
                    shown++;
                    missing += wanted is null ? 1 : 0;
                    if (wanted != actual)
                        failures.Enqueue($"seed {seed}, {rows[row].Key}, {named[column].Path}: the oracle has {wanted ?? "nothing"}, the reader {actual ?? "nothing"}");
                }
            }
        }

        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures.Take(5)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{shown} values, {missing} missing");
        Assert.True(shown > missing);
    }

    [Fact]
    public async Task Filter_OfRandomScenarios_KeepsThoseWhomTheOracleKeeps()
    {
        foreach (int seed in Seeds())
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            SegmentSet set = scenario.Bind();
            foreach (Condition filter in scenario.Segments.Select(s => s.Conditions).OfType<Condition>())
            {
                Segment segment = Segment.Define("the-filter").Where(filter);
                IReadOnlyList<string> expected =
                    new Oracle(scenario.Data).Evaluate([.. scenario.Segments, segment], scenario.Lists, scenario.AsOf, scenario.TimeZone)[segment.Id];
                IReadOnlyList<SubjectRow> rows = await Read(scenario, SubjectQuery.Bind(set, [], filter));
                Assert.True(expected.SequenceEqual(rows.Select(r => r.Key.ToString())), $"seed {seed}: {SegmentFile.Write([segment])}");
            }
        }
    }

    [Fact]
    public async Task Preview_OfRandomScenarios_HasTheMembersOfTheOracle()
    {
        foreach (int seed in Seeds())
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            SegmentSet set = scenario.Bind();
            IReadOnlyDictionary<string, IReadOnlyList<string>> expected = scenario.Ask();
            foreach (Segment segment in scenario.Segments)
            {
                // Everyone but every third customer is stored.
                SubjectKey[] stored = [.. scenario.Data.Subjects.Select(scenario.Data.KeyOf).Order().Where((_, i) => i % 3 != 0)];
                SegmentPreview preview = await new SegmentPreviewer(new DatasetSource(scenario.Data, batchSize: 3)).PreviewAsync(
                    set,
                    segment,
                    scenario.AsOf,
                    new SegmentPreviewOptions { PageSize = int.MaxValue, BlockSize = 5, StoredMembers = stored.ToAsyncEnumerable() },
                    ct: Ct);
                IReadOnlyList<string> members = expected[segment.Id];
                string[] keys = [.. stored.Select(k => k.ToString())];
                Assert.Equal(members, preview.Page.Rows.Select(r => r.Key.ToString()));
                Assert.Equal((members.Count, scenario.Data.Subjects.Count), (preview.Count, preview.Total));
                Assert.Equal(members.Except(keys), preview.Change!.FirstJoining.Select(k => k.ToString()));
                Assert.Equal(keys.Except(members), preview.Change.FirstLeaving.Select(k => k.ToString()));
            }
        }
    }

    /// <summary>Every attribute of the subject, and over up to two to-one relations.</summary>
    private static Named[] Attributes(RandomScenario scenario)
    {
        SegmentSchema schema = scenario.Data.Schema;
        var judge = new Judge(scenario.Data, new Moment(scenario.AsOf, scenario.TimeZone), _ => false, Oracles.Plugins.None);
        var walks = new Walks(new Dice(0), scenario.Data, judge);
        return [.. Of(schema.Subject, "", 2)];

        IEnumerable<Named> Of(SchemaEntity entity, string prefix, int hops) => walks.Own(entity, prefix).Concat(
            hops == 0
                ? []
                : entity.Relations.Where(r => !r.IsToMany && r is not ParentRelation)
                    .SelectMany(r => Of(schema.FindEntity(r.Target)!, $"{prefix}{r.Name}.", hops - 1)));
    }

    private static async Task<IReadOnlyList<SubjectRow>> Read(RandomScenario scenario, SubjectQuery query)
    {
        int small = 1 + (int)((uint)scenario.Seed % 5);
        var reader = new SubjectReader(new DatasetSource(scenario.Data, batchSize: small));
        return await reader.ReadAsync(query, scenario.AsOf, new SubjectReadOptions { BlockSize = 2 * small }, Ct).ToListAsync(Ct);
    }

    private static string? Text(object? value, bool isQuotient) => value switch
    {
        Fraction number => Text(number, isQuotient),
        ElapsedTime time => Text(time.InUnits(), isRounded: true),
        Tick tick => $"at {tick.Count}",
        LocalDate date => $"on {date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}",
        _ => Text(value),
    };

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        long integer => Text(new Fraction(integer), isRounded: false),
        BigInteger integer => Text(new Fraction(integer), isRounded: false),
        decimal number => Text(Fraction.Of(number), isRounded: false),
        DateOnly date => $"on {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        DateTimeOffset instant => $"at {instant.UtcTicks - DateTime.UnixEpoch.Ticks}",
        IEnumerable<string> texts => $"[{string.Join('|', texts.Distinct().Order(StringComparer.Ordinal))}]",
        _ => throw new InvalidOperationException($"A value of type {value.GetType().Name} is no value of a subject."),
    };

    /// <summary>A number as a quotient; rounded half-even to 10 places where it is shown so, to a whole one where a decimal is too short.</summary>
    private static string Text(Fraction number, bool isRounded)
    {
        BigInteger places = BigInteger.Pow(10, 10);
        if (isRounded)
            number = new Fraction(HalfEven(number * new Fraction(places)), places);
        return number.ToString();
    }

    private static BigInteger HalfEven(Fraction number)
    {
        BigInteger floor = number.Floor();
        int order = (number - new Fraction(floor)).CompareTo(new Fraction(1, 2));
        return order > 0 || (order == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}
