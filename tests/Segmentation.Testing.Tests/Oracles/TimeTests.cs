namespace Segmentation.Testing.Tests;

public sealed class TimeTests
{
    private static string Holds(string created, string @operator, string value, string asOf = OracleRun.AsOf, string zone = "UTC", string attribute = "created_at") =>
        OracleRun.Members(
            $$"""{ "customers": [ { "id": 1, "{{attribute}}": "{{created}}" } ] }""",
            $$"""{ "type": "attribute", "attribute": "{{attribute}}", "operator": "{{@operator}}", "value": {{value}} }""",
            asOf,
            zone);

    [Theory]
    [InlineData("2025-01-30T21:59:59.999999Z", "=", "")]
    [InlineData("2025-01-30T22:00:00Z", "=", "1")]
    [InlineData("2025-01-31T21:59:59.9999999Z", "=", "1")]
    [InlineData("2025-01-31T22:00:00Z", "=", "")]
    [InlineData("2025-01-31T21:59:59Z", "<=", "1")]
    [InlineData("2025-01-31T22:00:00Z", "<=", "")]
    [InlineData("2025-01-30T22:00:00Z", "<", "")]
    [InlineData("2025-01-30T21:00:00Z", "<", "1")]
    [InlineData("2025-01-31T21:59:59Z", ">", "")]
    [InlineData("2025-01-31T22:00:00Z", ">", "1")]
    [InlineData("2025-01-30T22:00:00Z", ">=", "1")]
    public void Instant_AgainstADate_MeansTheWholeLocalDay(string created, string @operator, string members) =>
        Assert.Equal(members, Holds(created, @operator, "\"2025-01-31\"", zone: "Europe/Kyiv"));

    [Theory]
    [InlineData("2025-01-31T23:00:00Z", "1")]
    [InlineData("2025-02-02T00:00:00Z", "")]
    [InlineData("2025-01-29T23:59:59Z", "")]
    public void Between_TwoDates_IncludesBothDays(string created, string members) =>
        Assert.Equal(members, Holds(created, "between", """["2025-01-30", "2025-02-01"]"""));

    [Theory]
    [InlineData("2026-02-12T12:00:00Z", "P30D", "1")]
    [InlineData("2026-02-12T12:00:00.000001Z", "P30D", "")]
    [InlineData("2026-03-14T11:59:59.5Z", "PT0.5S", "1")]
    [InlineData("2026-02-14T12:00:00Z", "P1M", "1")]
    [InlineData("2026-02-14T12:00:01Z", "P1M", "")]
    [InlineData("2026-02-28T12:00:00Z", "P2W", "1")]
    public void Ago_OfAPeriod_IsExactOrACalendarStep(string created, string period, string members) =>
        Assert.Equal(members, Holds(created, "<=", $$"""{ "ago": "{{period}}" }"""));

    [Theory]
    [InlineData("2026-03-31T10:00:00Z", "P1M", "2026-02-28T10:00:00Z")]
    [InlineData("2024-03-31T10:00:00Z", "P1M", "2024-02-29T10:00:00Z")]
    [InlineData("2024-02-29T10:00:00Z", "P1Y", "2023-02-28T10:00:00Z")]
    [InlineData("2024-03-31T10:00:00Z", "P1M1D", "2024-02-28T10:00:00Z")]
    public void Ago_OfMonths_StaysInTheMonth(string asOf, string period, string instant) =>
        Assert.Equal("1", Holds(instant, "=", $$"""{ "ago": "{{period}}" }""", asOf));

    [Theory]
    // 03:30 on 2026-03-29 does not exist in Kyiv: clocks go from 03:00 to 04:00 at 01:00Z.
    [InlineData("2026-02-28T22:30:00Z", "P29D", "2026-03-29T22:30:00Z")]
    [InlineData("2026-01-29T01:30:00Z", "P2M", "2026-03-29T01:00:00Z")]
    // 03:30 on 2025-10-26 comes twice in Kyiv, first at 00:30Z.
    [InlineData("2025-09-26T00:30:00Z", "P1M", "2025-10-26T00:30:00Z")]
    public void Ahead_IntoAGapOrARepetition_IsTheFirstInstantAtOrAfter(string asOf, string period, string instant) =>
        Assert.Equal("1", Holds(instant, "=", $$"""{ "ahead": "{{period}}" }""", asOf, "Europe/Kyiv"));

