namespace Segmentation.Sql;

/// <summary>The values of a statement that is being written, in the order in which they came.</summary>
/// <param name="name">How the text names a parameter, by its place from 0.</param>
/// <param name="values">Takes the values behind those that it has; null for a list of its own.</param>
internal sealed class StatementParameters(Func<int, string> name, List<object>? values = null)
{
    public List<object> Values { get; } = values ?? [];

    /// <summary>Takes a value; gives its name in the text. Equal values are not shared: the text would depend on them.</summary>
    public string Add(object value)
    {
        Values.Add(value);
        return name(Values.Count - 1);
    }
}
