using Segmentation.Testing;

namespace Segmentation.Tests.Diagnostics;

/// <summary>
/// Random conditions and data over a schema with few attributes and fewer values, so that conditions often exclude, imply
/// or repeat each other.
/// </summary>
internal sealed class TinyShop(int seed)
{
    private static readonly string[] Texts = ["a", "A", "ab", "b", "ba"];
    private static readonly string[] Instants = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-01T00:00:00Z", "2026-02-28T12:00:00Z"];

    private const int Kinds = 16;

    private readonly Random _random = new(seed);
    private readonly int _often = (int)((uint)seed / 7 % Kinds);

    public static SegmentSchema Schema { get; } = SegmentSchema.Create("tiny", schema => schema
        .Subject("customer", "customers", customer => customer
            .Integer("a", "b").Decimal("price").Boolean("flag").Text("text").ClosedChoice("kind", "a", "b").Date("day").Instant("at").Set("tags")
            .Many("orders", "order")
            .Part("home", "place")
            .Reference("friend", "person")
            .Selected("last", "order", new Selection("orders", Extreme.Greatest, ["placed"], new ConditionBuilder().All(new ConditionBuilder().Attribute("total").NotNull())))
            .Computed("number", AttributeType.Integer, new Computation.Aggregate(AggregateFunction.Count, "orders"))
            .Computed("latest", AttributeType.Instant, new Computation.Aggregate(AggregateFunction.Max, "orders", new Computation.Attribute("placed")))
            .Computed("since", AttributeType.Elapsed, new Computation.Elapsed(ElapsedUnit.Days, new Computation.Attribute("latest")))
            .Computed("both", AttributeType.Integer, new Computation.Add(new Computation.Attribute("a"), new Computation.Attribute("b")))
            .Computed("has_home", AttributeType.Boolean, new Computation.Exists("home"))
            .Computed("years", AttributeType.Integer, new Computation.CompletedYears(new Computation.Attribute("day"), LeapDayRule.February28))
            .Computed("city", AttributeType.Text, new Computation.Attribute("home.city")))
        .Entity("order", "orders", order => order
            .Integer("total").Choice("status").Instant("placed").Many("items", "item").Part("to", "place").Parent("customer", "customer"))
        .Entity("item", "items", item => item.Integer("pieces").Parent("order", "order"))
        .Entity("person", "persons", person => person.Text("name").Integer("size"))
        .Entity("place", "places", place => place.Text("city").Integer("floor"))
        .Roles(new SchemaRoles { Group = "kind" }));