    [Theory]
    [InlineData("day", 0, "2026-03-13T22:00:00Z")]
    [InlineData("day", -1, "2026-03-12T22:00:00Z")]
    [InlineData("week", 0, "2026-03-08T22:00:00Z")]
    [InlineData("month", 0, "2026-02-28T22:00:00Z")]
    [InlineData("month", 1, "2026-03-31T21:00:00Z")]
    [InlineData("quarter", 0, "2025-12-31T22:00:00Z")]
    [InlineData("quarter", -1, "2025-09-30T21:00:00Z")]
    [InlineData("year", 0, "2025-12-31T22:00:00Z")]
    public void StartOf_APeriod_IsItsFirstInstantInTheZone(string period, int offset, string instant) =>
        Assert.Equal("1", Holds(instant, "=", $$"""{ "startOf": "{{period}}", "offset": {{offset}} }""", zone: "Europe/Kyiv"));

    [Theory]
    // Midnight is skipped in Santiago on 2025-09-07: the day begins at 01:00, 04:00Z.
    [InlineData("2025-09-07T03:59:59.999999Z", "2025-09-06", "America/Santiago", "1")]
    [InlineData("2025-09-07T04:00:00Z", "2025-09-07", "America/Santiago", "1")]
    // Apia had no 30 December 2011.
    [InlineData("2011-12-30T10:00:00Z", "2011-12-30", "Pacific/Apia", "")]
    [InlineData("2011-12-30T09:59:59Z", "2011-12-29", "Pacific/Apia", "1")]
    [InlineData("2011-12-30T10:00:00Z", "2011-12-31", "Pacific/Apia", "1")]
    // The clocks of Havana go back from 01:00 to 00:00 on 2025-11-02: midnight comes twice, and the first counts.
    [InlineData("2025-11-02T04:00:00Z", "2025-11-02", "America/Havana", "1")]
    [InlineData("2025-11-02T03:59:59Z", "2025-11-01", "America/Havana", "1")]
    public void Day_WithASkippedOrRepeatedMidnight_BeginsAtTheFirstInstantAtOrAfterIt(string created, string day, string zone, string members) =>
        Assert.Equal(members, Holds(created, "=", $"\"{day}\"", zone: zone));

    [Theory]
    [InlineData("1990-03-14", "=", """{ "today": 0 }""", "UTC", "")]
    [InlineData("2026-03-14", "=", """{ "today": 0 }""", "UTC", "1")]
    [InlineData("2026-03-15", "=", """{ "today": 0 }""", "Pacific/Kiritimati", "1")]
    [InlineData("2008-03-14", "<=", """{ "today": -18, "unit": "years" }""", "UTC", "1")]
    [InlineData("2008-03-15", "<=", """{ "today": -18, "unit": "years" }""", "UTC", "")]
    [InlineData("2026-02-14", "=", """{ "today": -1, "unit": "months" }""", "UTC", "1")]
    [InlineData("2026-03-09", "=", """{ "startOf": "week" }""", "UTC", "1")]
    public void Date_AgainstToday_UsesTheLocalCalendar(string date, string @operator, string value, string zone, string members) =>
        Assert.Equal(members, Holds(date, @operator, value, zone: zone, attribute: "date_of_birth"));

    [Theory]
    [InlineData("2026-02-12T12:00:00Z", "=", "30", "1")]
    [InlineData("2026-02-11T12:00:00.000001Z", "=", "30", "1")]
    [InlineData("2026-02-11T12:00:00Z", "=", "30", "")]
    [InlineData("2026-02-11T12:00:00Z", "in", "[30, 31]", "1")]
    [InlineData("2026-03-14T00:00:00Z", ">", "0.5", "")]
    [InlineData("2026-03-13T23:59:59.999999Z", ">", "0.5", "1")]
    [InlineData("2026-03-14T00:00:00Z", "between", "[0.5, 1]", "1")]
    [InlineData("2026-03-14T12:00:00.000001Z", "<", "1", "")]
    [InlineData("2026-03-14T12:00:00.000001Z", "!=", "1", "1")]
    public void Elapsed_ComparesExactlyAndEqualsByWholeUnits(string login, string @operator, string value, string members) =>
        Assert.Equal(members, OracleRun.Members(
            $$"""{ "customers": [ { "id": 1, "last_login_at": "{{login}}" } ] }""",
            $$"""{ "type": "attribute", "attribute": "days_since_last_login", "operator": "{{@operator}}", "value": {{value}} }"""));

    [Theory]
    [InlineData("2026-03-14T12:00:00.0000002Z", "2026-03-14T12:00:00.0000001Z", "1")]
    [InlineData("2026-03-14T12:00:00.000001Z", "2026-03-14T12:00:00.0000009Z", "")]
    public void AsOf_IsExactWhileDataIsTruncatedToMicroseconds(string created, string asOf, string members) =>
        Assert.Equal(members, Holds(created, "<=", """{ "ago": "PT0S" }""", asOf));
}
