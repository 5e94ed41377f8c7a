using System.Globalization;

namespace Segmentation;

/// <summary>Which choice each of a host's values is.</summary>
internal abstract class ChoiceTable
{
    /// <summary>A host's value as a message shows it, in any culture the same.</summary>
    public static string Show(object? value) => $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}'";
}

internal sealed class ChoiceTable<TValue> : ChoiceTable
    where TValue : notnull
{
    private readonly Dictionary<TValue, string> _choices;

    public ChoiceTable(List<(object? Value, string Choice)> choices) =>
        _choices = choices.ToDictionary(c => (TValue)c.Value!, c => c.Choice);

    public string Find(TValue value) => _choices.TryGetValue(value, out string? choice)
        ? choice
        : throw new FormatException($"{Show(value)} is none of the values that the map's Choice(…) lists");
}
