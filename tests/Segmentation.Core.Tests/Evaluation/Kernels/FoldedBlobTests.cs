namespace Segmentation.Tests.Evaluation;

/// <summary>One search over all texts finds what a test of each finds.</summary>
public sealed class FoldedBlobTests
{
    [Theory]
    [InlineData("ab", false, false)]
    [InlineData("AB", true, false)]
    [InlineData("b", false, true)]
    [InlineData("aB", true, true)]
    [InlineData("@", false, false)]
    public void Find_OfAPart_IsWhatEachTextSays(string part, bool atStart, bool atEnd)
    {
        var random = new Random(3);
        string[] texts = ["", "ab", .. Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "aAbB@"[random.Next(5)]))), "", "xb"];
        FoldedBlob blob = FoldedBlob.Of(texts)!;
        IEnumerable<int> expected = Enumerable.Range(0, texts.Length).Where(i =>
            (!atStart || texts[i].StartsWith(part, StringComparison.OrdinalIgnoreCase))
            && (!atEnd || texts[i].EndsWith(part, StringComparison.OrdinalIgnoreCase))
            && texts[i].Contains(part, StringComparison.OrdinalIgnoreCase)
            && (!atStart || !atEnd || texts[i].Equals(part, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(expected, blob.Find(part, atStart, atEnd));
    }

    [Fact]
    public void Of_ATextThatIsNotAscii_IsNone() => Assert.Null(FoldedBlob.Of(["a", "é"]));
}
