namespace Segmentation;

/// <summary>
/// Which orders a customer's computed figures count, by status: only those listed, or all but those listed. Statuses
/// compare ignoring case. Immutable and equal by content.
/// </summary>
public sealed class OrderStatuses : IEquatable<OrderStatuses>
{
    private OrderStatuses(bool isOnly, IReadOnlyList<string> statuses)
    {
        IsOnly = isOnly;
        Statuses = statuses;
    }

    /// <summary>Whether the statuses listed are the ones that count; false when they are the ones that do not.</summary>
    public bool IsOnly { get; }

    /// <summary>The statuses listed, each once, in the order they were given.</summary>
    public IReadOnlyList<string> Statuses { get; }

    /// <summary>Only orders of these statuses count; an order without a status does not.</summary>
    /// <param name="statuses">At least one status.</param>
    /// <exception cref="ArgumentException">No status is given, or one is empty.</exception>
    public static OrderStatuses Only(params IReadOnlyList<string> statuses)
    {
        string[] copy = Copy(statuses);
        return copy.Length > 0
            ? new OrderStatuses(isOnly: true, copy)
            : throw new ArgumentException("At least one status must be given, or no order would ever count.", nameof(statuses));
    }

    /// <summary>All orders count but those of these statuses; an order without a status counts.</summary>
    /// <param name="statuses">The statuses left out; none for counting every order.</param>
    /// <exception cref="ArgumentException">A status is empty.</exception>
    public static OrderStatuses Except(params IReadOnlyList<string> statuses) => new(isOnly: false, Copy(statuses));

    /// <summary>Equal when both list the same statuses, in the same order and case, for the same purpose.</summary>
    public bool Equals(OrderStatuses? other) =>
        other is not null && IsOnly == other.IsOnly && Statuses.SequenceEqual(other.Statuses, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OrderStatuses);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IsOnly);
        foreach (string status in Statuses)
            hash.Add(status, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Such as <c>only:complete,processing</c> or <c>not:canceled</c>.</summary>
    public override string ToString() => (IsOnly ? "only:" : "not:") + string.Join(',', Statuses);

    private static string[] Copy(IReadOnlyList<string> statuses)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        foreach (string status in statuses)
            ArgumentException.ThrowIfNullOrEmpty(status, nameof(statuses));
        return [.. statuses.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
