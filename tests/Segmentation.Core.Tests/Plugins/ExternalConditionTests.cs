namespace Segmentation.Tests.Plugins;

public sealed class ExternalConditionTests
{
    private const string People = """
        { "customers": [ { "id": 1, "email": "a" }, { "id": 2 }, { "id": 3, "email": "c" }, { "id": 4 } ] }
        """;

    private static readonly ConditionLanguage Language = ConditionLanguage.BuiltIn.Extend(l => l.AddExternal<Known>());
    private static readonly ConditionBuilder C = new();

    [Fact]
    public async Task Question_BesideAnd_IsAskedAboutThoseWhoAreLeft()
    {
        var host = new Host("odd", 1, 3);
        EvaluationResult result = await Evaluate(C.All(C.Attribute("email").NotNull(), new Known("odd")), host);
        Assert.Equal("1 3", result.Members());
        Assert.Equal(["odd: 1 3"], host.Asked);
        Assert.Equal(2, result.Statistics.CustomersAsked);
    }

    [Fact]
    public async Task Question_BesideOr_IsAskedAboutThoseWhoAreLeft()
    {
        var host = new Host("odd", 1, 3);
        EvaluationResult result = await Evaluate(C.Any(C.Attribute("email").NotNull(), C.AllFalse(new Known("odd"))), host);
        Assert.Equal("1 2 3 4", result.Members());
        Assert.Equal(["odd: 2 4"], host.Asked);
    }

    [Fact]
    public async Task Question_ThatAnotherAnswerSettles_IsNotAsked()
    {
        var host = new Host("odd", 1, 3);
        EvaluationResult result = await Evaluate(C.Any(new Known("odd"), new Known("even")), host);
        Assert.Equal("1 3", result.Members());
        Assert.Equal(["odd: 1 2 3 4", "even: 2 4"], host.Asked);
    }

