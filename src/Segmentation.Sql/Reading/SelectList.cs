namespace Segmentation.Sql;

/// <summary>What a statement selects; the same expression is selected once.</summary>
internal sealed class SelectList
{
    private readonly List<string> _expressions = [];

    /// <summary>The place of an expression among the columns.</summary>
    public int Add(string expression)
    {
        int ordinal = _expressions.IndexOf(expression);
        if (ordinal >= 0)
            return ordinal;
        _expressions.Add(expression);
        return _expressions.Count - 1;
    }

    public override string ToString() => "SELECT " + string.Join(", ", _expressions);
}
