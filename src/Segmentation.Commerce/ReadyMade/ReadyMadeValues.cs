namespace Segmentation;

/// <summary>Values for every parameter of one ready-made segment, each of its parameter's type.</summary>
internal sealed class ReadyMadeValues
{
    private readonly Dictionary<string, object> _values;

    private ReadyMadeValues(Dictionary<string, object> values) => _values = values;

    /// <summary>The values given, and the defaults of the other parameters.</summary>
    /// <exception cref="ArgumentException">A name or a value does not fit; all that do not are listed.</exception>
    public static ReadyMadeValues Of(string segment, IReadOnlyList<ReadyMadeParameter> parameters, IReadOnlyDictionary<string, object>? given)
    {
        Dictionary<string, object> values = parameters.ToDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal);
        var refusals = new List<string>();
        foreach ((string name, object? value) in given ?? new Dictionary<string, object>())
        {
            if (parameters.FirstOrDefault(p => p.Name == name) is not { } parameter)
            {
                refusals.Add($"there is no parameter '{name}'{(parameters.Count == 0 ? ", as it has none" : $"; it has {string.Join(", ", values.Keys)}")}");
            }
            else if (Read(parameter.Type, value) is { } read)
            {
                values[name] = read;
            }
            else
            {
                refusals.Add($"'{name}' takes {Words(parameter.Type)}, but was given {Shown(value)}");
            }
        }

        return refusals.Count == 0
            ? new ReadyMadeValues(values)
            : throw new ArgumentException($"The ready-made segment '{segment}' cannot be made: {string.Join("; ", refusals)}.", nameof(given));
    }

    public string Text(string name) => (string)_values[name];

    public IReadOnlyList<string> Texts(string name) => (IReadOnlyList<string>)_values[name];

    public int Integer(string name) => (int)_values[name];

    public decimal Decimal(string name) => (decimal)_values[name];

    public DateOnly Date(string name) => (DateOnly)_values[name];

    /// <summary>The value as the parameter keeps it, or null. Whole numbers are numbers, too, and a text is no list.</summary>
    private static object? Read(ReadyMadeParameterType type, object? value) => (type, value) switch
    {
        (ReadyMadeParameterType.Text or ReadyMadeParameterType.Attribute, string { Length: > 0 }) => value,
        (ReadyMadeParameterType.Texts, IEnumerable<string> texts) => Filled([.. texts]),
        (ReadyMadeParameterType.Integer, int and >= 0) => value,
        (ReadyMadeParameterType.Integer, long number and >= 0 and <= int.MaxValue) => (int)number,
        (ReadyMadeParameterType.Decimal, decimal and >= 0) => value,
        (ReadyMadeParameterType.Decimal, int number and >= 0) => (decimal)number,
        (ReadyMadeParameterType.Decimal, long number and >= 0) => (decimal)number,
        (ReadyMadeParameterType.Date, DateOnly) => value,
        _ => null,
    };

    private static string[]? Filled(string[] texts) =>
        texts.Length > 0 && !Array.Exists(texts, string.IsNullOrEmpty) ? texts : null;

    private static string Words(ReadyMadeParameterType type) => type switch
    {
        ReadyMadeParameterType.Text => "a text that is not empty",
        ReadyMadeParameterType.Texts => "at least one text, none of them empty",
        ReadyMadeParameterType.Integer => "a whole number that is not negative",
        ReadyMadeParameterType.Decimal => "a number (decimal or whole) that is not negative",
        ReadyMadeParameterType.Date => "a calendar day (DateOnly)",
        _ => "the name of an attribute",
    };

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        string text => $"the text '{text}'",
        IFormattable => FormattableString.Invariant($"{value} ({value.GetType().Name})"),
        _ => $"a {value.GetType().Name}",
    };
}
