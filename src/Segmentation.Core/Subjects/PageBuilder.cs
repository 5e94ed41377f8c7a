using Segmentation.Binding;
using Segmentation.Evaluation;

namespace Segmentation.Subjects;

/// <summary>Picks the page of a preview from the blocks that go by.</summary>
internal sealed class PageBuilder(string entity, SegmentPreviewOptions options, IReadOnlyList<BoundValue> values)
{
    private readonly List<SubjectRow> _rows = [];
    private SubjectKey? _after;
    private bool _hasMore;

    public void Add(SubjectBlock block, ulong[] members)
    {
        for (int row = 0; row < block.Keys.Count && !_hasMore; row++)
        {
            if (!Bits.Get(members, row))
                continue;
            SubjectKey key = block.Keys[row];
            _after ??= AfterKey.Of(options.After, key.Kind, entity);
            if (key <= _after)
                continue;
            if (_rows.Count == options.PageSize)
                _hasMore = true;
            else
                _rows.Add(block.Row(row, values));
        }
    }

    public SubjectPage Build() => new(_rows.AsReadOnly(), _hasMore && _rows.Count > 0 ? _rows[^1].Key : null);
}
