using Segmentation.Evaluation;

namespace Segmentation.Tests.Evaluation;

/// <summary>Every width of vectors, and a row at a time, find the same for random rows: any number of them, and any asked about.</summary>
public sealed class ScansTests
{
    [Theory]
    [MemberData(nameof(Counts))]
    public void InRange_OfAnyWidth_IsThatOfARowAtATime(int count)
    {
        var random = new Random(count);
        long[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => random.Next(-5, 6) })];
        foreach ((long from, long to) in new[] { (-2L, 3L), (0L, 0L), (long.MinValue, -1L), (long.MinValue, long.MaxValue), (4L, long.MaxValue) })
        {
            ulong width = unchecked((ulong)(to - from));
            AssertSame(
                random, count, row => values[row] >= from && values[row] <= to,
                (among, into) => Scans.InRange<Lanes512>(values, from, width, among, into),
                (among, into) => Scans.InRange<Lanes256>(values, from, width, among, into),
                (among, into) => Scans.InRange<Lanes128>(values, from, width, among, into),
                (among, into) => Scans.InRange<Lanes64>(values, from, width, among, into),
                (among, into) => Scans.InRange(values, from, width, among, into));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Equal_OfAnyWidth_IsThatOfARowAtATime(int count)
    {
        var random = new Random(count);
        int[] codes = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 3))];
        foreach (int code in (int[])[-1, 0, 2, 7])
        {
            AssertSame(
                random, count, row => code < 0 ? codes[row] >= 0 : codes[row] == code,
                (among, into) => Scans.Equal<Lanes512>(codes, code, among, into),
                (among, into) => Scans.Equal<Lanes256>(codes, code, among, into),
                (among, into) => Scans.Equal<Lanes128>(codes, code, among, into),
                (among, into) => Scans.Equal<Lanes64>(codes, code, among, into),
                (among, into) => Scans.Equal(codes, code, among, into));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void LookUp_OfAnyWidth_IsThatOfARowAtATime(int count)
    {
        var random = new Random(count);
        int[] codes = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 9))];
        byte[] answers = [.. Enumerable.Range(0, 10).Select(_ => (byte)random.Next(2))];
        AssertSame(
            random, count, row => answers[codes[row] + 1] != 0,
            (among, into) => Scans.LookUp<Lanes512>(codes, answers, among, into),
            (among, into) => Scans.LookUp<Lanes256>(codes, answers, among, into),
            (among, into) => Scans.LookUp<Lanes128>(codes, answers, among, into),
            (among, into) => Scans.LookUp<Lanes64>(codes, answers, among, into),
            (among, into) => Scans.LookUp(codes, answers, among, into));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void HasAny_OfAnyWidth_IsThatOfARowAtATime(int count)
    {
        var random = new Random(count);
        int[] codes = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 9))];
        byte[] answers = [.. Enumerable.Range(0, 10).Select(_ => (byte)random.Next(256))], found = new byte[count];
        Scans.LookUp(codes, answers, found);
        Assert.Equal(codes.Select(c => answers[c + 1]), found);
        foreach (byte mask in (byte[])[1, 128, 24])
        {
            var results = new ulong[5][];
            for (int i = 0; i < results.Length; i++)
                results[i] = Bits.None(count);
            Scans.HasAny<Lanes512>(found, mask, results[0]);
            Scans.HasAny<Lanes256>(found, mask, results[1]);
            Scans.HasAny<Lanes128>(found, mask, results[2]);
            Scans.HasAny<Lanes64>(found, mask, results[3]);
            Scans.HasAny(found, mask, results[4]);
            ulong[] expected = Bits.None(count);
            for (int row = 0; row < count; row++)
            {
                if ((found[row] & mask) != 0)
                    Bits.Set(expected, row);
            }

            Assert.All(results, result => Assert.Equal(expected, result));
        }
    }

    [Fact]
    public void LookUp_OfACodeWithoutAnswer_IsRefused()
    {
        int[] codes = new int[64];
        codes[40] = 3;
        Assert.Throws<ArgumentException>(() => Scans.LookUp(codes, [0, 1, 1, 1], new byte[64]));
        Assert.Throws<ArgumentException>(() => Scans.LookUp(codes, [0, 1, 1, 1], [], new ulong[1]));
    }

    public static TheoryData<int> Counts => [0, 1, 63, 64, 65, 127, 128, 200, 1000];

    private static void AssertSame(Random random, int count, Func<int, bool> holds, params Scan[] scans)
    {
        ulong[] few = Bits.None(count), most = Bits.All(count);
        for (int row = 0; row < count; row++)
        {
            if (random.Next(20) == 0)
                Bits.Set(few, row);
            if (random.Next(20) == 0 || (row >> 6) % 3 == 1)
                most[row >> 6] &= ~(1UL << row);
        }

        foreach (ulong[] among in new[] { [], few, most })
        {
            ulong[] expected = Bits.None(count);
            for (int row = 0; row < count; row++)
            {
                if (Bits.IsAmong(among, row) && holds(row))
                    Bits.Set(expected, row);
            }

            foreach (Scan scan in scans)
            {
                // What stands in the words before must not matter.
                ulong[] found = [.. expected.Select(w => ~w)];
                scan(among, found);
                Assert.Equal(expected, found);
            }
        }
    }

    private delegate void Scan(ReadOnlySpan<ulong> among, Span<ulong> into);
}
