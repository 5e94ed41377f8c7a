namespace Segmentation;

/// <summary>Which page of a segment's stored members to read, and what is shown of them. Immutable.</summary>
public sealed record PageRequest
{
    /// <summary>Begins behind this customer; null for the first page.</summary>
    public SubjectKey? After { get; init; }

    /// <summary>The most customers of a page, 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that range.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Limit));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000, nameof(Limit));
            field = value;
        }
    } = 100;

    /// <summary>What is shown of the customers; none by default, for keys alone.</summary>
    public IReadOnlyList<SubjectColumn> Columns { get; init; } = [];

    /// <summary>What customers of the page must satisfy by the source now, such as an attribute's value; null for everyone.</summary>
    public Condition? Where { get; init; }
}
