using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Holds a column whose type nobody declared until all values are known; only distinct ones are looked at.</summary>
internal sealed class InferredStore : FieldSink
{
    private readonly Utf8Dictionary _distinct = new();
    private readonly Chunks<int> _codes = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override string? Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            _codes.Add(-1);
            return null;
        }

        int code = _distinct.FindInRun(text, out uint hash);
        if (code < 0)
        {
            if (Utf8Text.Refusal(text) is { } refusal)
            {
                _codes.Add(-1);
                return refusal;
            }

            code = _distinct.Add(text, hash);
        }

        _codes.Add(code);
        return null;
    }

    /// <summary>The type that all values have, and the values in it: boolean, integer, decimal, date, instant, else text.</summary>
    public (AttributeType Type, AttributeStore Values) Resolve()
    {
        AttributeType type = _distinct.Count == 0 ? AttributeType.Text
            : All(IsBoolean) ? AttributeType.Boolean
            : All(text => Utf8Numbers.TryCanonicalInteger(text, out _)) ? AttributeType.Integer
            : All(IsDecimal) ? AttributeType.Decimal
            : All(text => Utf8Times.TryDate(text, out _)) ? AttributeType.Date
            : All(text => Utf8Times.TryInstant(text, out _)) ? AttributeType.Instant
            : AttributeType.Text;
        if (type == AttributeType.Text)
            return (type, new TextStore(_distinct, _codes));

        AttributeStore values = AttributeStore.Create(type);
        for (int row = 0; row < _codes.Count; row++)
        {
            if (_codes[row] is >= 0 and var code)
                values.Append(_distinct[code]);
            else
                values.AppendMissing();
        }

        return (type, values);
    }

    private bool All(Test test)
    {
        for (int code = 0; code < _distinct.Count; code++)
        {
            if (!test(_distinct[code]))
                return false;
        }

        return true;
    }

    private static bool IsBoolean(ReadOnlySpan<byte> text) => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8);

    // Leading zeros mean a code (a postcode, an article), which must stay the text that it is.
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text[0] == '-' ? text[1..] : text;
        bool leadingZero = digits.Length > 1 && digits[0] == '0' && digits[1] != '.';
        return !leadingZero && Utf8Numbers.ReadDecimal(text, out _, out _, out _) is (DecimalOutcome.Narrow or DecimalOutcome.Wide);
    }

    private delegate bool Test(ReadOnlySpan<byte> text);
}
