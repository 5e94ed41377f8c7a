using Segmentation.Sql.Store;

namespace Segmentation.Sql.Tests.Store;

public sealed class StoredValuesTests
{
    [Fact]
    public void ToStored_OfInstants_IsWholeMicrosecondsSince1970()
    {
        Assert.Equal(0, DateTimeOffset.UnixEpoch.ToStored());
        Assert.Equal(-1, DateTimeOffset.UnixEpoch.AddMicroseconds(-1).ToStored());
        Assert.Equal(1_000_001, new DateTimeOffset(1970, 1, 1, 2, 0, 1, 0, 1, TimeSpan.FromHours(2)).ToStored());
        Assert.Equal(DateTimeOffset.MaxValue.UtcTicks / 10 - DateTimeOffset.UnixEpoch.UtcTicks / 10, DateTimeOffset.MaxValue.ToStored());
    }

    [Fact]
    public void ToStored_OfTexts_IsAJsonArray() => Assert.Equal("[\"a\",\"\"]", new[] { "a", "" }.ToStored());
}
