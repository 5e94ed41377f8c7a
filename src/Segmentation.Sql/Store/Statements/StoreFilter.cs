namespace Segmentation.Sql.Store;

/// <summary>Comparisons that must all hold, as far as there is something to compare with.</summary>
internal sealed class StoreFilter
{
    private readonly List<(string Comparison, object Value)> _comparisons = [];

    /// <summary>The comparisons: a column with an operator, and the value of a parameter.</summary>
    public IReadOnlyList<(string Comparison, object Value)> Comparisons => _comparisons;

    /// <summary>Adds a comparison unless the value is missing.</summary>
    public StoreFilter And(string comparison, string? value) => With(comparison, value);

    /// <summary>Adds a comparison unless the value is missing.</summary>
    public StoreFilter And(string comparison, long? value) => With(comparison, value);

    /// <summary>Adds a comparison unless the value is missing.</summary>
    public StoreFilter And(string comparison, DateTimeOffset? value) => With(comparison, value?.ToStored());

    /// <summary>Adds a comparison.</summary>
    public StoreFilter And(string comparison, SubjectKey value) => With(comparison, value);

    private StoreFilter With(string comparison, object? value)
    {
        if (value is not null)
            _comparisons.Add((comparison, value));
        return this;
    }
}
