using System.Globalization;

namespace Segmentation.InMemory.Tests;

/// <summary>What every type of a host's value is read as.</summary>
public sealed class ValuesTests
{
    private static readonly SegmentSchema Schema = SegmentSchema.Create("values", s => s.Subject("row", "rows", e => e
        .Text("text").Integer("integer").Decimal("decimal").Boolean("boolean").Date("date").Instant("instant")
        .Choice("choice").ClosedChoice("closed", "yes", "no").Set("set")));

    private enum Answer
    {
        Yes,
        No,
        Maybe,
    }

    private enum Other : byte
    {
        A,
    }

    public static TheoryData<string> Cultures => ["en-US", "de-DE", "ar-SA", "tr-TR"];

    [Fact]
    public async Task Attribute_EveryIntegerType_ReadsAsInteger()
    {
        await ReadsAsync("integer", long.MinValue, long.MinValue);
        await ReadsAsync("integer", int.MaxValue, (long)int.MaxValue);
        await ReadsAsync("integer", (short)-2, -2L);
        await ReadsAsync("integer", (ushort)3, 3L);
        await ReadsAsync("integer", (sbyte)-4, -4L);
        await ReadsAsync("integer", (byte)5, 5L);
        await ReadsAsync("integer", uint.MaxValue, (long)uint.MaxValue);
    }

    [Fact]
    public async Task Attribute_DecimalAndIntegers_ReadAsDecimal()
    {
        await ReadsAsync("decimal", 10.50m, 10.5m);
        await ReadsAsync("decimal", 999_999_999_999_999_999.999_999_999m, 999_999_999_999_999_999.999_999_999m);
        await ReadsAsync("decimal", 0.1000000000m, 0.1m);
        await ReadsAsync("decimal", 7, 7m);
        await ReadsAsync("decimal", -8L, -8m);
        await ReadsAsync("decimal", (byte)9, 9m);
    }

    [Theory]
    [InlineData(0.1, 2, 0.10)]
    [InlineData(1.005, 2, 1.00)]
    [InlineData(1.015, 2, 1.02)]
    [InlineData(-2.5, 0, -2)]
    [InlineData(1e-300, 9, 0)]
    public async Task Scale_Double_RoundsTheShortestDecimalHalfToEven(double value, int places, double expected) =>
        await ReadsAsync("decimal", value, (decimal)expected, v => v.Scale(places));

    [Fact]
    public async Task Scale_LongDoubleAndFloat_KeepMoreThanFifteenDigits()
    {
        await ReadsAsync("decimal", 12345678901234.56, 12345678901234.56m, v => v.Scale(2));
        await ReadsAsync("decimal", 9007199254740.91, 9007199254740.91m, v => v.Scale(2));
        await ReadsAsync("decimal", 0.1f, 0.1m, v => v.Scale(9));
        await ReadsAsync("decimal", (float?)null, null, v => v.Scale(9));
    }

    [Fact]
    public async Task Attribute_Booleans_ReadAsBoolean()
    {
        await ReadsAsync("boolean", true, true);
        await ReadsAsync("boolean", false, false);
        await ReadsAsync("boolean", (bool?)false, false);
    }

