using System.Text;

namespace Segmentation.Testing.Generation;

/// <summary>The few values that a scenario's data is made of, so that rows agree, differ by case only, and lie at boundaries.</summary>
internal sealed class ValuePool
{
    private static readonly string[] AllTexts =
    [
        "", "a", "A", "abc", "ABC", "aBcAbC", "\u00E9", "\u00C9", "e\u0301", "stra\u00DFe", "STRASSE", "ss", "SS", "\u017F", "s", "S", "\u212A", "k", "K",
        "\u0130", "i", "I", "\u0131", "i\u0307", "\u03C3", "\u03C2", "\u03A3", "\u01C4", "\u01C5", "\u01C6", "\U00010400", "\U00010428", "a%b", "a_b", "a*b", "a\\b", "\"q\"", "it's",
        " a", "a ", "\u65E5\u672C", "\uFB01", "fi", "10", "9", "null",
    ];

    private static readonly long[] AllIntegers = [0, 1, -1, 2, 3, 5, 10, 100, 1_000_000, -1_000_000, long.MaxValue, long.MinValue];

    private static readonly decimal[] AllDecimals =
    [
        0m, 0.00m, 1m, -1m, 0.5m, 10m, 10.00m, 10.005m, 9.995m, 33.33m, 100m, -100.01m, 0.000000001m, -0.000000001m,
        99_999_999_999_999_999.999999999m, -99_999_999_999_999_999.999999999m, 100_000_000_000_000_000m, 999_999_999_999_999_999.999999999m,
    ];

    private static readonly decimal[] SmallDecimals = [0m, 0.5m, 1m, 1.25m, 2m, 3m, 9.99m, -2m, 100m, 0.001m];

    private readonly Dice _dice;

    public ValuePool(Dice dice, TimeLine time)
    {
        _dice = dice;
        Time = time;
        string[] texts = [.. dice.Shuffled(AllTexts).Take(5)];
        Texts = [.. texts, .. texts.Take(3).Select(OtherCase)];
        Integers = [.. dice.Shuffled(AllIntegers).Take(5), 1, 2];
        Decimals = [.. dice.Shuffled(AllDecimals).Take(6)];
    }

    public TimeLine Time { get; }

    public IReadOnlyList<string> Texts { get; }

    private IReadOnlyList<long> Integers { get; }

    private IReadOnlyList<decimal> Decimals { get; }

    /// <summary>A stored value for an attribute.</summary>
    public object Value(SchemaAttribute attribute, IReadOnlyList<string>? tree) => attribute.Type switch
    {
        AttributeType.Integer => (IsSmall(attribute) ? _dice.Between(-3, 12) : _dice.Pick(Integers)),
        AttributeType.Decimal => IsSmall(attribute) ? _dice.Pick(SmallDecimals) : attribute.Scale is { } scale ? Scaled(scale) : _dice.Pick(Decimals),
        AttributeType.Boolean => _dice.Percent(50),
        AttributeType.Date => _dice.Pick(Time.Dates),
        AttributeType.Instant => _dice.Pick(Time.Instants).ToOffset(TimeSpan.Zero),
        AttributeType.Set => _dice.Shuffled(tree is { Count: > 0 } && _dice.Percent(80) ? tree : Texts).Take(_dice.Between(0, 3)).ToArray(),
        AttributeType.Choice when attribute.Choices is { } choices => _dice.Percent(15) ? OtherCase(_dice.Pick(choices)) : _dice.Pick(choices),
        _ => _dice.Pick(Texts),
    };

    /// <summary>Attributes whose products stay far from the bounds of 128 bits.</summary>
    public static bool IsSmall(SchemaAttribute attribute) => attribute.Name.StartsWith("small_", StringComparison.Ordinal);

    /// <summary>The text in the other case, where that is still the same text ignoring case, or nearly.</summary>
    public string OtherCase(string text) => _dice.Percent(50) ? text.ToUpperInvariant() : text.ToLowerInvariant();

    /// <summary>A part of a text in whole code points; at least one, unless the text is empty.</summary>
    public string PartOf(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        if (runes.Length == 0)
            return "a";
        int start = _dice.Below(runes.Length), length = _dice.Between(1, runes.Length - start);
        return string.Concat(runes.Skip(start).Take(length));
    }

    private decimal Scaled(int scale) => decimal.Round(_dice.Between(-1_000_000, 1_000_000) / 1000m, scale);
}
