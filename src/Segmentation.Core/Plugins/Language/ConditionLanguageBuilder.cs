using Segmentation.Binding;

namespace Segmentation;

/// <summary>
/// Adds condition types and operators to a <see cref="ConditionLanguage"/>. The order does not matter, and adding the same
/// thing again changes nothing. Not safe for concurrent use.
/// </summary>
public sealed class ConditionLanguageBuilder
{
    private readonly List<ConditionFormat> _formats = [];
    private readonly List<AttributeOperator> _operators = [];

    internal ConditionLanguageBuilder()
    {
    }

    internal ConditionLanguageBuilder(ConditionLanguage language)
    {
        _formats.AddRange(language.Formats);
        _operators.AddRange(language.Operators);
    }

    /// <summary>Adds a condition type that stands for others.</summary>
    /// <typeparam name="T">A sealed record with a <see cref="ConditionTypeAttribute"/> and one public constructor.</typeparam>
    /// <exception cref="ArgumentException">The record cannot be a condition type, or its name is taken; the message says why.</exception>
    public ConditionLanguageBuilder AddCondition<T>()
        where T : ConditionPlugin => Add(CustomConditionFormat.Of(typeof(T)));

    /// <summary>Adds a condition type that the host answers; who does is said to <see cref="ExternalAnswers"/>.</summary>
    /// <typeparam name="T">A sealed record with a <see cref="ConditionTypeAttribute"/> and one public constructor.</typeparam>
    /// <exception cref="ArgumentException">The record cannot be a condition type, or its name is taken; the message says why.</exception>
    public ConditionLanguageBuilder AddExternal<T>()
        where T : ExternalCondition => Add(CustomConditionFormat.Of(typeof(T)));

    /// <summary>Adds an operator, and its negation.</summary>
    /// <param name="operation">The operator. One that <see cref="object.Equals(object)">equals</see> another is the same one.</param>
    /// <exception cref="ArgumentException">One of its names cannot be one, or is taken.</exception>
    public ConditionLanguageBuilder AddOperator(AttributeOperator operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (_operators.Contains(operation))
            return this;
        foreach (OperatorUse use in OperatorUse.Of(operation))
        {
            if (operation is not BuiltInOperator && !ConditionLanguage.IsName(use.Name))
                throw new ArgumentException($"'{use.Name}' cannot name an operator; write a letter, then letters, digits, '.', '-' or '_'.", nameof(operation));
            if (_operators.SelectMany(OperatorUse.Of).Any(u => u.Name == use.Name))
                throw new ArgumentException($"There is an operator '{use.Name}' already; give yours another name, such as 'acme.{use.Name}'.", nameof(operation));
        }

        if (operation.Name == operation.Negation)
            throw new ArgumentException($"The operator '{operation.Name}' and its negation have one name; give them two.", nameof(operation));
        _operators.Add(operation);
        return this;
    }

    internal ConditionLanguageBuilder Add(ConditionFormat format)
    {
        if (_formats.Find(f => f.Type == format.Type || f.ConditionType == format.ConditionType) is not { } known)
            _formats.Add(format);
        else if (known.ConditionType != format.ConditionType)
            throw new ArgumentException($"There is a condition type '{format.Type}' already, {known.ConditionType.Name}; give {format.ConditionType.Name} another name.");
        return this;
    }

    internal ConditionLanguage Build() => new([.. _formats], [.. _operators]);
}
