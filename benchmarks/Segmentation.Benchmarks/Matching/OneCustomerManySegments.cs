using BenchmarkDotNet.Attributes;

namespace Segmentation.Benchmarks.Matching;

/// <summary>
/// One customer of forty attributes and all segments of a set: against a compiled delegate a segment, which is what an
/// application without an index calls. Times are for one of two hundred customers.
/// </summary>
[MemoryDiagnoser]
public class OneCustomerManySegments
{
    private const int Customers = 200;
    public const double Dense = 0.25;
    public const double Selective = 0.005;

    private readonly MatchBuffer _buffer = new();
    private Profile[] _profiles = [];
    private Func<Profile, bool>[] _delegates = [];
    private SegmentMatcher<Profile> _matcher = null!;

    [Params(10, 100, 1_000, 10_000)]
    public int Segments { get; set; }

    /// <summary>Whether the segments are of a few dozen shapes, or each of one of its own.</summary>
    [Params("templates", "free-form")]
    public string Rules { get; set; } = "";

    /// <summary>The share of the segments that a customer is in.</summary>
    [Params(Dense, Selective)]
    public double Share { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _profiles = Profile.Some(Customers, seed: 5);
        var random = new RandomRules(seed: 1);
        IReadOnlyList<Rule> rules = Rules == "templates" ? random.OfTemplates(Segments, Share) : random.FreeForm(Segments, Share);
        _delegates = [.. rules.Select(r => r.Lambda.Compile())];
        _matcher = new SegmentMatcher<Profile>(SegmentSet.Bind(ProfileMap.Schema, [.. rules.Select(r => r.Definition)]), new ProfileMap());

        // A benchmark of wrong answers is worth nothing.
        foreach (Profile profile in _profiles.Take(20))
        {
            SegmentMatches matches = _matcher.Match(profile, Profile.AsOf, _buffer);
            for (int i = 0; i < Segments; i++)
            {
                if (matches.IsMember(i) != _delegates[i](profile))
                    throw new InvalidOperationException($"Customer {profile.Id} and segment {i}: the ways differ.");
            }
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int CompiledDelegates()
    {
        int count = 0;
        foreach (Profile profile in _profiles)
        {
            foreach (Func<Profile, bool> holds in _delegates)
            {
                if (holds(profile))
                    count++;
            }
        }

        return count;
    }

    [Benchmark(OperationsPerInvoke = Customers)]
    public int Matcher()
    {
        int count = 0;
        foreach (Profile profile in _profiles)
            count += _matcher.Match(profile, Profile.AsOf, _buffer).Count;
        return count;
    }

    /// <summary>The same, and the id of every segment found is read, in the order of the set.</summary>
    [Benchmark(OperationsPerInvoke = Customers)]
    public int MatcherReadingIds()
    {
        int length = 0;
        foreach (Profile profile in _profiles)
        {
            foreach (string id in _matcher.Match(profile, Profile.AsOf, _buffer))
                length += id.Length;
        }

        return length;
    }
}
