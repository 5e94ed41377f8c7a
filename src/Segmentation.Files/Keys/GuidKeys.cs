using System.Buffers.Text;
using System.Text;

namespace Segmentation.Files;

/// <summary>GUID keys; ordered as their lower-case text, compared by value, written as they were read.</summary>
internal sealed class GuidKeys : TableKeys
{
    private const int Length = 36;

    private readonly Guid[] _keys;
    private readonly string?[]? _asRead;
    private readonly Dictionary<Guid, int> _rows;

    private GuidKeys(Guid[] keys, string?[]? asRead, Dictionary<Guid, int> rows)
    {
        _keys = keys;
        _asRead = asRead;
        _rows = rows;
    }

    public override KeyKind Kind => KeyKind.Guid;

    public override int Count => _keys.Length;

    /// <summary>The keys as GUIDs, when every one is one.</summary>
    /// <param name="values">Keys as texts; none is missing.</param>
    /// <param name="repeated">Takes each row whose key an earlier row has, and that row.</param>
    public static GuidKeys? TryCreate(KeyValues values, Action<int, int> repeated)
    {
        Utf8Dictionary distinct = values.Distinct!;
        var guids = new Guid[distinct.Count];
        for (int code = 0; code < guids.Length; code++)
        {
            if (!TryParse(distinct[code], out guids[code]))
                return null;
        }

        var keys = new Guid[values.Count];
        string?[]? asRead = null;
        var rows = new Dictionary<Guid, int>(keys.Length);
        for (int row = 0; row < keys.Length; row++)
        {
            keys[row] = guids[values.CodeAt(row)];
            string text = values.TextAt(row);
            if (!string.Equals(text, keys[row].ToString("D"), StringComparison.Ordinal))
                (asRead ??= new string?[keys.Length])[row] = text;
            if (!rows.TryAdd(keys[row], row))
                repeated(row, rows[keys[row]]);
        }

        return new GuidKeys(keys, asRead, rows);
    }

    public override int FindText(ReadOnlySpan<byte> key) => TryParse(key, out Guid guid) && _rows.TryGetValue(guid, out int row) ? row : -1;

    public override KeyColumn Gather(ReadOnlySpan<int> rows)
    {
        var keys = new Guid[rows.Length];
        string?[]? asRead = _asRead is null ? null : new string?[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
                continue;
            keys[i] = _keys[rows[i]];
            if (asRead is not null)
                asRead[i] = _asRead![rows[i]];
        }

        return KeyColumn.Guids(keys, rows.Length, asRead, Presence(rows));
    }

    public override ReadOnlySpan<byte> TextOf(int row) => Encoding.UTF8.GetBytes(_asRead?[row] ?? _keys[row].ToString("D"));

    protected override int Compare(int left, int right) => _keys[left].CompareTo(_keys[right]);

    private static bool TryParse(ReadOnlySpan<byte> text, out Guid guid)
    {
        guid = default;
        return text.Length == Length && Utf8Parser.TryParse(text, out guid, out int consumed, 'D') && consumed == Length;
    }
}
