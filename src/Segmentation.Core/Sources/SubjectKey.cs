using System.Globalization;

namespace Segmentation;

/// <summary>
/// The key of a customer or of a row: an integer, a GUID or a text. Integers order as numbers, GUIDs as their lower-case
/// text, texts by ordinal of code points. Comparing and hashing allocate nothing.
/// </summary>
public readonly struct SubjectKey : IEquatable<SubjectKey>, IComparable<SubjectKey>
{
    private readonly string? _text;
    private readonly Guid _guid;

    /// <summary>An integer key.</summary>
    public SubjectKey(long value)
    {
        Kind = KeyKind.Integer;
        Integer = value;
    }

    /// <summary>A GUID key.</summary>
    /// <param name="value">The key.</param>
    /// <param name="asRead">The key as it was read, where that differs from the lower-case form with hyphens.</param>
    public SubjectKey(Guid value, string? asRead = null)
    {
        Kind = KeyKind.Guid;
        _guid = value;
        _text = asRead;
    }

    /// <summary>A text key.</summary>
    public SubjectKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Kind = KeyKind.Text;
        _text = value;
    }

    /// <summary>Which of the three it is.</summary>
    public KeyKind Kind { get; }

    /// <summary>The integer; 0 for the other kinds.</summary>
    public long Integer { get; }

    /// <summary>The GUID; empty for the other kinds.</summary>
    public Guid Guid => _guid;

    /// <summary>The key of a GUID as it was read, where that differs from the lower-case form with hyphens.</summary>
    internal string? AsReadIfOther => Kind != KeyKind.Guid || _text is null || string.Equals(_text, _guid.ToString("D"), StringComparison.Ordinal) ? null : _text;

    /// <summary>
    /// The key of a kind that is written as a text; null when the text is no key of that kind. Integers are canonical:
    /// no sign but −, no leading zero.
    /// </summary>
    public static SubjectKey? Parse(string text, KeyKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (kind)
        {
            case KeyKind.Integer:
                bool canonical = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
                    && text[0] != '+' && text[text[0] == '-' ? 1 : 0] != '0' || text == "0";
                return canonical ? new SubjectKey(integer) : null;
            case KeyKind.Guid:
                return System.Guid.TryParseExact(text, "D", out Guid guid)
                    ? new SubjectKey(guid, string.Equals(text, guid.ToString("D"), StringComparison.Ordinal) ? null : text)
                    : null;
            default:
                return new SubjectKey(text);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(SubjectKey other)
    {
        if (Kind != other.Kind)
            return Kind.CompareTo(other.Kind);
        return Kind switch
        {
            KeyKind.Integer => Integer.CompareTo(other.Integer),
            KeyKind.Guid => _guid.CompareTo(other._guid),
            _ => CodePoints.Compare(_text!, other._text!),
        };
    }

    /// <inheritdoc/>
    public bool Equals(SubjectKey other) => Kind == other.Kind && Kind switch
    {
        KeyKind.Integer => Integer == other.Integer,
        KeyKind.Guid => _guid == other._guid,
        _ => string.Equals(_text, other._text, StringComparison.Ordinal),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SubjectKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        KeyKind.Integer => Integer.GetHashCode(),
        KeyKind.Guid => _guid.GetHashCode(),
        _ => _text?.GetHashCode(StringComparison.Ordinal) ?? 0,
    };

    /// <summary>The key as it was read.</summary>
    public override string ToString() => Kind switch
    {
        KeyKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        KeyKind.Guid => _text ?? _guid.ToString("D"),
        _ => _text ?? "",
    };

    /// <summary>An integer key.</summary>
    public static implicit operator SubjectKey(long value) => new(value);

    /// <summary>A GUID key.</summary>
    public static implicit operator SubjectKey(Guid value) => new(value);

    /// <summary>Whether both are the same key.</summary>
    public static bool operator ==(SubjectKey left, SubjectKey right) => left.Equals(right);

    /// <summary>Whether the two are different keys.</summary>
    public static bool operator !=(SubjectKey left, SubjectKey right) => !left.Equals(right);

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(SubjectKey left, SubjectKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first comes before the second or is the same.</summary>
    public static bool operator <=(SubjectKey left, SubjectKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(SubjectKey left, SubjectKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first comes after the second or is the same.</summary>
    public static bool operator >=(SubjectKey left, SubjectKey right) => left.CompareTo(right) >= 0;
}
