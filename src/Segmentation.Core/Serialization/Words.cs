namespace Segmentation;

/// <summary>The words by which JSON names the values of an enumeration: their names with a small first letter.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    // By the number of the value: all these enumerations count from 0. Dictionaries by T would have to be compiled for each
    // of them, which a short run spends more time on than on looking words up.
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(Word)];

    /// <summary>All words, in the order of the values.</summary>
    public static IReadOnlyCollection<string> All => Names;

    /// <summary>The value of a word; null when there is none.</summary>
    public static T? Find(string word) => Array.IndexOf(Names, word) is >= 0 and var number ? (T)Enum.ToObject(typeof(T), number) : null;

    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentException">The enumeration does not name the value.</exception>
    public static string Of(T value) => (int)(object)value is var number && number >= 0 && number < Names.Length
        ? Names[number]
        : throw new ArgumentException($"{value} is not a {typeof(T).Name}", nameof(value));

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
