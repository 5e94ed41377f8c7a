using Segmentation.Sql.Store;

namespace Segmentation.Sql.Tests.Store;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Ünïcode 😀 '\" \u0001 \uFFFD \uFFFF")]
    public void Exact_OfAWholeText_IsTheText(string text)
    {
        Assert.Same(text, StoredText.Exact(text));
        Assert.Same(text, StoredText.ForPeople(text));
    }

    // By their numbers, as half a surrogate pair does not survive the runner of the tests.
    [Theory]
    [InlineData("a\uFFFDb", 0x61, 0, 0x62)]
    [InlineData("\uFFFD", 0xD83D)]
    [InlineData("\uFFFD", 0xDE00)]
    [InlineData("\uFFFD\uFFFD", 0xDE00, 0xD83D)]
    [InlineData("\uFFFD😀", 0xD83D, 0xD83D, 0xDE00)]
    public void ForPeople_OfWhatNoDatabaseKeeps_HasReplacements(string replaced, params int[] characters)
    {
        string text = string.Concat(characters.Select(c => (char)c));
        Assert.Equal(replaced, StoredText.ForPeople(text));
        Assert.Contains($"'{replaced}' cannot be stored", Assert.Throws<ArgumentException>(() => StoredText.Exact(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForPeople_OfNothing_IsNothing() => Assert.Null(StoredText.ForPeople(null));
}
