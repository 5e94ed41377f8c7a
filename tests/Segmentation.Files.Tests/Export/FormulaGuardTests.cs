using Segmentation.Files.Export;

namespace Segmentation.Files.Tests.Export;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+380441234567", "'+380441234567")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    public void Guard_WhatMayBeAFormula_GetsAnApostrophe(string text, string guarded) => Assert.Equal(guarded, FormulaGuard.Guard(text));

    [Theory]
    [InlineData("")]
    [InlineData("Ann")]
    [InlineData("1=1")]
    [InlineData(" =1")]
    [InlineData("'quoted'")]
    [InlineData("'")]
    public void Guard_AnythingElse_IsLeftAlone(string text) => Assert.Equal(text, FormulaGuard.Guard(text));

    [Fact]
    public void Unguard_WhatWasGuarded_IsTheText()
    {
        var random = new Random(7);
        const string letters = "'=+-@\t\r\n＝a1 ";
        for (int draw = 0; draw < 20_000; draw++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => letters[random.Next(letters.Length)]));
            string guarded = FormulaGuard.Guard(text);
            Assert.False(FormulaGuard.IsRisky(guarded));
            Assert.Equal(text, FormulaGuard.Unguard(guarded));
        }
    }
}
