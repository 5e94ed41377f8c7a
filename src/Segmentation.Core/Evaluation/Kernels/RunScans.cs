using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Segmentation.Evaluation;

/// <summary>
/// Figures over the rows of each parent row. Rows of one parent lie together, so that most figures are differences of
/// running totals at the runs' ends: no branch a row, and none that depends on how long a run is.
/// </summary>
internal static class RunScans
{
    // Rows fewer than one for so many parents are gone over one by one, and their parents sought.
    private const int FewRows = 10;

    /// <summary>The number of rows of each parent.</summary>
    public static void Count(Runs runs, Span<long> into)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        for (int i = 0; i < runs.Count; i++)
            into[i] = offsets[i + 1] - offsets[i];
    }

    /// <summary>The number of set bits among the rows of each parent.</summary>
    /// <param name="runs">The rows of each parent.</param>
    /// <param name="rows">A bit a row.</param>
    /// <param name="totals">Room for a number more than words.</param>
    /// <param name="into">Takes the numbers.</param>
    public static void Count(Runs runs, ReadOnlySpan<ulong> rows, Span<int> totals, Span<long> into)
    {
        RunningTotals(rows, totals);
        ReadOnlySpan<int> offsets = runs.Offsets;
        int before = Rank(rows, totals, offsets[0] - runs.Start);
        for (int i = 0; i < runs.Count; i++)
        {
            int after = Rank(rows, totals, offsets[i + 1] - runs.Start);
            into[i] = after - before;
            before = after;
        }
    }

    /// <summary>Which parents have a row.</summary>
    public static void Any(Runs runs, Span<ulong> into)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        into.Clear();
        for (int i = 0; i < runs.Count; i++)
            into[i >> 6] |= (offsets[i + 1] > offsets[i] ? 1UL : 0UL) << i;
    }

    /// <summary>Which parents have a row whose bit is set.</summary>
    /// <param name="runs">The rows of each parent.</param>
    /// <param name="rows">A bit a row.</param>
    /// <param name="totals">Room for a number more than words.</param>
    /// <param name="into">Takes a bit a parent.</param>
    public static void Any(Runs runs, ReadOnlySpan<ulong> rows, Span<int> totals, Span<ulong> into)
    {
        RunningTotals(rows, totals);
        ReadOnlySpan<int> offsets = runs.Offsets;
        into.Clear();
        int before = Rank(rows, totals, offsets[0] - runs.Start);
        for (int i = 0; i < runs.Count; i++)
        {
            int after = Rank(rows, totals, offsets[i + 1] - runs.Start);
            into[i >> 6] |= (after != before ? 1UL : 0UL) << i;
            before = after;
        }
    }

    /// <summary>Which of some parents have a row whose bit is set; worth it when they are few.</summary>
    public static void AnyOfFew(Runs runs, ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> parents, Span<ulong> into)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        for (int word = 0; word < into.Length; word++)
        {
            ulong found = 0;
            for (ulong left = parents[word]; left != 0; left &= left - 1)
            {
                int bit = BitOperations.TrailingZeroCount(left), parent = (word << 6) + bit;
                if (Any(rows, offsets[parent] - runs.Start, offsets[parent + 1] - runs.Start))
                    found |= 1UL << bit;
            }

            into[word] = found;
        }
    }

    /// <summary>Whether so few bits are set that it costs less to seek their parents than to go over all parents.</summary>
    public static bool AreFew(int parents, ReadOnlySpan<ulong> rows) => Bits.Count(rows) < parents / FewRows;

    /// <summary>Which parents have a row whose bit is set, found from the rows; worth it when they are few.</summary>
    public static void ParentsOf(Runs runs, ReadOnlySpan<ulong> rows, Span<ulong> into)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        into.Clear();
        int parent = 0;
        for (int word = 0; word < rows.Length; word++)
        {
            for (ulong left = rows[word]; left != 0; left &= left - 1)
            {
                int row = (word << 6) + BitOperations.TrailingZeroCount(left) + runs.Start;
                parent = ParentOf(offsets, row, parent);
                into[parent >> 6] |= 1UL << parent;
            }
        }
    }

    // The parent whose run has a row, from one on: by strides that double, as the next one is mostly near.
    private static int ParentOf(ReadOnlySpan<int> offsets, int row, int from)
    {
        int low = from, stride = 1;
        while (low + stride < offsets.Length && offsets[low + stride] <= row)
        {
            low += stride;
            stride <<= 1;
        }

        int high = Math.Min(low + stride, offsets.Length);
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            if (offsets[middle] <= row)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// The sum of each parent's numbers. Right whenever each parent's own sum fits 64 bits: the running total may wrap, and
    /// differences of it are right all the same.
    /// </summary>
    /// <param name="runs">The rows of each parent.</param>
    /// <param name="values">A number a row.</param>
    /// <param name="among">Which rows count; empty for all.</param>
    /// <param name="totals">Room for a number more than rows.</param>
    /// <param name="into">Takes the sums.</param>
    public static void Sum(Runs runs, ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, Span<long> totals, Span<long> into)
    {
        RunningTotals(values, among, totals);
        ReadOnlySpan<int> offsets = runs.Offsets;
        long before = totals[offsets[0] - runs.Start];
        for (int i = 0; i < runs.Count; i++)
        {
            long after = totals[offsets[i + 1] - runs.Start];
            into[i] = unchecked(after - before);
            before = after;
        }
    }

    /// <summary>The greatest (or least) of each parent's numbers, and which parents have any.</summary>
    /// <param name="runs">The rows of each parent.</param>
    /// <param name="values">A number a row.</param>
    /// <param name="among">Which rows count; empty for all.</param>
    /// <param name="greatest">The greatest, or the least.</param>
    /// <param name="isAscending">Whether the numbers that count ascend within each run, so that the last one is the greatest.</param>
    /// <param name="into">Takes the numbers; 0 where there is none.</param>
    /// <param name="present">Takes a bit a parent.</param>
    public static void Extreme(
        Runs runs, ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, bool greatest, bool isAscending, Span<long> into, Span<ulong> present)
    {
        if (!among.IsEmpty && AreFew(runs.Count, among))
            ExtremeOfFew(runs, values, among, greatest, into, present);
        else if (isAscending)
            ExtremeByPlace(runs, values, among, greatest, into, present);
        else
            ExtremeBySize(runs, values, among, greatest, into, present);
    }

    private static void ExtremeByPlace(
        Runs runs, ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, bool last, Span<long> into, Span<ulong> present)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        present.Clear();
        for (int i = 0; i < runs.Count; i++)
        {
            int from = offsets[i] - runs.Start, to = offsets[i + 1] - runs.Start, count = to - from;
            // Nearly every run fits a word: the place of its first or last bit is found without a branch that could be guessed wrong.
            ulong bits = count is > 0 and <= 64 && !among.IsEmpty ? Bits.Window(among, from, count) : 0;
            int row = last ? to - 1 - BitOperations.LeadingZeroCount(bits << (64 - count)) : from + BitOperations.TrailingZeroCount(bits);
            if (count > 64 || among.IsEmpty)
            {
                row = last ? Last(among, from, to) : First(among, from, to);
                bits = row < 0 ? 0UL : 1;
            }

            ulong found = bits != 0 ? 1UL : 0;
            present[i >> 6] |= found << i;
            into[i] = found == 0 ? 0 : values[row];
        }
    }

    private static void ExtremeBySize(
        Runs runs, ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, bool greatest, Span<long> into, Span<ulong> present)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        present.Clear();
        for (int i = 0; i < runs.Count; i++)
        {
            int row = Extreme(values, among, offsets[i] - runs.Start, offsets[i + 1] - runs.Start, greatest);
            present[i >> 6] |= (row < 0 ? 0UL : 1UL) << i;
            into[i] = row < 0 ? 0 : values[row];
        }
    }

    private static void ExtremeOfFew(
        Runs runs, ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, bool greatest, Span<long> into, Span<ulong> present)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        into[..runs.Count].Clear();
        present.Clear();
        int parent = 0;
        for (int word = 0; word < among.Length; word++)
        {
            for (ulong left = among[word]; left != 0; left &= left - 1)
            {
                int row = (word << 6) + BitOperations.TrailingZeroCount(left);
                parent = ParentOf(offsets, row + runs.Start, parent);
                if (!Bits.Get(present, parent) || (greatest ? values[row] > into[parent] : values[row] < into[parent]))
                    into[parent] = values[row];
                Bits.Set(present, parent);
            }
        }
    }

    /// <summary>Spreads a bit of each parent over its rows.</summary>
    public static void Spread(ReadOnlySpan<ulong> parents, Runs runs, Span<ulong> into)
    {
        ReadOnlySpan<int> offsets = runs.Offsets;
        into.Clear();
        // Neighbouring parents' rows are one stretch.
        for (int parent = NextSet(parents, 0, runs.Count); parent < runs.Count;)
        {
            int end = NextClear(parents, parent, runs.Count);
            Bits.SetRange(into, offsets[parent] - runs.Start, offsets[end] - runs.Start);
            parent = NextSet(parents, end, runs.Count);
        }
    }

    /// <summary>Whether numbers ascend within each run.</summary>
    public static bool Ascend(ReadOnlySpan<int> offsets, ReadOnlySpan<long> values)
    {
        for (int i = 0; i < offsets.Length - 1; i++)
        {
            for (int row = offsets[i] + 1; row < offsets[i + 1]; row++)
            {
                if (values[row] < values[row - 1])
                    return false;
            }
        }

        return true;
    }

    private static int Extreme(ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, int from, int to, bool greatest)
    {
        int best = -1;
        for (; from < to; from += 64)
        {
            int count = Math.Min(64, to - from);
            ulong left = among.IsEmpty ? ulong.MaxValue >> (64 - count) : Bits.Window(among, from, count);
            for (; left != 0; left &= left - 1)
            {
                int row = from + BitOperations.TrailingZeroCount(left);
                if (best < 0 || (greatest ? values[row] > values[best] : values[row] < values[best]))
                    best = row;
            }
        }

        return best;
    }

    private static int First(ReadOnlySpan<ulong> among, int from, int to)
    {
        if (among.IsEmpty)
            return from < to ? from : -1;
        for (; from < to; from += 64)
        {
            if (Bits.Window(among, from, Math.Min(64, to - from)) is not 0 and var bits)
                return from + BitOperations.TrailingZeroCount(bits);
        }

        return -1;
    }

    private static int Last(ReadOnlySpan<ulong> among, int from, int to)
    {
        if (from >= to)
            return -1;
        if (among.IsEmpty)
            return to - 1;
        int count = Math.Min(64, to - from);
        ulong bits = Bits.Window(among, to - count, count);
        return bits != 0 ? to - count + 63 - BitOperations.LeadingZeroCount(bits) : Last(among, from, to - count);
    }

    private static bool Any(ReadOnlySpan<ulong> rows, int from, int to)
    {
        for (; from < to; from += 64)
        {
            if (Bits.Window(rows, from, Math.Min(64, to - from)) != 0)
                return true;
        }

        return false;
    }

    // How many bits are set before each word.
    private static void RunningTotals(ReadOnlySpan<ulong> rows, Span<int> totals)
    {
        int total = 0;
        totals[0] = 0;
        for (int word = 0; word < rows.Length; word++)
            totals[word + 1] = total += BitOperations.PopCount(rows[word]);
    }

    private static int Rank(ReadOnlySpan<ulong> rows, ReadOnlySpan<int> totals, int row)
    {
        int word = row >> 6, rest = row & 63;
        return rest == 0 ? totals[word] : totals[word] + BitOperations.PopCount(rows[word] << (64 - rest));
    }

    private static void RunningTotals(ReadOnlySpan<long> values, ReadOnlySpan<ulong> among, Span<long> totals)
    {
        long total = 0;
        totals[0] = 0;
        totals = totals.Slice(1, values.Length);
        int words = Vector512.IsHardwareAccelerated ? values.Length >> 6 : 0;
        ref long value = ref MemoryMarshal.GetReference(values);
        ref long target = ref MemoryMarshal.GetReference(totals);
        for (int word = 0; word < words; word++)
        {
            ulong bits = among.IsEmpty ? ulong.MaxValue : among[word];
            if (bits == 0)
                totals.Slice(word << 6, 64).Fill(total);
            else
                total = RunningTotals(ref Unsafe.Add(ref value, word << 6), bits, total, ref Unsafe.Add(ref target, word << 6));
        }

        for (int row = words << 6; row < values.Length; row++)
            totals[row] = total = unchecked(total + (Bits.IsAmong(among, row) ? values[row] : 0));
    }

    // Eight totals at once: each number is added to the next, then to the next but one, then to the fourth after it.
    private static long RunningTotals(ref long values, ulong bits, long total, ref long totals)
    {
        Vector512<long> lanes = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        Vector512<long> carried = Vector512.Create(total);
        for (int i = 0; i < 64; i += Vector512<long>.Count)
        {
            Vector512<long> asked = Vector512.Create((long)(bits >> i)) & lanes;
            Vector512<long> sum = Vector512.LoadUnsafe(ref values, (nuint)i) & Vector512.Equals(asked, lanes);
            sum += Vector512.Shuffle(sum, Vector512.Create(-1L, 0, 1, 2, 3, 4, 5, 6));
            sum += Vector512.Shuffle(sum, Vector512.Create(-1L, -1, 0, 1, 2, 3, 4, 5));
            sum += Vector512.Shuffle(sum, Vector512.Create(-1L, -1, -1, -1, 0, 1, 2, 3));
            sum += carried;
            sum.StoreUnsafe(ref totals, (nuint)i);
            carried = Vector512.Shuffle(sum, Vector512.Create(7L));
        }

        return carried.ToScalar();
    }

    private static int NextSet(ReadOnlySpan<ulong> words, int from, int count) => Next(words, from, count, 0);

    private static int NextClear(ReadOnlySpan<ulong> words, int from, int count) => Next(words, from, count, ulong.MaxValue);

    private static int Next(ReadOnlySpan<ulong> words, int from, int count, ulong flip)
    {
        if (from >= count)
            return count;
        int word = from >> 6;
        ulong bits = (words[word] ^ flip) >> from << from;
        while (bits == 0)
        {
            if (++word >= Bits.Words(count))
                return count;
            bits = words[word] ^ flip;
        }

        return Math.Min(count, (word << 6) + BitOperations.TrailingZeroCount(bits));
    }
}
