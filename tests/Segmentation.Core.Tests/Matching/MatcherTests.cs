using Segmentation.Matching;

namespace Segmentation.Tests.Matching;

public sealed class MatcherTests
{
    private static readonly MatcherOptions NotAsCode = new() { Layout = new IndexLayout(MostCompiled: 0) };

    private static readonly Member Ann = new()
    {
        Id = 7,
        Name = "Ann",
        FirstName = "Ann",
        LastName = "Lee",
        Email = "ann@example.com",
        Level = "gold",
        Points = 120,
        Fees = 19.90m,
        Active = true,
        Born = new DateOnly(1990, 3, 20),
        JoinedAt = Club.AsOf.AddDays(-400),
        Interests = ["chess", "Tennis"],
        Home = new Address { City = "Lviv", Country = "UA" },
        House = new ClubHouse { Code = "L", Town = "Lviv" },
        Visits =
        [
            new Visit { Id = 1, At = Club.AsOf.AddDays(-40), Paid = 12.50m, Kind = "sauna", Drinks = [new Drink { Sort = "tea", Glasses = 2 }] },
            new Visit { Id = 2, At = Club.AsOf.AddDays(-3), Paid = 7m, Kind = "gym", Drinks = [new Drink { Sort = "water", Glasses = 1 }, new Drink { Sort = "tea", Glasses = 1 }] },
        ],
    };

    /// <summary>One segment for every kind of thing that a match computes.</summary>
    private static Segment[] OfEveryKind() =>
    [
        Club.Define("level", c => c.Attribute("level").Equal("GOLD")),
        Club.Define("levels", c => c.Attribute("level").In("silver", "gold", "bronze", "none", "lead")),
        Club.Define("points", c => c.Attribute("points").Between(100, 200)),
        Club.Define("fees", c => c.Attribute("fees").LessThan(20m)),
        Club.Define("fees in", c => c.Attribute("fees").In(5m, 19.9m, 30m)) with { Id = "fees-in" },
        Club.Define("active", c => c.Attribute("active").Equal(true)),
        Club.Define("mail", c => c.Attribute("email").EndsWith("@EXAMPLE.com")),
        Club.Define("full-name", c => c.Attribute("full_name").Contains("n l")),
        Club.Define("age", c => c.Attribute("age").Equal(35)),
        Club.Define("joined", c => c.Attribute("joined_at").LessThan(When.Ago("P1Y"))),
        Club.Define("interests", c => c.Attribute("interests").HasAll("tennis", "chess")),
        Club.Define("home", c => c.Some("home", a => a.Attribute("country").NotEqual("PL"))),
        Club.Define("town", c => c.Attribute("club.town").Equal("lviv")),
        Club.Define("last", c => c.Attribute("last_visit.kind").Equal("gym")),
        Club.Define("recent", c => c.Attribute("days_since_visit").AtMost(3)),
        Club.Define("spent", c => c.Attribute("spent").GreaterThan(19.49m)),
        Club.Define("mean", c => c.Average("visits", "paid").Between(9.75m, 9.75m)),
        Club.Define("tea", c => c.Some("visits.drinks", d => d.All(d.Attribute("sort").Equal("tea"), d.Attribute("visit.kind").Equal("gym")))),
        Club.Define("sorts", c => c.CountDistinct("visits.drinks", "sort").Equal(2)),
        Club.Define("compare", c => c.Attribute("points").GreaterThan(new Operand.Attribute("fees", 6))),
        Club.Define("kinds", c => c.None("visits", v => v.Attribute("kind").Equal("pool"))),
        Club.Define("level-and-tea", c => c.All(c.InSegment("level"), c.InSegment("tea"))),
    ];

    [Fact]
    public void Match_SegmentsOfEveryKind_FindsThemInTheOrderOfTheSet()
    {
        Segment[] segments = OfEveryKind();
        var matcher = new SegmentMatcher<Member>(Club.Bind(segments), new MemberMap());
        var buffer = new MatchBuffer();
        SegmentMatches matches = matcher.Match(Ann, Club.AsOf, buffer);
        Assert.Equal(segments.Select(s => s.Id), matches.ToArray());
        Assert.Equal(segments.Length, matches.Count);
        Assert.True(matches.Contains("tea"));

        SegmentMatches none = matcher.Match(new Member(), Club.AsOf, buffer);
        Assert.Equal(["kinds"], none.ToArray());
        Assert.False(none.Contains("tea"));
    }

