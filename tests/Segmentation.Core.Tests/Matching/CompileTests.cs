using System.Linq.Expressions;
using Segmentation.Matching;

namespace Segmentation.Tests.Matching;

public sealed class CompileTests
{
    private static readonly Member Ann = new()
    {
        Id = 7,
        Level = "gold",
        Email = "ann@example.com",
        Points = 120,
        Born = new DateOnly(1990, 3, 20),
        Visits = [new Visit { Id = 1, At = Club.AsOf.AddDays(-40), Paid = 12.50m, Kind = "sauna", Drinks = [new Drink { Sort = "tea" }] }],
    };

    /// <summary>What a shop asks most is code of its own and does not ask a matcher.</summary>
    public static TheoryData<string, Func<ConditionBuilder, Condition>> Common => new()
    {
        { "text", c => c.All(c.Attribute("level").Equal("gold"), c.Attribute("email").Contains("@example."), c.Attribute("level").NotIn("tin", "lead")) },
        { "number", c => c.All(c.Attribute("points").Between(100, 130), c.Attribute("fees").Null(), c.Attribute("age").AtLeast(35)) },
        { "sum", c => c.Sum("visits", "paid", v => v.Attribute("kind").Equal("sauna")).Between(12.5m, 12.5m) },
        { "mean", c => c.Average("visits", "paid").AtLeast(12.5m) },
        { "last", c => c.Max("visits", "at").AtMost(When.Ago("P30D")) },
        { "elapsed", c => c.Attribute("days_since_visit").Equal(40) },
        { "nested", c => c.All(c.Some("visits.drinks", d => d.All(d.Attribute("sort").Equal("tea"), d.Attribute("visit.at").AtLeast(When.Ago("P90D")))), c.None("visits.drinks", d => d.Attribute("sort").Equal("wine"))) },
        { "every", c => c.Every("visits", v => v.Attribute("kind").NotEqual("gym")) },
    };

    [Theory]
    [MemberData(nameof(Common))]
    public void Compile_OfACommonCondition_IsCodeAndHolds(string id, Func<ConditionBuilder, Condition> conditions)
    {
        SegmentSet set = Club.Bind(Club.Define(id, conditions));
        MatchSources sources = new MatcherOptions().Lay(Club.Schema, new MemberMap().Build(Club.Schema), new MappedEntities());
        MatchPlan plan = MatchPlan.Of(set.Plan.SubjectDomain, set.Bound, sources, new IndexLayout());
        var moment = new Moment();
        moment.MoveTo(Club.AsOf, plan.Calendar);
        ParameterExpression member = Expression.Parameter(typeof(Member));
        Assert.NotNull(new SegmentCompiler(sources, plan.Cuts, new OneInstant(moment)).TryCompile(set[id].Membership, member));
        Assert.NotNull(plan.Compiled);

        Assert.True(set[id].Compile(new MemberMap(), Club.AsOf)(Ann));
        Assert.False(set[id].Compile(new MemberMap(), Club.AsOf)(new Member()));
    }

    [Fact]
    public void Compile_OfWhatHasNoExpression_AsksAMatcher()
    {
        SegmentSet set = Club.Bind(Club.Define("last", c => c.Attribute("last_visit.kind").Equal("SAUNA")));
        Func<Member, bool> compiled = set["last"].Compile(new MemberMap(), Club.AsOf);
        Assert.True(compiled(Ann));
        Assert.False(compiled(new Member()));
    }

    [Fact]
    public void Compile_OfAValueThatIsNotReached_LooksAtNoMoreThanItNeeds()
    {
        Func<Member, bool> compiled = Club.Bind(Club.Define("rule", c => c.All(
            c.Attribute("points").AtLeast(100), c.Attribute("level").Equal("gold"))))["rule"].Compile(new MemberMap(), Club.AsOf);
        Assert.False(compiled(new Member { Points = 1, Level = "\uD800" }));
        Assert.Throws<SegmentDataException>(() => compiled(new Member { Points = 100, Level = "\uD800" }));
    }

    [Fact]
    public void Compile_OfSumsBeyond64Bits_IsExact()
    {
        const decimal Most = 999_999_999_999_999_999.999999999m;
        SegmentSet set = Club.Bind(Club.Define("spent", c => c.Sum("visits", "paid").Between(Most * 40, Most * 40)));
        Func<Member, bool> compiled = set["spent"].Compile(new MemberMap(), Club.AsOf);
        Assert.True(compiled(new Member { Visits = [.. Enumerable.Range(0, 40).Select(i => new Visit { Id = i, Paid = Most })] }));
        Assert.False(compiled(new Member { Visits = [.. Enumerable.Range(0, 40).Select(i => new Visit { Id = i, Paid = i == 7 ? Most - 0.000000001m : Most })] }));
    }
}
