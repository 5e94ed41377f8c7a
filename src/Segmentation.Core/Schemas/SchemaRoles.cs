namespace Segmentation;

/// <summary>Which attributes of the subject a segment's own settings read. Each is null when the schema has no such thing.</summary>
public sealed record SchemaRoles
{
    /// <summary>The boolean that says who is a guest; a subject not said to be one is registered.</summary>
    public string? Guest { get; init; }

    /// <summary>The choice or text that holds the website.</summary>
    public string? Website { get; init; }

    /// <summary>The choice or text that holds the store.</summary>
    public string? Store { get; init; }

    /// <summary>The choice or text that holds the customer group.</summary>
    public string? Group { get; init; }
}