    public static DateTimeOffset[] AsOfs { get; } =
        [new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 2, 28, 23, 30, 0, TimeSpan.Zero), new(2024, 2, 29, 11, 0, 0, TimeSpan.Zero)];

    public Condition Condition(int depth = 3) => Condition("customer", depth);

    /// <summary>The same in other words.</summary>
    public Condition Rephrase(Condition condition)
    {
        var c = new ConditionBuilder();
        switch (condition)
        {
            case CombinationCondition group when _random.Next(2) == 0:
                return group with { Are = !group.Are, Conditions = [.. group.Conditions.Select(child => c.AnyFalse(Rephrase(child)))] };
            case CombinationCondition group:
                return c.AnyFalse(new CombinationCondition(
                    group.Match == Match.All ? Match.Any : Match.All, !group.Are, [.. group.Conditions.Reverse().Select(Rephrase)]));
            case AttributeCondition { Operator.Name: ">=" } least:
                return c.Any(least with { Operator = Operator.GreaterThan }, least with { Operator = Operator.Equal });
            case AttributeCondition { Operator.Name: "<" } less:
                return c.All(less with { Operator = Operator.AtMost }, less with { Operator = Operator.NotEqual });
            case AttributeCondition { Operator.Name: "in", Value: Operand.List list } one:
                return c.Any(list.Items.Select(item => one with { Operator = Operator.Equal, Value = item }));
            case AttributeCondition { Operator.Name: "between", Value: Operand.List { Items: [Operand low, Operand high] } } range:
                return c.All(range with { Operator = Operator.AtLeast, Value = low }, range with { Operator = Operator.AtMost, Value = high });
            case RelatedCondition { Quantifier: Quantifier.None } none:
                return c.AllFalse(none with { Quantifier = Quantifier.Some });
            default:
                return condition;
        }
    }

    private Condition Condition(string entity, int depth) => depth == 0 || _random.Next(4) == 0 ? Leaf(entity, depth) : Group(entity, depth);

    private CombinationCondition Group(string entity, int depth) => new(
        _random.Next(2) == 0 ? Match.All : Match.Any,
        _random.Next(4) > 0,
        [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Condition(entity, depth - 1))]);

    private Condition Leaf(string entity, int depth)
    {
        var c = new ConditionBuilder();
        if (entity == "customer")
        {
            // One kind of question a segment would be too few to clash, so one comes often in each draw.
            return (_random.Next(2) == 0 ? _often : _random.Next(Kinds)) switch
            {
                0 => Number(c.Attribute("b")),
                1 => Number(c.Attribute("price"), half: true),
                2 => c.Attribute("flag").Is(_random.Next(2) == 0 ? Operator.Equal : Operator.NotEqual, _random.Next(2) == 0),
                3 => Text(c.Attribute(_random.Next(4) > 0 ? "text" : "kind"), contains: true),
                4 => Day(c.Attribute("day")),
                5 => Instant(c.Attribute(_random.Next(2) == 0 ? "at" : "latest")),
                6 => Set(c.Attribute("tags")),
                7 => Number(c.Attribute(Pick("number", "both", "years"))),
                8 => c.Attribute("since").Is(Pick(Operator.LessThan, Operator.AtMost, Operator.GreaterThan, Operator.AtLeast, Operator.Equal), _random.Next(-1, 3)),
                9 => c.Attribute(Pick("a", "price")).Is(Pick(Operator.LessThan, Operator.Equal, Operator.AtLeast), c.ValueOf("b", Pick(1m, 2m))),
                10 => Path(c, Pick("home.city", "last.status", "friend.name", "city", "last.to.city")),
                11 => c.Attribute("has_home").Equal(_random.Next(2) == 0),
                12 => Figure("orders", depth),
                13 or 14 => Related(depth),
                _ => Number(c.Attribute("a")),
            };
        }

        return entity switch
        {
            "order" => _random.Next(7) switch
            {
                0 => Number(c.Attribute("total")),
                1 => Instant(c.Attribute("placed")),
                2 => Text(c.Attribute("to.city"), contains: false),
                3 => Number(c.Attribute("customer.a")),
                4 => new RelatedCondition("items", Pick(Quantifier.Some, Quantifier.None), _random.Next(2) == 0 ? null : Group("item", 1)),
                _ => Text(c.Attribute("status"), contains: false),
            },
            "item" => Number(c.Attribute(Pick("pieces", "order.total", "pieces"))),
            "place" => _random.Next(2) == 0 ? Number(c.Attribute("floor")) : Text(c.Attribute("city"), contains: false),
            _ => _random.Next(2) == 0 ? Number(c.Attribute("size")) : Text(c.Attribute("name"), contains: false),
        };
    }

    private RelatedCondition Related(int depth)
    {
        (string relation, string entity) = Pick(("orders", "order"), ("orders", "order"), ("orders.items", "item"), ("home", "place"), ("last", "order"), ("friend", "person"));
        Quantifier quantifier = Pick(Quantifier.Some, Quantifier.None, Quantifier.Every);
        CombinationCondition? where = quantifier != Quantifier.Every && _random.Next(4) == 0 ? null : Group(entity, Math.Max(1, depth - 1));
        return new RelatedCondition(relation, quantifier, where);
    }

    private AggregateCondition Figure(string relation, int depth)
    {
        AggregateFunction function = Enum.GetValues<AggregateFunction>()[_random.Next(6)];
        CombinationCondition? where = _random.Next(2) == 0 ? null : Group("order", Math.Max(1, depth - 1));
        string? attribute = function == AggregateFunction.Count ? null : "total";
        return new AggregateCondition(relation, function, attribute, Pick(Operator.Equal, Operator.AtLeast, Operator.LessThan, Operator.NotEqual), _random.Next(0, 3), where);
    }

    private Condition Path(ConditionBuilder c, string path) => Text(c.Attribute(path), contains: false);

    private Condition Number(AttributeConditionBuilder value, bool half = false)
    {
        decimal Draw() => half ? _random.Next(0, 7) / 2m : _random.Next(0, 4);
        decimal low = Draw();
        return _random.Next(6) switch
        {
            0 => value.Is(Pick(Operator.Null, Operator.NotNull)),
            1 => value.Is(Pick(Operator.Between, Operator.NotBetween), new Operand.List([low, low + _random.Next(3)])),
            2 => value.Is(Pick(Operator.In, Operator.NotIn), new Operand.List([Draw(), Draw()])),
            _ => value.Is(Pick(Operator.Equal, Operator.NotEqual, Operator.LessThan, Operator.AtMost, Operator.GreaterThan, Operator.AtLeast), low),
        };
    }

    private Condition Text(AttributeConditionBuilder value, bool contains) => _random.Next(contains ? 9 : 3) switch
    {
        0 => value.Is(Pick(Operator.Null, Operator.NotNull)),
        1 => value.Is(Pick(Operator.In, Operator.NotIn), new Operand.List([Choice(), Choice()])),
        > 2 => value.Is(
            Pick(Operator.Contains, Operator.DoesNotContain, Operator.BeginsWith, Operator.DoesNotBeginWith, Operator.EndsWith, Operator.DoesNotEndWith),
            Pick("a", "b", "ab", "B")),
        _ => value.Is(Pick(Operator.Equal, Operator.NotEqual), Choice()),
    };

    // Of the closed choice, too.
    private Operand Choice() => Pick("a", "b", "A");

    private Condition Set(AttributeConditionBuilder value) => _random.Next(4) == 0
        ? value.Is(Pick(Operator.Null, Operator.NotNull))
        : value.Is(Pick(Operator.HasAny, Operator.HasAll, Operator.HasNone), new Operand.List([Pick<Operand>("a", "b"), Pick<Operand>("a", "b", "c")]));

    private Condition Day(AttributeConditionBuilder value)
    {
        Operand operand = _random.Next(3) switch
        {
            0 => new DateOnly(2026, 2, _random.Next(26, 29)),
            1 => When.Today(_random.Next(-2, 2), Pick(DateUnit.Days, DateUnit.Days, DateUnit.Months)),
            _ => When.StartOf(Pick(CalendarPeriod.Day, CalendarPeriod.Week, CalendarPeriod.Month), _random.Next(-1, 2)),
        };
        return value.Is(Pick(Operator.Equal, Operator.NotEqual, Operator.LessThan, Operator.AtMost, Operator.GreaterThan, Operator.AtLeast), operand);
    }

    private Condition Instant(AttributeConditionBuilder value)
    {
        Operand operand = _random.Next(4) switch
        {
            0 => Pick(Instants),
            1 => When.Ago(Pick("P1D", "P2D", "P1M", "PT12H")),
            2 => When.Ahead(Pick("P1D", "PT0S")),
            _ => When.StartOf(Pick(CalendarPeriod.Day, CalendarPeriod.Week, CalendarPeriod.Month, CalendarPeriod.Year), _random.Next(-1, 2)),
        };
        return value.Is(Pick(Operator.Equal, Operator.NotEqual, Operator.LessThan, Operator.AtMost, Operator.GreaterThan, Operator.AtLeast), operand);
    }

    /// <summary>Customers with few different values, each value missing now and then.</summary>
    public Dataset Data(int customers)
    {
        var rows = new List<DatasetRow>();
        int order = 0, item = 0;
        for (int person = 1; person <= 3; person++)
            rows.Add(new DatasetRow("person") { Key = $"{person}", Values = Values(("name", () => Pick(Texts)), ("size", () => (long)_random.Next(4))) });
        for (int customer = 1; customer <= customers; customer++)
        {
            rows.Add(new DatasetRow("customer")
            {
                Key = $"{customer}",
                Values = Values(
                    ("a", () => (long)_random.Next(-1, 5)), ("b", () => (long)_random.Next(-1, 5)), ("price", () => _random.Next(0, 14) / 4m),
                    ("flag", () => _random.Next(2) == 0), ("text", () => Pick(Texts)), ("kind", () => Pick(Texts)), ("day", () => Date()), ("at", () => Time()),
                    ("tags", () => (IReadOnlyList<string>)[.. Texts.Where(_ => _random.Next(3) == 0)])),
                Parts = Place("home"),
                References = _random.Next(2) == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["friend"] = $"{_random.Next(1, 4)}" },
            });
            for (int i = _random.Next(4); i > 0; i--)
            {
                order++;
                rows.Add(new DatasetRow("order")
                {
                    Key = $"{order}",
                    Parents = new Dictionary<string, string> { ["customer"] = $"{customer}" },
                    Values = Values(("total", () => (long)_random.Next(-1, 4)), ("status", () => Pick(Texts)), ("placed", () => Time())),
                    Parts = Place("to"),
                });
                for (int j = _random.Next(3); j > 0; j--)
                {
                    rows.Add(new DatasetRow("item")
                    {
                        Key = $"{++item}",
                        Parents = new Dictionary<string, string> { ["order"] = $"{order}" },
                        Values = Values(("pieces", () => (long)_random.Next(4))),
                    });
                }
            }
        }

        return new Dataset(Schema, rows);
    }

    private Dictionary<string, DatasetRow> Place(string name) => _random.Next(3) == 0
        ? []
        : new() { [name] = new DatasetRow("place") { Values = Values(("city", () => Pick(Texts)), ("floor", () => (long)_random.Next(4))) } };

    private Dictionary<string, object> Values(params (string Name, Func<object> Draw)[] values) =>
        values.Where(_ => _random.Next(5) > 0).ToDictionary(v => v.Name, v => v.Draw());

    private DateOnly Date() => DateOnly.FromDateTime(Time().UtcDateTime);

    private DateTimeOffset Time()
    {
        DateTimeOffset asOf = Pick(AsOfs);
        return _random.Next(5) == 0 ? asOf : asOf.AddHours(_random.Next(-100, 50)).AddMonths(_random.Next(4) == 0 ? -1 : 0);
    }

    private T Pick<T>(params T[] of) => of[_random.Next(of.Length)];
}
