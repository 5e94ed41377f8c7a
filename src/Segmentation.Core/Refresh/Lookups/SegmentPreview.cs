namespace Segmentation;

/// <summary>Who would be in a segment. Immutable.</summary>
public sealed record SegmentPreview
{
    /// <summary>The instant as of which it was evaluated.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many customers would be in it.</summary>
    public required long Count { get; init; }

    /// <summary>How many customers there are.</summary>
    public required long Customers { get; init; }

    /// <summary>How many of a hundred customers would be in it; 0 when there are no customers.</summary>
    public double Percentage => Customers == 0 ? 0 : 100.0 * Count / Customers;

    /// <summary>How many would enter, compared with the stored members of the segment of that id.</summary>
    public required long Entering { get; init; }

    /// <summary>How many would leave, compared with the stored members of the segment of that id.</summary>
    public required long Leaving { get; init; }

    /// <summary>A page of those who would be in it, in key order.</summary>
    public required IReadOnlyList<SubjectKey> Page { get; init; }

    /// <summary>Behind which customer the next page begins; null when there is none.</summary>
    public SubjectKey? Next { get; init; }

    /// <summary>What is probably not meant, although it can be evaluated.</summary>
    public required IReadOnlyList<Problem> Warnings { get; init; }
}

/// <summary>A page of customers in key order.</summary>
/// <param name="Customers">The customers.</param>
/// <param name="Next">Behind which customer the next page begins; null when there is none.</param>
public sealed record CustomerPage(IReadOnlyList<SubjectKey> Customers, SubjectKey? Next);

/// <summary>Which page of customers to read. Immutable.</summary>
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
}

/// <summary>What became of looking given customers up in a segment. Immutable.</summary>
/// <param name="Found">The customers whom the texts name, in the order of the texts; a text that several customers have gives several.</param>
/// <param name="Unknown">The texts that are neither the key nor the e-mail address of a customer, in their order.</param>
public sealed record CustomerValidation(IReadOnlyList<ValidatedCustomer> Found, IReadOnlyList<string> Unknown);

/// <summary>A customer who was looked up.</summary>
/// <param name="Text">The key or e-mail address as it was given.</param>
/// <param name="Customer">The customer.</param>
/// <param name="IsMember">Whether the customer is a stored member of the segment now.</param>
public sealed record ValidatedCustomer(string Text, SubjectKey Customer, bool IsMember);