    [Fact]
    public async Task Attribute_DaysAndMidnights_ReadAsDate()
    {
        await ReadsAsync("date", new DateOnly(2024, 2, 29), new DateOnly(2024, 2, 29));
        await ReadsAsync("date", new DateTime(2024, 2, 29), new DateOnly(2024, 2, 29));
        await ReadsAsync("date", (DateTime?)new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc), new DateOnly(2024, 2, 29));
        await ReadsAsync("date", DateOnly.MinValue, DateOnly.MinValue);
    }

    [Fact]
    public async Task Attribute_Instants_ReadAsUtcMicroseconds()
    {
        await ReadsAsync("instant", new DateTimeOffset(2024, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), Utc(2024, 1, 1));
        await ReadsAsync("instant", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), Utc(2024, 1, 1));
        await ReadsAsync("instant", (DateTimeOffset?)Utc(1969, 12, 31).AddTicks(9), Utc(1969, 12, 31));
        await ReadsAsync("instant", DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    }

    [Theory]
    [InlineData("2025-01-15T12:00:00", "2025-01-15T10:00:00Z")] // winter
    [InlineData("2025-07-15T12:00:00", "2025-07-15T09:00:00Z")] // summer
    [InlineData("2025-03-30T03:00:00", "2025-03-30T01:00:00Z")] // the gap's first moment
    [InlineData("2025-03-30T03:30:00", "2025-03-30T01:00:00Z")] // within the gap: the first instant after it
    [InlineData("2025-03-30T04:00:00", "2025-03-30T01:00:00Z")]
    [InlineData("2025-10-26T03:30:00", "2025-10-26T00:30:00Z")] // twice: the first
    [InlineData("2025-10-26T04:00:00", "2025-10-26T02:00:00Z")]
    public async Task LocalTime_InKyiv_IsTheFirstInstantAtOrAfterIt(string local, string expected)
    {
        DateTime value = DateTime.Parse(local, CultureInfo.InvariantCulture);
        DateTimeOffset instant = DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        await ReadsAsync("instant", value, instant, v => v.LocalTime("Europe/Kyiv"));
        await ReadsAsync("instant", (DateTime?)DateTime.SpecifyKind(value, DateTimeKind.Local), instant, v => v.LocalTime("Europe/Kyiv"));
    }

    [Fact]
    public async Task LocalTime_ApiasSkippedDay_IsTheFirstInstantAfterIt() => await ReadsAsync(
        "instant", new DateTime(2011, 12, 30, 12, 0, 0), new DateTimeOffset(2011, 12, 31, 0, 0, 0, TimeSpan.FromHours(14)), v => v.LocalTime("Pacific/Apia"));

    [Fact]
    public async Task Attribute_Texts_ReadAsTheyAre()
    {
        await ReadsAsync("text", "", "");
        await ReadsAsync("text", " É \U0001F600", " É \U0001F600");
        await ReadsAsync("choice", "Pending", "Pending");
        await ReadsAsync("text", (string?)null, null);
    }

    [Fact]
    public async Task Choice_EnumOrNumber_ReadsAsTheMappedText()
    {
        await ReadsAsync("choice", Answer.No, "no", v => v.Choice((Answer.Yes, "yes"), (Answer.No, "no")));
        await ReadsAsync("choice", (Answer?)Answer.Yes, "yes", v => v.Choice((Answer.Yes, "yes"), (Answer.No, "no")));
        await ReadsAsync("choice", (Answer?)null, null, v => v.Choice((Answer.Yes, "yes")));
        await ReadsAsync("choice", Other.A, "a", v => v.Choice((Other.A, "a")));
        await ReadsAsync("closed", 2, "no", v => v.Choice((1, "yes"), (2, "no")));
        await ReadsAsync("text", 'n', "no", v => v.Choice(('n', "no")));
    }

    [Fact]
    public async Task Attribute_Sets_ReadDistinctAndMissingAsEmpty()
    {
        await ReadsAsync("set", new[] { "b", "a", "b" }, "b|a");
        await ReadsAsync("set", new List<string> { "a" }, "a");
        await ReadsAsync("set", new HashSet<string>(), "");
        await ReadsAsync("set", (IReadOnlyCollection<string>?)null, "");
    }

    [Fact]
    public async Task Attribute_NullOfEveryNullableType_IsMissing()
    {
        await ReadsAsync("integer", (long?)null, null);
        await ReadsAsync("integer", (byte?)null, null);
        await ReadsAsync("decimal", (decimal?)null, null);
        await ReadsAsync("boolean", (bool?)null, null);
        await ReadsAsync("date", (DateOnly?)null, null);
        await ReadsAsync("date", (DateTime?)null, null);
        await ReadsAsync("instant", (DateTimeOffset?)null, null);
        await ReadsAsync("instant", (DateTime?)null, null);
        await ReadsAsync("instant", (DateTime?)null, null, v => v.LocalTime("Europe/Kyiv"));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task Attribute_AnyCulture_ReadsTheSame(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            await ReadsAsync("decimal", -1234.5, -1234.5m, v => v.Scale(1));
            await ReadsAsync("instant", new DateTime(2025, 1, 15, 12, 0, 0), Utc(2025, 1, 15).AddHours(10), v => v.LocalTime("Europe/Kyiv"));
            string message = (await FailsAsync("choice", -1.5m, v => v.Choice((1m, "one")))).Message;
            Assert.Contains("'-1.5' is none of the values", message, StringComparison.Ordinal);
            message = (await FailsAsync("date", new DateTime(2025, 1, 15, 12, 0, 0))).Message;
            Assert.Contains("2025-01-15T12:00:00 has a time of day", message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Attribute_WideDecimalsThenMissing_KeepTheirValues()
    {
        decimal?[] values = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? (decimal?)null : 999_999_999_999_999_999m + i * 0.000_000_001m)];
        var map = new LambdaMap<Tuple<int, decimal?>>(m => m.Key(x => x.Item1).Attribute("decimal", x => x.Item2));
        var source = new ObjectSource<Tuple<int, decimal?>>(Schema, map, values.Select((v, i) => Tuple.Create(i, v)));
        Assert.Equal(values, (await source.RowsAsync(Schema, Schema.Want("row", "", "decimal"))).Select(r => (decimal?)r.Values[0]));
    }

    [Fact]
    public async Task Attribute_PropertyBag_ReadsEveryTypeByName()
    {
        Dictionary<string, object?>[] bags =
        [
            new()
            {
                ["id"] = "a", ["text"] = "t", ["integer"] = 1L, ["decimal"] = 1.5m, ["boolean"] = true, ["date"] = new DateOnly(2025, 1, 2),
                ["instant"] = Utc(2025, 1, 2), ["choice"] = "c", ["set"] = new[] { "x", "y" },
            },
            new()
            {
                ["id"] = "b", ["text"] = null, ["integer"] = null, ["decimal"] = null, ["boolean"] = null, ["date"] = null,
                ["instant"] = null, ["choice"] = null, ["set"] = null,
            },
        ];
        string[] names = ["text", "integer", "decimal", "boolean", "date", "instant", "choice", "set"];
        var map = new LambdaMap<Dictionary<string, object?>>(m =>
        {
            m.Key(b => (string)b["id"]!);
            foreach (string name in names)
            {
                _ = Schema.Subject.FindAttribute(name)!.Type switch
                {
                    AttributeType.Integer => m.Attribute(name, b => (long?)b[name]),
                    AttributeType.Decimal => m.Attribute(name, b => (decimal?)b[name]),
                    AttributeType.Boolean => m.Attribute(name, b => (bool?)b[name]),
                    AttributeType.Date => m.Attribute(name, b => (DateOnly?)b[name]),
                    AttributeType.Instant => m.Attribute(name, b => (DateTimeOffset?)b[name]),
                    AttributeType.Set => m.Attribute(name, b => (IEnumerable<string>?)b[name]),
                    _ => m.Attribute(name, b => (string?)b[name]),
                };
            }
        });
        List<ReadRow> rows = await new ObjectSource<Dictionary<string, object?>>(Schema, map, bags).RowsAsync(Schema, Schema.Want("row", "", names));
        Assert.Equal(["t", 1L, 1.5m, true, new DateOnly(2025, 1, 2), Utc(2025, 1, 2), "c", "x|y"], rows[0].Values);
        Assert.Equal([null, null, null, null, null, null, null, ""], rows[1].Values);
    }

    [Fact]
    public async Task Attribute_ValueThatBreaksARule_IsADataErrorWithEntityAttributeAndKey()
    {
        await FailsAsync("decimal", 1_000_000_000_000_000_000m, reason: "not below 10^18");
        await FailsAsync("decimal", 0.000_000_000_1m, reason: "more than 9 decimal places");
        await FailsAsync("decimal", double.NaN, v => v.Scale(2), "NaN is not a number");
        await FailsAsync("decimal", 1e300, v => v.Scale(2), "10^18");
        await FailsAsync("text", "a\0", reason: "U+0000");
        await FailsAsync("text", "\uD800", reason: "unpaired surrogate");
        await FailsAsync("set", new[] { "a", null! }, reason: "a member that is null");
        await FailsAsync("date", new DateTime(2024, 1, 1, 1, 0, 0), reason: "time of day");
        await FailsAsync("instant", new DateTime(2024, 1, 1), reason: "kind Unspecified");
        await FailsAsync("instant", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local), reason: "kind Local");
        await FailsAsync("instant", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), v => v.LocalTime("Europe/Kyiv"), "in UTC");
        await FailsAsync("instant", DateTime.MinValue, v => v.LocalTime("Europe/Kyiv"), "years 1 to 9999");
        await FailsAsync("instant", DateTime.MaxValue, v => v.LocalTime("America/New_York"), "years 1 to 9999");
        await FailsAsync("choice", Answer.Maybe, v => v.Choice((Answer.Yes, "yes")), "'Maybe' is none of the values");
    }

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static async Task ReadsAsync<TValue>(string attribute, TValue value, object? expected, Action<ValueMap<TValue>>? configure = null) =>
        Assert.Equal(expected, Assert.Single(await RowsAsync(attribute, value, configure)).Values[0]);

    private static async Task<SegmentDataException> FailsAsync<TValue>(
        string attribute, TValue value, Action<ValueMap<TValue>>? configure = null, string reason = "")
    {
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => RowsAsync(attribute, value, configure));
        Assert.Equal(("row", attribute, "7"), (error.Entity, error.Attribute, error.Key));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        return error;
    }

    private static Task<List<ReadRow>> RowsAsync<TValue>(string attribute, TValue value, Action<ValueMap<TValue>>? configure)
    {
        var map = new LambdaMap<Tuple<int, TValue>>(m => m.Key(x => x.Item1).Attribute(attribute, x => x.Item2, configure));
        return new ObjectSource<Tuple<int, TValue>>(Schema, map, [Tuple.Create(7, value)]).RowsAsync(Schema, Schema.Want("row", "", attribute));
    }
}
