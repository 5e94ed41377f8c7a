using System.Globalization;

namespace Segmentation.Files.Tests;

public sealed class ValueTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("007", 7)]
    [InlineData("-42", -42)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("0000000000000000000000001", 1)]
    public async Task Integer_Canonical_IsRead(string text, long expected)
    {
        _directory.Write("customers.csv", "id,failures_number", $"1,{text}");

        Assert.Equal([expected], await (await _directory.LoadAsync()).CustomerValuesAsync("failures_number"));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("1234.50", "1234.5")]
    [InlineData("00012.5", "12.5")]
    [InlineData("-0.000000001", "-0.000000001")]
    [InlineData("1.5000000000000000000000", "1.5")]
    [InlineData("999999999999999999.999999999", "999999999999999999.999999999")]
    [InlineData("-999999999999999999", "-999999999999999999")]
    public async Task Decimal_WithinBounds_IsReadExactly(string text, string expected)
    {
        _directory.Write("customers.csv", "id,store_credit", "1,0.25", $"2,{text}", "3,", "4,7");

        object?[] values = await (await _directory.LoadAsync()).CustomerValuesAsync("store_credit");

        Assert.Equal([0.25m, decimal.Parse(expected, CultureInfo.InvariantCulture), null, 7m], values);
    }

    [Fact]
    public async Task Decimals_OfGrowingScale_StayExact()
    {
        string[] values = ["92233720368547758", "0.5", "-92233720368547758.07", "", "9223372036854.775807", "0.123456789", "922337203685477580"];
        _directory.Write("customers.csv", ["id,store_credit", .. values.Select((v, i) => $"{i + 1},{v}")]);

        Assert.Equal(
            values.Select(v => v.Length == 0 ? null : (object)decimal.Parse(v, CultureInfo.InvariantCulture)),
            await (await _directory.LoadAsync()).CustomerValuesAsync("store_credit"));
    }

    [Theory]
    [InlineData("2011-01-18T10:01:00Z", "2011-01-18T10:01:00Z")]
    [InlineData("2011-01-18T10:01", "2011-01-18T10:01:00Z")]
    [InlineData("2011-01-18T10:01:02", "2011-01-18T10:01:02Z")]
    [InlineData("2011-01-18T10:01:02.5+02:00", "2011-01-18T08:01:02.5Z")]
    [InlineData("2011-01-18T01:01:02-0530", "2011-01-18T06:31:02Z")]
    [InlineData("2011-01-18T01:01:02+14", "2011-01-17T11:01:02Z")]
    [InlineData("2011-01-18T01:01:02.1234569Z", "2011-01-18T01:01:02.123456Z")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.999999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z")]
    public async Task Instant_Iso8601_IsReadInWholeMicroseconds(string text, string expected)
    {
        _directory.Write("customers.csv", "id,created_at", $"1,{text}");

        Assert.Equal([DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)], await (await _directory.LoadAsync()).CustomerValuesAsync("created_at"));
    }

    [Fact]
    public async Task Values_OfTheOtherTypes_AreRead()
    {
        _directory.Write("customers.csv", "id,is_active,date_of_birth,gender,tags", "1,true,2000-02-29,female,b|a|b", "2,false,0001-01-01,FEMALE,a", "3,,9999-12-31,,");
        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal([true, false, null], await loaded.CustomerValuesAsync("is_active"));
        Assert.Equal([new DateOnly(2000, 2, 29), DateOnly.MinValue, DateOnly.MaxValue], await loaded.CustomerValuesAsync("date_of_birth"));
        Assert.Equal(["female", "FEMALE", null], await loaded.CustomerValuesAsync("gender"));
        Assert.Equal(["b+a", "a", ""], await loaded.CustomerValuesAsync("tags"));
    }

    [Theory]
    [InlineData("failures_number", "+1", "is no integer; write digits, with '-' before them when it is negative, such as 1200")]
    [InlineData("failures_number", "1.0", "is no integer")]
    [InlineData("failures_number", "1e3", "is no integer")]
    [InlineData("failures_number", " 1", "is no integer")]
    [InlineData("failures_number", "-", "is no integer")]
    [InlineData("failures_number", "٣", "is no integer")]
    [InlineData("failures_number", "9223372036854775808", "does not fit 64 bits")]
    [InlineData("failures_number", "-9223372036854775809", "does not fit 64 bits")]
    [InlineData("failures_number", "123456789012345678901234567890", "does not fit 64 bits")]
    [InlineData("store_credit", "1,5", "is no decimal; write digits with a point before the decimal places, without exponent or grouping, such as 1234.50")]
    [InlineData("store_credit", "1 000", "is no decimal")]
    [InlineData("store_credit", "1e3", "is no decimal")]
    [InlineData("store_credit", "+1", "is no decimal")]
    [InlineData("store_credit", ".5", "is no decimal")]
    [InlineData("store_credit", "5.", "is no decimal")]
    [InlineData("store_credit", "-", "is no decimal")]
    [InlineData("store_credit", "1.2.3", "is no decimal")]
    [InlineData("store_credit", "NaN", "is no decimal")]
    [InlineData("store_credit", "12345678901234567890.1.2", "is no decimal")]
    [InlineData("store_credit", "1000000000000000000", "is not below 10^18 in size")]
    [InlineData("store_credit", "-1000000000000000000.5", "is not below 10^18 in size")]
    [InlineData("store_credit", "0.1234567891", "has more than 9 decimal places")]
    [InlineData("is_active", "TRUE", "is no boolean; write true or false")]
    [InlineData("is_active", "1", "is no boolean")]
    [InlineData("date_of_birth", "2001-02-29", "is no date; write a day of the calendar as yyyy-MM-dd, such as 2025-01-31")]
    [InlineData("date_of_birth", "2001-13-01", "is no date")]
    [InlineData("date_of_birth", "2001-00-01", "is no date")]
    [InlineData("date_of_birth", "2001-1-01", "is no date")]
    [InlineData("date_of_birth", "0000-01-01", "is no date")]
    [InlineData("date_of_birth", "01/02/2001", "is no date")]
    [InlineData("date_of_birth", "2001-01-01T00:00:00Z", "is no date")]
    [InlineData("created_at", "2001-01-01", "is a day without a time; write an instant such as 2025-01-31T00:00:00Z")]
    [InlineData("created_at", "2001-01-01 10:00:00Z", "is no instant; write ISO 8601 with an offset or Z, such as 2025-01-31T14:30:00Z")]
    [InlineData("created_at", "2001-01-01T24:00:00Z", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:60:00Z", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:00:60Z", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:00:00.Z", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:00:00+15:00", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:00:00+0100x", "is no instant")]
    [InlineData("created_at", "2001-01-01T10:00:00z", "is no instant")]
    [InlineData("created_at", "0001-01-01T00:00:00+01:00", "is no instant")]
    [InlineData("created_at", "9999-12-31T23:59:59-01:00", "is no instant")]
    [InlineData("tags", "a||b", "has an empty member; write one '|' between two members and none elsewhere")]
    [InlineData("tags", "|a", "has an empty member")]
    [InlineData("tags", "a|", "has an empty member")]
    [InlineData("tags", "|", "has an empty member")]
    public async Task Value_OfAnotherForm_IsRefusedWithItsPlace(string column, string value, string reason)
    {
        _directory.Write("customers.csv", $"id,email,{column}", "1,x,", $"2,y,\"{value}\"");

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(("customers.csv", 3, column, 3, value), (problem.File, problem.Line, problem.Column, problem.ColumnNumber, problem.Value));
        Assert.StartsWith($"'{value}' {reason}", problem.Message, StringComparison.Ordinal);
        Assert.Equal($"customers.csv:3, column {column}: {problem.Message}", problem.ToString());
    }

    [Fact]
    public async Task Value_LongOrOfSeveralLines_IsShownOnOneShortLine()
    {
        _directory.Write("customers.csv", "id,failures_number", $"1,\"a\nb{new string('x', 100)}\"");

        DataProblem problem = await _directory.ProblemAsync();

        Assert.StartsWith($"'a⏎b{new string('x', 57)}…' is no integer", problem.Message, StringComparison.Ordinal);
        Assert.Equal(103, problem.Value!.Length);
    }
}
