namespace Segmentation;

/// <summary>The words by which JSON names the values of an enumeration: their names with a small first letter.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(static v => v, Word);
    private static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(static p => p.Value, static p => p.Key, StringComparer.Ordinal);

    /// <summary>All words, in the order of the values.</summary>
    public static IReadOnlyCollection<string> All => ByWord.Keys;

    /// <summary>The value of a word; null when there is none.</summary>
    public static T? Find(string word) => ByWord.TryGetValue(word, out T value) ? value : null;

    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentException">The enumeration does not name the value.</exception>
    public static string Of(T value) => ByValue.TryGetValue(value, out string? word)
        ? word
        : throw new ArgumentException($"{value} is not a {typeof(T).Name}", nameof(value));

    private static string Word(T value)
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
