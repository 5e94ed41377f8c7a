namespace Segmentation.Files;

/// <summary>How a data directory is loaded. Immutable.</summary>
public sealed record DataDirectoryOptions
{
    /// <summary>
    /// Whether guests are derived from rows that name no subject but an e-mail address: one guest for each distinct address
    /// that no listed subject has, keyed <c>guest:</c> and the folded address. Rows whose address a listed subject has
    /// become that subject's. By the names of the schema: the subject's <c>email</c>, <c>created_at</c> and its
    /// <see cref="SchemaRoles.Guest"/> attribute, the rows' <c>customer_email</c> (the subject's name and <c>_email</c>) and
    /// <c>created_at</c>. False by default: such rows belong to nobody and are left out.
    /// </summary>
    public bool DeriveGuests { get; init; }

    /// <summary>How many problems are kept for the message, at least 1; the rest are counted. 100 by default.</summary>
    public int MaxProblems { get; init; } = 100;

    /// <summary>How many files are read at the same time, at least 1; by default as many as there are processors.</summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    internal void Validate()
    {
        if (MaxProblems < 1)
            throw new ArgumentException($"{nameof(MaxProblems)} must be at least 1, but is {MaxProblems}.");
        if (MaxConcurrency < 1)
            throw new ArgumentException($"{nameof(MaxConcurrency)} must be at least 1, but is {MaxConcurrency}.");
    }
}
