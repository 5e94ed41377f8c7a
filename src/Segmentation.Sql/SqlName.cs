namespace Segmentation.Sql;

/// <summary>
/// The name of a table or view, with its schema where it has one. A text is taken apart at its dots:
/// <c>shop.customers</c>; use <see cref="Of"/> for names that have dots in them. Case counts; the database is always asked
/// by the quoted name.
/// </summary>
public sealed record SqlName
{
    private SqlName(IReadOnlyList<string> parts) => Parts = parts;

    /// <summary>The parts, the table's own name last.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The table's own name, without the schema.</summary>
    public string Name => Parts[^1];

    /// <summary>The name that consists of these parts, whatever characters they have.</summary>
    /// <param name="parts">At least one; none is empty or has U+0000.</param>
    /// <exception cref="ArgumentException">There is no part, or one is empty or has U+0000.</exception>
    public static SqlName Of(params IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(p => string.IsNullOrEmpty(p) || p.Contains('\0', StringComparison.Ordinal)))
            throw new ArgumentException($"'{string.Join('.', parts)}' is no name of a table: a part is missing, empty or has U+0000.", nameof(parts));
        return new SqlName([.. parts]);
    }

    /// <summary>The name that a text with dots writes.</summary>
    /// <param name="name">Such as <c>customers</c> or <c>shop.customers</c>.</param>
    /// <exception cref="ArgumentException">A part is empty or has U+0000.</exception>
    public static SqlName Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Of(name.Split('.'));
    }

    /// <summary>The name that a text with dots writes; as <see cref="Parse"/>.</summary>
    public static implicit operator SqlName(string name) => Parse(name);

    /// <summary>Whether both have the same parts.</summary>
    public bool Equals(SqlName? other) => other is not null && Parts.SequenceEqual(other.Parts, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The parts with dots between them.</summary>
    public override string ToString() => string.Join('.', Parts);
}
