using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>
/// The keys that stand in one column, the rows' own or those of rows referred to. Held as integers for as long as every
/// one is a canonical integer, and as codes of distinct texts from the first one that is not.
/// </summary>
internal sealed class KeyValues : FieldSink
{
    private readonly Presence _present = new();
    private Chunks<long> _integers = new();
    private Chunks<int>? _codes;
    private Utf8Dictionary? _distinct;
    private HashSet<int>? _refused;

    public int Count => _codes?.Count ?? _integers.Count;

    /// <summary>The distinct texts; null while all keys are canonical integers.</summary>
    public Utf8Dictionary? Distinct => _distinct;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendMissing();
            return null;
        }

        if (_codes is null)
        {
            if (Utf8Numbers.TryCanonicalInteger(text, out long integer))
            {
                _integers.Add(integer);
                _present.Add(true);
                return null;
            }

            TurnToText();
        }

        return AppendText(text);
    }

    public bool IsMissing(int row) => _codes is null ? !_present[row] : _codes[row] < 0;

    /// <summary>Whether the row has no key because what stood there was refused.</summary>
    public bool IsRefused(int row) => _refused is not null && _refused.Contains(row);

    /// <summary>The integer of a row; only while all keys are integers and the row has one.</summary>
    public long IntegerAt(int row) => _integers[row];

    /// <summary>The code of a row's text; negative when the row has none; only when the keys are texts.</summary>
    public int CodeAt(int row) => _codes![row];

    /// <summary>The key of a row that has one, as it was read.</summary>
    public string TextAt(int row) => _codes is null
        ? _integers[row].ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Utf8Text.Show(_distinct![_codes[row]]);

    /// <summary>For each row the row that its key leads to, or −1 when it has no key or the key leads nowhere.</summary>
    /// <param name="target">The keys of the rows referred to.</param>
    /// <param name="lost">Takes each row whose key leads nowhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Chunks<int> Resolve(TableKeys target, Action<int> lost)
    {
        var links = new Chunks<int>();
        int[]? rowOfCode = null;
        if (_distinct is not null)
        {
            rowOfCode = new int[_distinct.Count];
            for (int code = 0; code < rowOfCode.Length; code++)
                rowOfCode[code] = target.FindText(_distinct[code]);
        }

        for (int row = 0; row < Count; row++)
        {
            int link = -1;
            if (!IsMissing(row))
            {
                link = rowOfCode is null ? target.FindInteger(_integers[row]) : rowOfCode[_codes![row]];
                if (link < 0)
                    lost(row);
            }

            links.Add(link);
        }

        return links;
    }

    private void AppendMissing()
    {
        if (_codes is null)
        {
            _integers.Add(0);
            _present.Add(false);
        }
        else
        {
            _codes.Add(-1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? AppendText(ReadOnlySpan<byte> text)
    {
        int code = _distinct!.FindInRun(text, out uint hash);
        if (code < 0)
        {
            if (Utf8Text.Refusal(text) is { } refusal)
            {
                (_refused ??= []).Add(Count);
                _codes!.Add(-1);
                return refusal;
            }

            code = _distinct.Add(text, hash);
        }

        _codes!.Add(code);
        return null;
    }

    private void TurnToText()
    {
        _distinct = new Utf8Dictionary();
        _codes = new Chunks<int>();
        Span<byte> digits = stackalloc byte[20];
        for (int row = 0; row < _integers.Count; row++)
        {
            if (!_present[row])
            {
                _codes.Add(-1);
                continue;
            }

            Utf8Formatter.TryFormat(_integers[row], digits, out int length);
            _codes.Add(_distinct.Encode(digits[..length], out _));
        }

        _integers = new Chunks<long>();
    }
}
