using System.Runtime.InteropServices;

namespace Segmentation.Matching;

/// <summary>Sets of a few rows; a member may be there twice. Reused from match to match.</summary>
internal sealed class SetCells
{
    private string[] _members = new string[4];
    private int[] _offsets = new int[5];
    private int _used;

    public int Count { get; private set; }

    /// <summary>The members of a row's set.</summary>
    public ReadOnlySpan<string> this[int row] => _members.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    public void Clear()
    {
        Array.Clear(_members, 0, _used);
        Count = 0;
        _used = 0;
    }

    public void AppendMissing() => End();

    /// <summary>Appends a host's set. An array or a list is walked without an enumerator.</summary>
    /// <exception cref="FormatException">A member is null, or has U+0000 or an unpaired surrogate.</exception>
    public void Append(IEnumerable<string> values)
    {
        switch (values)
        {
            case string[] array:
                AddAll(array);
                break;
            case List<string> list:
                AddAll(CollectionsMarshal.AsSpan(list));
                break;
            default:
                foreach (string value in values)
                    Add(value);
                break;
        }

        End();
    }

    /// <summary>Appends the set of another row.</summary>
    public void AddFrom(SetCells other, int row)
    {
        foreach (string member in other[row])
            Put(member);
        End();
    }

    private void AddAll(ReadOnlySpan<string> values)
    {
        foreach (string value in values)
            Add(value);
    }

    private void Add(string? value)
    {
        if (value is null)
            throw new FormatException("the set has a member that is null");
        TextRules.Require(value);
        Put(value);
    }

    private void Put(string member)
    {
        if (_used == _members.Length)
            Array.Resize(ref _members, _used * 2);
        _members[_used++] = member;
    }

    private void End()
    {
        if (++Count == _offsets.Length)
            Array.Resize(ref _offsets, Count * 2);
        _offsets[Count] = _used;
    }
}
