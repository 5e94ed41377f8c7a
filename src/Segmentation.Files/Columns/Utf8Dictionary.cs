using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>
/// Distinct texts as UTF-8, numbered from 0 in the order of first appearance. Looking a text up allocates nothing and
/// decodes nothing. Not safe for concurrent writing.
/// </summary>
internal sealed class Utf8Dictionary
{
    private const int PageSize = 1 << 16;
    private const ulong Mix = 0x9E37_79B9_7F4A_7C15;

    // Seeded, so that nobody can prepare a file whose texts all collide.
    private readonly ulong _seed = ((ulong)(uint)HashCode.Combine(1) << 32 | (uint)HashCode.Combine(2)) | 1;
    private readonly Chunks<Entry> _entries = new();
    private int[] _buckets = new int[16];
    private byte[] _page = [];
    private int _pageUsed;
    private int _recent = -1;

    /// <summary>How many distinct texts there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The text of a code.</summary>
    public ReadOnlySpan<byte> this[int code]
    {
        get
        {
            ref Entry entry = ref _entries[code];
            return entry.Page.AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>The code of a text, or a negative number when it is not there. Safe for concurrent use while nothing is added.</summary>
    public int Find(ReadOnlySpan<byte> text) => Find(text, Hash(text));

    /// <summary>The code of a text that is being read again and again in runs, or a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindInRun(ReadOnlySpan<byte> text, out uint hash)
    {
        hash = 0;
        if (_recent >= 0 && this[_recent].SequenceEqual(text))
            return _recent;
        hash = Hash(text);
        return _recent = Find(text, hash);
    }

    /// <summary>Adds a text that is not there, with the hash that <see cref="FindInRun"/> gave; returns its code.</summary>
    public int Add(ReadOnlySpan<byte> text, uint hash)
    {
        if (_entries.Count >= _buckets.Length / 2)
            Rehash();
        byte[] page = PageFor(text.Length);
        text.CopyTo(page.AsSpan(_pageUsed));
        int code = _entries.Count;
        _entries.Add(new Entry(page, _pageUsed, text.Length, hash));
        _pageUsed += text.Length;
        Place(code, hash);
        return _recent = code;
    }

    /// <summary>The code of a text, which is added when it is new.</summary>
    public int Encode(ReadOnlySpan<byte> text, out bool added)
    {
        int code = FindInRun(text, out uint hash);
        added = code < 0;
        return added ? Add(text, hash) : code;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<byte> text, uint hash)
    {
        int mask = _buckets.Length - 1;
        for (int bucket = (int)hash & mask; ; bucket = (bucket + 1) & mask)
        {
            int code = _buckets[bucket] - 1;
            if (code < 0)
                return -1;
            ref Entry entry = ref _entries[code];
            if (entry.Hash == hash && text.SequenceEqual(entry.Page.AsSpan(entry.Start, entry.Length)))
                return code;
        }
    }

    private void Place(int code, uint hash)
    {
        int mask = _buckets.Length - 1;
        int bucket = (int)hash & mask;
        while (_buckets[bucket] != 0)
            bucket = (bucket + 1) & mask;
        _buckets[bucket] = code + 1;
    }

    private void Rehash()
    {
        _buckets = new int[checked(_buckets.Length * 2)];
        for (int code = 0; code < _entries.Count; code++)
            Place(code, _entries[code].Hash);
    }

    private byte[] PageFor(int length)
    {
        if (_page.Length - _pageUsed < length)
        {
            int size = _entries.Count < 256 ? 1024 : PageSize;
            _page = new byte[Math.Max(size, length)];
            _pageUsed = 0;
        }

        return _page;
    }

    // Eight bytes at a time; the last eight may overlap the ones before, which costs less than going byte by byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = _seed ^ (ulong)text.Length * Mix;
        if (text.Length < sizeof(ulong))
            return Finish(hash ^ Short(text));
        for (int at = 0; at < text.Length - sizeof(ulong); at += sizeof(ulong))
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[at..]));
        return Finish(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]));
    }

    private static ulong Short(ReadOnlySpan<byte> text) => text.Length switch
    {
        >= sizeof(uint) => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text) << 32 | BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]),
        0 => 0,
        _ => (ulong)text[0] << 16 | (ulong)text[text.Length >> 1] << 8 | text[^1],
    };

    private static uint Finish(ulong value)
    {
        ulong hash = Fold(value);
        return (uint)(hash ^ hash >> 32);
    }

    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value, Mix, out ulong low);
        return high ^ low;
    }

    private readonly struct Entry(byte[] page, int start, int length, uint hash)
    {
        public readonly byte[] Page = page;
        public readonly int Start = start;
        public readonly int Length = length;
        public readonly uint Hash = hash;
    }
}
