namespace Segmentation.Evaluation;

/// <summary>The rows of a shared table by key.</summary>
internal sealed class SharedIndex
{
    private readonly Dictionary<long, int> _integers = [];
    private readonly Dictionary<Guid, int> _guids = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly KeyKind? _kind;

    public SharedIndex(KeyList keys, string entity)
    {
        _kind = keys.Kind;
        for (int row = 0; row < keys.Count; row++)
        {
            SubjectKey key = keys[row];
            bool isNew = key.Kind switch
            {
                KeyKind.Integer => _integers.TryAdd(key.Integer, row),
                KeyKind.Guid => _guids.TryAdd(key.Guid, row),
                _ => _texts.TryAdd(key.ToString(), row),
            };
            if (!isNew)
                throw new SegmentDataException(entity, null, key.ToString(), "the key occurs twice");
        }
    }

    /// <summary>The row that the key in a column refers to; negative where there is none.</summary>
    public int Find(KeyColumn keys, int row)
    {
        if (keys.IsMissing(row) || keys.Kind != _kind)
            return -1;
        int found = -1;
        bool known = keys.Kind switch
        {
            KeyKind.Integer => _integers.TryGetValue(keys.IntegerKeys[row], out found),
            KeyKind.Guid => _guids.TryGetValue(keys[row].Guid, out found),
            _ => _texts.TryGetValue(keys.TextKeys[row]!, out found),
        };
        return known ? found : -1;
    }
}
