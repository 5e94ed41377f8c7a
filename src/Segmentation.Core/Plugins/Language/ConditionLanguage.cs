using Segmentation.Binding;

namespace Segmentation;

/// <summary>
/// The condition types and operators that definitions may use: those of the model, and those that an integrator adds.
/// Passed to <see cref="SegmentFile"/> and, in <see cref="BindOptions"/>, to <see cref="SegmentSet"/>. Immutable and safe
/// for concurrent use; a host may have several.
/// </summary>
public sealed class ConditionLanguage
{
    private readonly Dictionary<string, OperatorUse> _uses;
    private readonly Dictionary<Type, ConditionDeclaration> _declarations;

    internal ConditionLanguage(IReadOnlyList<ConditionFormat> formats, IReadOnlyList<AttributeOperator> operators)
    {
        Formats = formats;
        Operators = operators;
        Json = new ConditionJson(formats);
        Conditions = [.. formats.OfType<CustomConditionFormat>().Select(f => f.Declaration)];
        _declarations = Conditions.ToDictionary(d => d.Record);
        _uses = operators.SelectMany(OperatorUse.Of).ToDictionary(u => u.Name, StringComparer.Ordinal);
    }

    /// <summary>What the model itself has.</summary>
    public static ConditionLanguage BuiltIn { get; } = CreateBuiltIn();

    /// <summary>The condition types that were added, in the order of their registration.</summary>
    public IReadOnlyList<ConditionDeclaration> Conditions { get; }

    /// <summary>All operators, those of the model first; a negation is part of the operator that it negates.</summary>
    public IReadOnlyList<AttributeOperator> Operators { get; }

    /// <summary>How each type of condition is written, those of the model first.</summary>
    internal IReadOnlyList<ConditionFormat> Formats { get; }

    internal ConditionJson Json { get; }

    /// <summary>A language with everything of this one and what is added; this one stays as it is.</summary>
    /// <param name="configure">Adds condition types and operators, in any order; adding one twice is adding it once.</param>
    /// <exception cref="ArgumentException">Something cannot be added; the message says why.</exception>
    public ConditionLanguage Extend(Action<ConditionLanguageBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ConditionLanguageBuilder(this);
        configure(builder);
        return builder.Build();
    }

    internal OperatorUse? FindOperator(Operator @operator) => _uses.GetValueOrDefault(@operator.Name);

    /// <summary>What was declared of a condition record; null when it is not registered.</summary>
    internal ConditionDeclaration? Find(CustomCondition condition) => _declarations.GetValueOrDefault(condition.GetType());

    /// <summary>The names of the operators for a type, or of all, as a message lists them.</summary>
    internal string OperatorNames(AttributeType? type = null) =>
        string.Join(' ', _uses.Values.Where(u => type is null || u.Operator.Types.Contains(type.Value)).Select(u => u.Name));

    internal IEnumerable<string> AllOperatorNames => _uses.Keys;

    /// <summary>Whether a text can name a condition type or an operator that is added.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static ConditionLanguage CreateBuiltIn()
    {
        var builder = new ConditionLanguageBuilder();
        foreach (ConditionFormat format in ConditionFormats.BuiltIn)
            builder.Add(format);
        foreach (AttributeOperator @operator in BuiltInOperators.All)
            builder.AddOperator(@operator);
        return builder.Build();
    }
}

/// <summary>An operator under one of its names: its own, or that of its negation.</summary>
internal sealed record OperatorUse(string Name, AttributeOperator Operator, bool IsNegative)
{
    public static IEnumerable<OperatorUse> Of(AttributeOperator @operator)
    {
        yield return new OperatorUse(@operator.Name, @operator, false);
        if (@operator.Negation is not null)
            yield return new OperatorUse(@operator.Negation, @operator, true);
    }
}
