using Segmentation.Matching;
using Segmentation.Time;

namespace Segmentation;

/// <summary>
/// Finds all segments of one customer, from the host's own object, in the time of a request: about a microsecond for ten
/// thousand segments of a few dozen shapes, and without allocating. What segments share is looked at once. Gives what
/// <see cref="SegmentEvaluator"/> gives. Safe for concurrent use, each thread with a buffer of its own; the set can be
/// replaced at any time, and matches under way end with the one they began with.
/// </summary>
/// <remarks>
/// Rows behind the customer are those that the map's expressions lead to: arrays and <see cref="List{T}"/> are walked
/// without allocating, other collections by their own enumerator. What the expressions themselves allocate is theirs.
/// </remarks>
/// <typeparam name="T">The host's class of the subject.</typeparam>
public sealed class SegmentMatcher<T>
    where T : class
{
    private readonly SubjectMap<T> _map;
    private readonly MatcherOptions _options;
    private readonly MappedEntities _entities = new();
    private readonly Lock _replacing = new();
    private readonly Action? _begin;
    private MatcherVersion? _version;

    /// <summary>Plans a set; ten thousand segments take some tenths of a second.</summary>
    /// <param name="set">The segments.</param>
    /// <param name="map">Where the schema's attributes and relations are in the objects.</param>
    /// <param name="options">What it is given beside the map; null for nothing.</param>
    /// <exception cref="SegmentDefinitionException">A map does not fit the schema; every problem is listed.</exception>
    /// <exception cref="SegmentSourceException">
    /// The map does not lead to something that segments need, rows that others refer to by key are not given, or a segment
    /// asks the host and there are no stored answers; the message names all of it.
    /// </exception>
    /// <exception cref="SegmentDataException">A row that was given has no key, or one that repeats, or a tree has a circle.</exception>
    public SegmentMatcher(SegmentSet set, SubjectMap<T> map, MatcherOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(map);
        _map = map;
        _options = options ?? new MatcherOptions();
        Replace(set);
    }

    /// <summary>Creates a matcher that is given its first set when it is first asked something.</summary>
    /// <param name="map">Where the schema's attributes and relations are in the objects.</param>
    /// <param name="options">What it is given beside the map.</param>
    /// <param name="begin">Replaces the set, of which there is none yet.</param>
    internal SegmentMatcher(SubjectMap<T> map, MatcherOptions options, Action begin)
    {
        _map = map;
        _options = options;
        _begin = begin;
    }

    /// <summary>The set that matches begin with now.</summary>
    public SegmentSet Set => Current.Set;

    /// <summary>The number of the version that matches begin with now: 1 at first, one more with every <see cref="Replace"/>.</summary>
    public long Version => Current.Number;

    /// <summary>Whether it has a set.</summary>
    internal bool IsBegun => Volatile.Read(ref _version) is not null;

    private MatcherVersion Current => Volatile.Read(ref _version) ?? Begin();

    /// <summary>
    /// Plans another set and, when that is done, puts it in place at once; until then, and when it fails, the present one
    /// answers. Calls are taken one after another.
    /// </summary>
    /// <param name="set">The segments.</param>
    /// <param name="options">What the matcher is given beside the map; null for the options and rows it has.</param>
    /// <returns>The number of the new version.</returns>
    /// <inheritdoc cref="SegmentMatcher{T}(SegmentSet, SubjectMap{T}, MatcherOptions?)" path="/exception"/>
    public long Replace(SegmentSet set, MatcherOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        lock (_replacing)
        {
            MatcherVersion? last = Volatile.Read(ref _version);
            MatchSources? known = set.Schema == last?.Set.Schema ? last.Sources : null;
            MatcherOptions given = options ?? last?.Options ?? _options;
            MatchSources sources = options is null && known is not null
                ? known
                : given.Lay(set.Schema, known?.Subject.Mapping ?? _map.Build(set.Schema), _entities);
            var next = new MatcherVersion((last?.Number ?? 0) + 1, set, given, sources);
            Volatile.Write(ref _version, next);
            return next.Number;
        }
    }

    /// <summary>Finds all segments of a customer.</summary>
    /// <param name="customer">The customer; not changed while the match runs.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="buffer">Takes the answer; used for one match at a time.</param>
    /// <returns>The answer, valid until the buffer is used again.</returns>
    /// <exception cref="SegmentDataException">A value or a key of the customer breaks a rule.</exception>
    /// <exception cref="SegmentPluginException">The function of an operator that an integrator added threw.</exception>
    public SegmentMatches Match(T customer, DateTimeOffset asOf, MatchBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(buffer);
        AsOf.Require(asOf);
        MatcherVersion version = Current;
        buffer.StateFor(version.Plan).Match(customer, asOf);
        return new SegmentMatches(buffer, version);
    }

    /// <summary>
    /// Finds the segments of the customer that the buffer matched last, of whom some things have changed: only what depends
    /// on them, and on the instant if that is another one, is found out again. The same as a match when the buffer holds no
    /// match of this version, or rows have come or gone that the changes do not name.
    /// </summary>
    /// <param name="customer">The customer as he is now: the same object, or another with the same key.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <param name="buffer">The buffer of the match, or of the last update.</param>
    /// <param name="changes">All that has changed.</param>
    /// <returns>The answer, valid until the buffer is used again.</returns>
    /// <exception cref="SegmentDataException">A value or a key of the customer breaks a rule.</exception>
    /// <exception cref="SegmentPluginException">The function of an operator that an integrator added threw.</exception>
    public SegmentMatches Update(T customer, DateTimeOffset asOf, MatchBuffer buffer, SubjectChanges changes)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(changes);
        AsOf.Require(asOf);
        MatcherVersion version = Current;
        buffer.StateFor(version.Plan).Update(customer, asOf, changes.For(version.Plan));
        return new SegmentMatches(buffer, version);
    }

    /// <summary>
    /// Whether a customer is in one segment, without a look at what the others need. The first question about a segment
    /// plans it.
    /// </summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customer">The customer; not changed while the match runs.</param>
    /// <param name="asOf">The instant, between the years 1000 and 9000.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the customer breaks a rule.</exception>
    /// <exception cref="SegmentPluginException">The function of an operator that an integrator added threw.</exception>
    public bool IsMember(string segmentId, T customer, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customer);
        AsOf.Require(asOf);
        MatcherVersion version = Current;
        return version.Single(version.Set.IndexOf(segmentId)).Holds(customer, asOf);
    }

    /// <summary>
    /// Explains why a customer is, or is not, in a segment: what <see cref="SegmentExplainer"/> says of the same object. Takes
    /// some milliseconds, for the search for the next change most of all; nothing is waited for.
    /// </summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customer">The customer; not changed meanwhile.</param>
    /// <param name="asOf">The instant, between the years 1000 and 8990.</param>
    /// <param name="ct">Cancels the search for the next change.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SegmentDataException">A value or a key of the customer breaks a rule.</exception>
    /// <exception cref="InvalidOperationException">The segment asks the host, whose answers are no rows.</exception>
    public Explanation Explain(string segmentId, T customer, DateTimeOffset asOf, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customer);
        MatcherVersion version = Current;
        SubjectKey key = version.Sources.Subject.KeyOf(customer)
            ?? throw new SegmentDataException(version.Set.Schema.Subject.Name, null, null, "the key is missing");
        // The source has everything at hand, so that the task is done when it is given.
        return new SegmentExplainer(new SubjectSource(version.Sources, customer))
            .ExplainAsync(version.Set, segmentId, key, asOf, ct).GetAwaiter().GetResult();
    }

    private MatcherVersion Begin()
    {
        _begin!();
        return Volatile.Read(ref _version)!;
    }
}
