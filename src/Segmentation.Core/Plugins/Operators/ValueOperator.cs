namespace Segmentation;

/// <summary>
/// An operator that is a pure function of an attribute's value, computed in process over rows: once a distinct text, once
/// a row for all else. It is never asked about a missing value, and is false there. Queries that a database runs refuse it.
/// </summary>
/// <typeparam name="T">The value: <see cref="string"/> for text and choice as the data has it, <see cref="decimal"/> for
/// integer and decimal, exact, <see cref="DateOnly"/> for date, <see cref="DateTimeOffset"/> in UTC for instant,
/// <see cref="IReadOnlyList{T}"/> of <see cref="string"/> for set, an absent one being empty.</typeparam>
public abstract class ValueOperator<T> : AttributeOperator
{
    /// <summary>Creates the operator.</summary>
    /// <param name="name">The name in JSON: a letter, then letters, digits, <c>.</c>, <c>-</c> or <c>_</c>.</param>
    /// <param name="negation">The name of its negation; null for none.</param>
    /// <exception cref="ArgumentException">Values are never of type <typeparamref name="T"/>.</exception>
    protected ValueOperator(string name, string? negation = null)
        : base(name, negation, TypesOf(name))
    {
    }

    /// <summary>The function for one value to compare with: work that all rows share is done here, once.</summary>
    /// <param name="operand">The value, which <see cref="AttributeOperator.Validate"/> had nothing against; null exactly when
    /// the operator takes none. It is never relative to an instant or to another attribute.</param>
    /// <returns>A function without state that may run on several threads at once.</returns>
    public abstract Func<T, bool> Test(Operand? operand);

    internal sealed override Delegate? Prepare(Operand? operand) => Test(operand);

    private static IReadOnlyList<AttributeType> TypesOf(string name)
    {
        Type type = typeof(T);
        if (type == typeof(string))
            return [AttributeType.Text, AttributeType.Choice];
        if (type == typeof(decimal))
            return [AttributeType.Integer, AttributeType.Decimal];
        if (type == typeof(DateOnly))
            return [AttributeType.Date];
        if (type == typeof(DateTimeOffset))
            return [AttributeType.Instant];
        if (type == typeof(IReadOnlyList<string>))
            return [AttributeType.Set];
        throw new ArgumentException(
            $"The operator '{name}' tests values of type {type.Name}; values are string, decimal, DateOnly, DateTimeOffset or IReadOnlyList<string>.", nameof(name));
    }
}
