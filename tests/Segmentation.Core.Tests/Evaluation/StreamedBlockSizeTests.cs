using Segmentation.Evaluation;

namespace Segmentation.Tests.Evaluation;

public sealed class StreamedBlockSizeTests
{
    [Fact]
    public void Subjects_OfFewRowsEach_GrowToTheMost()
    {
        var size = new StreamedBlockSize(null);
        int[] sizes = [.. Enumerable.Range(0, 9).Select(_ => Next(size, rowsOfEach: 2))];
        Assert.Equal([64, 128, 256, 512, 1024, 2048, 4096, 4096, 4096], sizes);
    }

    [Fact]
    public void Subjects_OfManyRowsEach_AreAsManyAsABlockHoldsRowsOf()
    {
        var size = new StreamedBlockSize(null);
        for (int i = 0; i < 4; i++)
            Next(size, rowsOfEach: 100);
        Assert.Equal(320, size.Subjects);
        Next(size, rowsOfEach: 100_000);
        Assert.Equal(64, size.Subjects);
        Next(size, rowsOfEach: 1);
        Assert.Equal(128, size.Subjects);
    }

    [Fact]
    public void Subjects_ThatWereDeclared_StayAsTheyAre()
    {
        var size = new StreamedBlockSize(256);
        Next(size, rowsOfEach: 100_000);
        Assert.Equal(256, size.Subjects);
    }

    private static int Next(StreamedBlockSize size, long rowsOfEach)
    {
        int subjects = size.Subjects;
        size.Follow(subjects * rowsOfEach);
        return subjects;
    }
}
