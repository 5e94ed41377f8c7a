namespace Segmentation.Tests.Matching;

/// <summary>What a matcher needs to be made, and how its set is replaced.</summary>
public sealed class MatcherSetTests
{
    private static readonly Member Gold = new() { Id = 1, Level = "gold", Points = 5 };

    [Fact]
    public void Replace_WhileMatchesRun_GivesEachTheAnswersOfOneVersion()
    {
        // Every version has as many segments as its number says, all of which hold.
        static SegmentSet Set(int version) =>
            Club.Bind([.. Enumerable.Range(0, version * 20).Select(i => Club.Define($"v{version}-{i}", c => c.All(c.Attribute("level").Equal("gold"), c.Attribute("points").LessThan(100 + i))))]);

        var matcher = new SegmentMatcher<Member>(Set(1), new MemberMap());
        SegmentSet[] sets = [.. Enumerable.Range(2, 10).Select(Set)];
        using var done = new CancellationTokenSource();
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => MatchUntil(matcher, done.Token)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (SegmentSet set in sets)
            Assert.Equal(set.Segments.Count / 20, matcher.Replace(set));
        done.Cancel();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal(0, _wrong);
        Assert.True(_matched > 0);
        Assert.Equal(11, matcher.Version);
        Assert.Same(sets[^1], matcher.Set);
    }

    private int _wrong;
    private int _matched;

    private void MatchUntil(SegmentMatcher<Member> matcher, CancellationToken done)
    {
        var buffer = new MatchBuffer();
        do
        {
            SegmentMatches matches = matcher.Match(Gold, Club.AsOf, buffer);
            bool isRight = matches.Count == matches.Version * 20 && matches.Set.Segments.Count == matches.Count && matches.Contains($"v{matches.Version}-0");
            Interlocked.Add(ref _wrong, isRight ? 0 : 1);
            Interlocked.Increment(ref _matched);
        }
        while (!done.IsCancellationRequested);
    }

    [Fact]
    public void Replace_BySegmentsThatCannotBeMatched_LeavesTheSetInPlace()
    {
        SegmentSet first = Club.Bind(Club.Define("gold", c => c.Attribute("level").Equal("gold")));
        var matcher = new SegmentMatcher<Member>(first, new NameMap());
        Assert.Throws<SegmentSourceException>(() => matcher.Replace(Club.Bind(Club.Define("fees", c => c.Attribute("fees").AtLeast(1)))));
        Assert.Same(first, matcher.Set);
        Assert.True(matcher.IsMember("gold", Gold, Club.AsOf));
    }

    [Fact]
    public void Matcher_OfAttributesThatAreNotMapped_IsRefusedWithAllOfThemAndTheSegments()
    {
        SegmentSet set = Club.Bind(
            Club.Define("gold", c => c.Attribute("level").Equal("gold")),
            Club.Define("a", c => c.Attribute("fees").AtLeast(1)),
            Club.Define("b", c => c.Attribute("fees").AtLeast(2)),
            Club.Define("c", c => c.Some("visits")));
        string message = Assert.Throws<SegmentSourceException>(() => new SegmentMatcher<Member>(set, new NameMap())).Message;
        Assert.Contains("'a', 'b': 'member.fees' is not mapped: add .Attribute(\"fees\", …) to the map at NameMap", message, StringComparison.Ordinal);
        Assert.Contains("'c': 'member.visits' is not mapped: add .Many(\"visits\", …)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("gold", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matcher_OfReferencesByKeyAlone_NeedsTheRows()
    {
        SegmentSet set = Club.Bind(Club.Define("lviv", c => c.Attribute("club.town").Equal("Lviv")));
        string message = Assert.Throws<SegmentSourceException>(() => new SegmentMatcher<Member>(set, new NameMap())).Message;
        Assert.Contains("give them by .WithRows(\"club\", map, rows)", message, StringComparison.Ordinal);

        MatcherOptions options = new MatcherOptions().WithRows("club", new ClubMap(), [new ClubHouse { Code = "gold", Town = "LVIV" }]);
        var matcher = new SegmentMatcher<Member>(set, new NameMap(), options);
        Assert.True(matcher.IsMember("lviv", Gold, Club.AsOf));
        Assert.False(matcher.IsMember("lviv", new Member { Level = "other" }, Club.AsOf));
        Assert.False(matcher.IsMember("lviv", new Member(), Club.AsOf));
    }

    [Fact]
    public void Matcher_OfASegmentThatAsksTheHost_NeedsStoredAnswers()
    {
        ConditionLanguage language = ConditionLanguage.BuiltIn.Extend(l => l.AddExternal<IsFriend>());
        SegmentSet set = SegmentSet.Bind(
            Club.Schema, [Segment.Define("friends").Where(new IsFriend())], options: new BindOptions { Language = language });
        string message = Assert.Throws<SegmentSourceException>(() => new SegmentMatcher<Member>(set, new NameMap())).Message;
        Assert.Contains("'friends': 'test.is-friend' is answered by the host", message, StringComparison.Ordinal);
        Assert.Contains("MatcherOptions.Answers", message, StringComparison.Ordinal);

        var matcher = new SegmentMatcher<Member>(set, new NameMap(), new MatcherOptions { Answers = new FriendOfOne() });
        Assert.True(matcher.IsMember("friends", new Member { Id = 1 }, Club.AsOf));
        Assert.False(matcher.IsMember("friends", new Member { Id = 2 }, Club.AsOf));
    }

    [ConditionType("test.is-friend", Label = "Is a friend")]
    private sealed record IsFriend : ExternalCondition;

    private sealed class FriendOfOne : IStoredAnswers
    {
        public bool Holds(ExternalCondition condition, SubjectKey customer) => customer.Integer == 1;
    }

    [Fact]
    public void WithRows_OfAnEntityTwice_IsRefused()
    {
        MatcherOptions options = new MatcherOptions().WithRows("club", new ClubMap(), []);
        Assert.Throws<ArgumentException>(() => options.WithRows("club", new ClubMap(), []));
    }

    [Fact]
    public void Matcher_OfGivenRowsWithOneKeyTwice_IsRefused()
    {
        MatcherOptions options = new MatcherOptions().WithRows("club", new ClubMap(), [new ClubHouse { Code = "a" }, new ClubHouse { Code = "a" }]);
        SegmentDataException refusal = Assert.Throws<SegmentDataException>(
            () => new SegmentMatcher<Member>(Club.Bind(Club.Define("gold", c => c.Attribute("level").Equal("gold"))), new NameMap(), options));
        Assert.Equal(("club", "a"), (refusal.Entity, refusal.Key));
    }

    /// <summary>A map of two attributes, with a reference by key.</summary>
    private sealed class NameMap : SubjectMap<Member>
    {
        public override void Configure(EntityMap<Member> map) => map
            .Key(m => m.Id)
            .Attribute("level", m => m.Level)
            .Attribute("points", m => m.Points)
            .Reference("club", m => m.Level);
    }

    private sealed class ClubMap : SubjectMap<ClubHouse>
    {
        public override void Configure(EntityMap<ClubHouse> map) => map.Key(c => c.Code).Attribute("town", c => c.Town);
    }
}
