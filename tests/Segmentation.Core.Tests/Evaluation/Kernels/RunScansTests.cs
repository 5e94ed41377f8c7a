using Segmentation.Evaluation;

namespace Segmentation.Tests.Evaluation;

/// <summary>Figures over runs are those of plain loops, for random runs (empty and long ones among them) and rows that count.</summary>
public sealed class RunScansTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Count_OfRuns_IsThatOfALoop(int seed)
    {
        var shop = new RandomRuns(seed);
        long[] all = new long[shop.Runs.Count], some = new long[shop.Runs.Count];
        RunScans.Count(shop.Runs, all);
        RunScans.Count(shop.Runs, shop.Among, new int[shop.Among.Length + 1], some);
        Assert.Equal(shop.PerParent(rows => (long)rows.Count()), all);
        Assert.Equal(shop.PerParent(rows => (long)rows.Count(shop.Counts)), some);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_OfRuns_IsThatOfALoop(int seed)
    {
        var shop = new RandomRuns(seed);
        ulong[] all = Bits.None(shop.Runs.Count), some = Bits.None(shop.Runs.Count), few = Bits.None(shop.Runs.Count), sought = Bits.None(shop.Runs.Count);
        RunScans.Any(shop.Runs, all);
        RunScans.Any(shop.Runs, shop.Among, new int[shop.Among.Length + 1], some);
        RunScans.AnyOfFew(shop.Runs, shop.Among, shop.Parents, few);
        Assert.Equal(shop.BitPerParent(rows => rows.Any()), all);
        Assert.Equal(shop.BitPerParent(rows => rows.Any(shop.Counts)), some);
        RunScans.ParentsOf(shop.Runs, shop.Among, sought);
        Assert.Equal(some, sought);
        Bits.And(some, shop.Parents);
        Assert.Equal(some, few);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sum_OfRuns_IsThatOfALoopAlsoWhereTheTotalWraps(int seed)
    {
        var shop = new RandomRuns(seed);
        long[] all = new long[shop.Runs.Count], some = new long[shop.Runs.Count];
        RunScans.Sum(shop.Runs, shop.Values, default, new long[shop.Rows + 1], all);
        RunScans.Sum(shop.Runs, shop.Values, shop.Among, new long[shop.Rows + 1], some);
        Assert.Equal(shop.PerParent(rows => rows.Sum(r => shop.Values[r])), all);
        Assert.Equal(shop.PerParent(rows => rows.Where(shop.Counts).Sum(r => shop.Values[r])), some);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Extreme_OfRuns_IsThatOfALoop(int seed)
    {
        var shop = new RandomRuns(seed);
        foreach (bool isAscending in (bool[])[false, true])
        {
            if (isAscending)
                shop.SortWithinRuns();
            foreach (bool greatest in (bool[])[false, true])
            {
                foreach (ulong[] among in new[] { [], shop.Among })
                {
                    var found = new long[shop.Runs.Count];
                    ulong[] present = Bits.None(shop.Runs.Count);
                    RunScans.Extreme(shop.Runs, shop.Values, among, greatest, isAscending, found, present);
                    Assert.Equal(shop.BitPerParent(rows => rows.Any(r => Bits.IsAmong(among, r))), present);
                    Assert.Equal(shop.PerParent(rows => rows.Where(r => Bits.IsAmong(among, r)).Select(r => shop.Values[r]).DefaultIfEmpty() is var v && greatest ? v.Max() : v.Min()), found);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Spread_OfParents_SetsTheirRowsAndNoOthers(int seed)
    {
        var shop = new RandomRuns(seed);
        ulong[] rows = Bits.None(shop.Rows), expected = Bits.None(shop.Rows);
        RunScans.Spread(shop.Parents, shop.Runs, rows);
        for (int parent = 0; parent < shop.Runs.Count; parent++)
        {
            for (int row = shop.Runs[parent]; row < shop.Runs[parent + 1]; row++)
            {
                if (Bits.Get(shop.Parents, parent))
                    Bits.Set(expected, row);
            }
        }

        Assert.Equal(expected, rows);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Copy_OfBits_ChangesTheRunAndNothingElse(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(1, 300), from = random.Next(0, 100), to = random.Next(0, 100);
        ulong[] bits = [.. Enumerable.Range(0, 8).Select(_ => (ulong)random.NextInt64())], into = [.. Enumerable.Range(0, 8).Select(_ => (ulong)random.NextInt64())];
        ulong[] expected = [.. into];
        for (int i = 0; i < count; i++)
            expected[(to + i) >> 6] = expected[(to + i) >> 6] & ~(1UL << (to + i)) | (Bits.Get(bits, from + i) ? 1UL : 0) << (to + i);
        Bits.Copy(bits, from, count, into, to);
        Assert.Equal(expected, into);
    }

    private sealed class RandomRuns
    {
        private const int FirstRow = 1000;
        private const int FirstParent = 3;

        public RandomRuns(int seed)
        {
            var random = new Random(seed);
            int parents = random.Next(1, 200);
            int[] offsets = new int[FirstParent + parents + 1];
            offsets.AsSpan().Fill(FirstRow);
            for (int i = 1; i <= parents; i++)
                offsets[FirstParent + i] = offsets[FirstParent + i - 1] + (random.Next(5) == 0 ? random.Next(200) : random.Next(4));
            Runs = new Runs(offsets, FirstParent, parents, FirstRow);
            Rows = Runs[parents];
            // Large numbers of both signs: their running total wraps, the sum of no run of a few does.
            Values = [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt64(-1L << 54, 1L << 54))];
            Among = Random(random, Rows);
            Parents = Random(random, parents);
        }

        public Runs Runs { get; }

        public int Rows { get; }

        public long[] Values { get; }

        public ulong[] Among { get; }

        public ulong[] Parents { get; }

        public bool Counts(int row) => Bits.Get(Among, row);

        public void SortWithinRuns()
        {
            for (int parent = 0; parent < Runs.Count; parent++)
                Values.AsSpan(Runs[parent]..Runs[parent + 1]).Sort();
        }

        public long[] PerParent(Func<IEnumerable<int>, long> figure) =>
            [.. Enumerable.Range(0, Runs.Count).Select(p => figure(Enumerable.Range(Runs[p], Runs[p + 1] - Runs[p])))];

        public ulong[] BitPerParent(Func<IEnumerable<int>, bool> holds)
        {
            ulong[] bits = Bits.None(Runs.Count);
            for (int p = 0; p < Runs.Count; p++)
            {
                if (holds(Enumerable.Range(Runs[p], Runs[p + 1] - Runs[p])))
                    Bits.Set(bits, p);
            }

            return bits;
        }

        private static ulong[] Random(Random random, int count)
        {
            ulong[] bits = Bits.None(count);
            for (int i = 0; i < count; i++)
            {
                if (random.Next(3) > 0)
                    Bits.Set(bits, i);
            }

            return bits;
        }
    }
}