    [Fact]
    public void Match_ArraysAndLists_AllocatesNothing()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap());
        var buffer = new MatchBuffer();
        Assert.Equal(0, BytesOf(() =>
        {
            int length = 0;
            foreach (string id in matcher.Match(Ann, Club.AsOf, buffer))
                length += id.Length;
            return length;
        }));
    }

    [Fact]
    public void Match_RowsOfColumns_AllocatesNothingAndFindsWhatObjectsGive()
    {
        Member[] members = [Ann, new Member { Id = 8, Level = "lead", Points = 300, JoinedAt = Club.AsOf, Visits = [Ann.Visits![1]] }, new Member { Id = 9, JoinedAt = Club.AsOf.AddYears(-2) }];
        SegmentSet set = Club.Bind(
            Club.Define("gold", c => c.Attribute("level").Equal("GOLD")),
            Club.Define("points", c => c.Attribute("points").AtLeast(200)),
            Club.Define("joined", c => c.Attribute("joined_at").LessThan(When.Ago("P1Y"))),
            Club.Define("spent", c => c.Sum("visits", "paid", v => v.Attribute("kind").Equal("sauna")).AtLeast(12.5m)),
            Club.Define("gym", c => c.Some("visits", v => v.Attribute("kind").Equal("gym"))));
        MatchBuffer ofObjects = new(), ofRows = new();
        var row = new MemberRow(MemberColumns.Of(members));
        foreach (MatcherOptions? options in new[] { null, NotAsCode })
        {
            var objects = new SegmentMatcher<Member>(set, new MemberMap(), options);
            var rows = new SegmentMatcher<MemberRow>(set, new MemberRowMap(), options);
            for (int i = 0; i < members.Length; i++)
            {
                row.MoveTo(i);
                Assert.Equal(objects.Match(members[i], Club.AsOf, ofObjects).ToArray(), rows.Match(row, Club.AsOf, ofRows).ToArray());
            }

            Assert.Equal(0, BytesOf(() =>
            {
                int count = 0;
                for (int i = 0; i < members.Length; i++)
                {
                    row.MoveTo(i);
                    count += rows.Match(row, Club.AsOf, ofRows).Count;
                }

                return count;
            }));
        }
    }

    [Fact]
    public void Match_AtEveryNextInstantOfADay_AllocatesNothing()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap());
        var buffer = new MatchBuffer();
        DateTimeOffset asOf = Club.AsOf;
        Assert.Equal(0, BytesOf(() =>
        {
            asOf = asOf.AddSeconds(1);
            return matcher.Match(Ann, asOf, buffer).Count;
        }));
    }

    [Fact]
    public void MatchUpdateAndIsMember_OfASmallSetAsCode_AllocateNothing()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(Club.Define("rule", c => c.All(
            c.Attribute("level").Equal("gold"), c.Attribute("joined_at").LessThan(When.Ago("P1Y")),
            c.Some("visits.drinks", d => d.Attribute("sort").Equal("tea"))))), new MemberMap());
        var buffer = new MatchBuffer();
        SubjectChanges changes = SubjectChanges.Of(Club.Schema, "level");
        Assert.Equal(0, BytesOf(() =>
            matcher.Match(Ann, Club.AsOf, buffer).Count + matcher.Update(Ann, Club.AsOf, buffer, changes).Count + (matcher.IsMember("rule", Ann, Club.AsOf) ? 1 : 0)));
    }

    [Fact]
    public void IsMember_OfOneAmongMany_AllocatesNothingAndAgrees()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap());
        Assert.Equal(0, BytesOf(() => matcher.IsMember("level-and-tea", Ann, Club.AsOf) ? 1 : throw new InvalidOperationException()));
        Assert.False(matcher.IsMember("level-and-tea", new Member(), Club.AsOf));
    }

    [Fact]
    public void Compile_OfCommonConditions_AllocatesNothing()
    {
        Func<Member, bool> compiled = Club.Bind(Club.Define("rule", c => c.All(
            c.Attribute("level").In("gold", "silver"), c.Sum("visits", "paid").AtLeast(19.5m),
            c.Max("visits", "at", v => v.Attribute("kind").Equal("gym")).AtLeast(When.Ago("P30D")))))["rule"].Compile(new MemberMap(), Club.AsOf);
        Assert.Equal(0, BytesOf(() => compiled(Ann) ? 1 : throw new InvalidOperationException()));
        Assert.False(compiled(new Member()));
    }

    [Fact]
    public void Match_SameCustomer_DoesAPinnedAmountOfWork()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap(), NotAsCode);
        var buffer = new MatchBuffer();
        matcher.Match(Ann, Club.AsOf, buffer);
        Assert.Equal(new MatchWork(Steps: 60, Leaves: 48, Segments: 22), buffer.Work);
    }

    [Fact]
    public void Match_OfSegmentsOfOneShape_LooksAtEachLeafOnce()
    {
        Segment[] segments = [.. Enumerable.Range(0, 1000).Select(i => Club.Define($"s{i}", c => c.All(
            c.Attribute("points").AtLeast(i), c.Attribute("fees").LessThan(i / 7m + 1), c.Attribute("level").Equal($"level {i % 10}"))))];
        var matcher = new SegmentMatcher<Member>(Club.Bind(segments), new MemberMap());
        var buffer = new MatchBuffer();
        SegmentMatches matches = matcher.Match(new Member { Points = 600, Fees = 40, Level = "LEVEL 3" }, Club.AsOf, buffer);
        Assert.Equal(Enumerable.Range(0, 1000).Where(i => 600 >= i && 40 < i / 7m + 1 && i % 10 == 3).Select(i => $"s{i}"), matches.ToArray());
        Assert.Equal(3, buffer.Work.Leaves);
    }

    [Fact]
    public void Match_OfSelectiveSegmentsOfManyShapes_LooksBehindOpenGatesOnly()
    {
        // Every second shape has a leaf of its own beside the gate, so that no shape is that of many.
        Segment[] segments = [.. Enumerable.Range(0, 400).Select(i => Club.Define($"s{i}", c => c.All(
            c.Attribute("points").Equal(i), Nested(c, i, 5))))];
        var matcher = new SegmentMatcher<Member>(
            Club.Bind(segments), new MemberMap(), new MatcherOptions { Layout = new IndexLayout(LeastTemplate: int.MaxValue) });
        var buffer = new MatchBuffer();
        Assert.Equal(["s123"], matcher.Match(new Member { Points = 123, Fees = 1 }, Club.AsOf, buffer).ToArray());
        Assert.Equal(1, buffer.Work.Segments);

        static Condition Nested(ConditionBuilder c, int i, int depth) => depth == 0
            ? c.Attribute("fees").LessThan(i + 1)
            : c.Any(c.Attribute("fees").GreaterThan(10_000 + i), Nested(c, i, depth - 1));
    }

    [Fact]
    public void Match_TextsThatBreakARule_AreReportedWithTheirPlace()
    {
        var member = new Member { Id = 9, Visits = [new Visit { Id = 4, Kind = "\uD800" }] };
        foreach (MatcherOptions? options in new[] { null, NotAsCode })
        {
            var matcher = new SegmentMatcher<Member>(
                Club.Bind(Club.Define("gym", c => c.Some("visits", v => v.Attribute("kind").Equal("gym")))), new MemberMap(), options);
            SegmentDataException refusal = Assert.Throws<SegmentDataException>(() => { matcher.Match(member, Club.AsOf, new MatchBuffer()); });
            Assert.Equal(("visit", "kind", "4"), (refusal.Entity, refusal.Attribute, refusal.Key));
            Assert.Contains("unpaired surrogate", refusal.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1000000000000000000", "10^18")]
    [InlineData("0.1234567891", "9 decimal places")]
    public void Match_DecimalsThatBreakARule_AreReportedWithTheirPlace(string paid, string reason)
    {
        var member = new Member { Id = 9, Visits = [new Visit { Id = 4, Paid = decimal.Parse(paid, System.Globalization.CultureInfo.InvariantCulture) }] };
        SegmentSet set = Club.Bind(Club.Define("spent", c => c.Sum("visits", "paid").AtLeast(1)));
        foreach (MatcherOptions? options in new[] { null, NotAsCode })
        {
            var matcher = new SegmentMatcher<Member>(set, new MemberMap(), options);
            AssertPlace(Assert.Throws<SegmentDataException>(() => { matcher.Match(member, Club.AsOf, new MatchBuffer()); }));
        }

        Func<Member, bool> compiled = set["spent"].Compile(new MemberMap(), Club.AsOf);
        AssertPlace(Assert.Throws<SegmentDataException>(() => compiled(member)));

        void AssertPlace(SegmentDataException refusal)
        {
            Assert.Equal(("visit", "paid", "4"), (refusal.Entity, refusal.Attribute, refusal.Key));
            Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Match_RowThatIsNull_IsReportedWithItsOwner()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(Club.Define("any", c => c.Some("visits"))), new MemberMap());
        SegmentDataException refusal = Assert.Throws<SegmentDataException>(
            () => { matcher.Match(new Member { Id = 3, Visits = [null!] }, Club.AsOf, new MatchBuffer()); });
        Assert.Equal(("member", "visits", "3"), (refusal.Entity, refusal.Attribute, refusal.Key));
    }

    [Fact]
    public void Update_AfterAFailedMatch_IsAMatch()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap());
        var buffer = new MatchBuffer();
        matcher.Match(Ann, Club.AsOf, buffer);
        Assert.Throws<SegmentDataException>(() => { matcher.Match(new Member { Level = "\uDC00" }, Club.AsOf, buffer); });
        Assert.Equal(OfEveryKind().Length, matcher.Update(Ann, Club.AsOf, buffer, SubjectChanges.None).Count);
    }

    [Fact]
    public void Matches_AfterTheBufferWasUsedAgain_AreRefused()
    {
        var matcher = new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap());
        var buffer = new MatchBuffer();
        SegmentMatches first = matcher.Match(Ann, Club.AsOf, buffer);
        matcher.Match(Ann, Club.AsOf, buffer);
        bool isRefused = false;
        try
        {
            _ = first.Count;
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.True(isRefused);
    }

    [Fact]
    public void Match_AnInstantOutOfTheCalendar_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() =>
    {
        new SegmentMatcher<Member>(Club.Bind(OfEveryKind()), new MemberMap()).Match(Ann, new DateTimeOffset(999, 12, 31, 0, 0, 0, TimeSpan.Zero), new MatchBuffer());
    });

    /// <summary>The bytes that a call allocates once it has run some times.</summary>
    private static long BytesOf(Func<int> call)
    {
        int result = 0;
        for (int i = 0; i < 100; i++)
            result += call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            result += call();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(result > 0);
        return bytes;
    }
}