    [Fact]
    public async Task Question_InABranchThatIsDecided_IsNotAsked()
    {
        var host = new Host("even", 2, 4);
        EvaluationResult result = await Evaluate(C.Any(C.All(C.Attribute("email").NotNull(), new Known("odd")), new Known("even")), host);
        Assert.Equal("2 4", result.Members());
        Assert.Equal(["even: 1 2 3 4", "odd: 1 3"], host.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Question_OfTwoSegments_IsAskedOnceACustomer()
    {
        var host = new Host("odd", 1, 3);
        EvaluationResult result = await Evaluate(
            host,
            Segment.Define("a").Where(c => c.All(c.Attribute("email").NotNull(), new Known("odd"))),
            Segment.Define("b").Where(c => c.All(c.Attribute("email").Null(), new Known("odd"))),
            Segment.Define("c").Where(c => c.NotInSegment("a")));
        Assert.Equal(("1 3", "", "2 4"), (result.Members("a"), result.Members("b"), result.Members("c")));
        Assert.Equal(["odd: 1 2 3 4"], host.Asked);
    }

    [Fact]
    public async Task Question_OfAnInactiveSegmentOrAboutListedCustomers_IsNotAsked()
    {
        var host = new Host("odd", 1, 3);
        Segment[] segments = [Segment.Define("off").Where(new Known("odd")).Inactive(), Segment.Define("listed").Where(new Known("odd"))];
        var lists = new SegmentLists(new Dictionary<string, SegmentList> { ["listed"] = new(["2"], ["3"]) });
        Testing.Dataset data = Testing.Dataset.Parse(CommerceSchema.Create(), People);
        SegmentSet set = SegmentSet.Bind(data.Schema, segments, lists, new BindOptions { Language = Language });
        EvaluationResult result = await new SegmentEvaluator(new Testing.DatasetSource(data)).EvaluateAsync(
            set, PluginRun.AsOf, new EvaluationOptions { External = Answers(host) }, ct: TestContext.Current.CancellationToken);
        Assert.Equal(("", "1 2"), (result.Members("off"), result.Members("listed")));
        Assert.Equal(["odd: 1 4"], host.Asked);
    }

    [Fact]
    public async Task Question_AboutMany_ComesInBatches()
    {
        var host = new Host("odd", 1, 3);
        EvaluationResult result = await PluginRun.EvaluateAsync(
            People, new Known("odd"), Language, Answers(host, new ExternalAnswerOptions { BatchSize = 3 }));
        Assert.Equal("1 3", result.Members());
        Assert.Equal(["odd: 1 2 3", "odd: 4"], host.Asked);
    }

    [Fact]
    public async Task Failure_OfTheHost_FailsTheSegmentsThatNeedIt()
    {
        var host = new Host("odd", 1, 3) { Fail = _ => throw new HttpRequestException("no route") };
        EvaluationResult result = await Evaluate(
            host,
            Segment.Define("direct").Where(new Known("odd")),
            Segment.Define("other").Where(c => c.Attribute("email").NotNull()),
            Segment.Define("reference").Where(c => c.NotInSegment("direct")),
            Segment.Define("settled").Where(c => c.All(c.Attribute("email").Equal("z"), new Known("odd"))));

        Assert.Equal(["direct", "reference"], result.Failures.Select(f => f.SegmentId));
        Assert.Equal("the host failed to answer for 'acme.known': no route", result.Failures[0].Reason);
        Assert.IsType<HttpRequestException>(result.Failures[0].Exception);
        Assert.Equal("direct", Assert.Throws<SegmentFailedException>(() => result["direct"]).Failure.SegmentId);
        Assert.Equal(("1 3", ""), (result.Members("other"), result.Members("settled")));
        Assert.Equal(["other", "settled"], result.Segments.Select(s => s.SegmentId));
        Assert.Equal(["other"], result.SegmentsOf(new SubjectKey(1)));
        Assert.Single(host.Asked);
    }

    [Fact]
    public async Task Failure_InALaterBlock_FailsTheSegmentAndAsksNoMore()
    {
        string people = $$"""{ "customers": [ {{string.Join(',', Enumerable.Range(1, 300).Select(i => $$"""{ "id": {{i}} }"""))}} ] }""";
        var host = new Host("odd") { Fail = asked => asked == 2 ? throw new HttpRequestException("no route") : Task.CompletedTask };
        EvaluationResult result = await PluginRun.EvaluateAsync(people, [Segment.Define("s").Where(new Known("odd"))], Language, Answers(host), blockSize: 64);
        Assert.Equal("s", Assert.Single(result.Failures).SegmentId);
        Assert.Equal(300, result.SubjectCount);
        Assert.Equal(2, host.Asked.Count);
    }

    [Fact]
    public async Task Timeout_OfAHostThatHeedsNothing_FailsTheSegment()
    {
        var time = new ManualTime();
        var host = new Host("odd") { Fail = _ => { time.Elapse(); return new TaskCompletionSource().Task; } };
        EvaluationResult result = await PluginRun.EvaluateAsync(
            People, new Known("odd"), Language, ExternalAnswers.Create(a => a.Add(host, new ExternalAnswerOptions { Timeout = TimeSpan.FromSeconds(5) }), time));
        Assert.Equal("the host did not answer for 'acme.known' within 00:00:05", Assert.Single(result.Failures).Reason);
        Assert.Equal(TimeSpan.FromSeconds(5), time.Due);
    }

    [Fact]
    public async Task Cancellation_WhileTheHostAnswers_EndsTheEvaluation()
    {
        using var stop = new CancellationTokenSource();
        var host = new Host("odd") { Fail = _ => { stop.Cancel(); return new TaskCompletionSource().Task; } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PluginRun.EvaluateAsync(
            People, [Segment.Define("s").Where(new Known("odd"))], Language, Answers(host), ct: stop.Token));
    }

    [Fact]
    public async Task Answer_WithACustomerWhoWasNotAskedAbout_FailsTheSegment()
    {
        EvaluationResult result = await Evaluate(C.All(C.Attribute("email").NotNull(), new Known("odd")), new Host("odd", 1, 2) { IsLoose = true });
        Assert.Contains("customer '2'", Assert.Single(result.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfNobody_FailsTheSegment()
    {
        EvaluationResult result = await PluginRun.EvaluateAsync(People, new Known("odd"), Language);
        Assert.Contains("nobody answers", Assert.Single(result.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_SecondHostOfAType_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ExternalAnswers.Create(a => a.Add(new Host("a")).Add(new Host("b"))));

    [Fact]
    public void Add_OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Answers(new Host("a"), new ExternalAnswerOptions { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Answers(new Host("a"), new ExternalAnswerOptions { BatchSize = 0 }));
    }

    private static ExternalAnswers Answers(Host host, ExternalAnswerOptions? options = null) => ExternalAnswers.Create(a => a.Add(host, options));

    private static Task<EvaluationResult> Evaluate(Condition condition, Host host) => PluginRun.EvaluateAsync(People, condition, Language, Answers(host));

    private static Task<EvaluationResult> Evaluate(Host host, params Segment[] segments) =>
        PluginRun.EvaluateAsync(People, segments, Language, Answers(host));

    [ConditionType("acme.known")]
    public sealed record Known(string As) : ExternalCondition;

    /// <summary>Knows the members of one condition, and none of any other.</summary>
    private sealed class Host(string name, params long[] members) : IExternalAnswers<Known>
    {
        public List<string> Asked { get; } = [];

        public bool IsLoose { get; init; }

        /// <summary>What comes before the answer, by the number of the question.</summary>
        public Func<int, Task> Fail { get; init; } = _ => Task.CompletedTask;

        public async ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<Known> question, CancellationToken ct)
        {
            Assert.Equal(PluginRun.AsOf, question.AsOf);
            Asked.Add($"{question.Condition.As}: {string.Join(' ', question.Customers)}");
            await Fail(Asked.Count);
            SubjectKey[] known = question.Condition.As == name ? [.. members.Select(m => new SubjectKey(m))] : [];
            return IsLoose ? known : [.. known.Intersect(question.Customers)];
        }
    }

    /// <summary>A clock whose one timer ends when it is told to.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private Action? _end;

        public TimeSpan Due { get; private set; }

        public void Elapse() => _end!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            _end = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
