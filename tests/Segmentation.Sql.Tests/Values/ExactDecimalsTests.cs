using System.Globalization;

namespace Segmentation.Sql.Tests.Values;

public sealed class ExactDecimalsTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("10.50", "10.5")]
    [InlineData("+1", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("0000000000000000000000000000000000000012.3400000000000000000000000000000000000000000", "12.34")]
    [InlineData("-0.000000001", "-0.000000001")]
    [InlineData("999999999999999999.999999999", "999999999999999999.999999999")]
    [InlineData("1e3", "1000")]
    [InlineData("1500E-3", "1.5")]
    [InlineData("0.00000000000000000000000000000000000000001e41", "1")]
    [InlineData("0e999999999", "0")]
    public void Parse_OfANumber_IsItExactly(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), ExactDecimals.Parse(text));

    [Theory]
    [InlineData("0.0000000001")]
    [InlineData("1e-10")]
    [InlineData("1000000000000000000")]
    [InlineData("1e18")]
    [InlineData("99999999999999999999999999999999999999999999")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("0x1")]
    [InlineData("1e")]
    [InlineData("1e99999999999")]
    [InlineData("١")]
    public void Parse_OfAnythingElse_IsRefusedAndNeverRounded(string text) =>
        Assert.Throws<FormatException>(() => ExactDecimals.Parse(text));
}
