using System.Reflection;

namespace Segmentation;

/// <summary><c>{"type":"acme.near-tier","tier":500,"within":50}</c>: a condition record of an integrator, its settings as properties.</summary>
internal sealed class CustomConditionFormat : ConditionFormat
{
    private readonly ConstructorInfo _constructor;
    private readonly Setting[] _settings;

    private CustomConditionFormat(ConditionTypeAttribute attribute, ConstructorInfo constructor, Setting[] settings)
    {
        _constructor = constructor;
        _settings = settings;
        Type = attribute.Name;
        Declaration = new ConditionDeclaration(
            attribute.Name,
            constructor.DeclaringType!,
            constructor.DeclaringType!.IsAssignableTo(typeof(ExternalCondition)),
            attribute.Label ?? attribute.Name,
            attribute.Category,
            attribute.Help,
            [.. settings.Select(s => s.Declaration)]);
        Properties = [.. settings.Select(s => s.Name)];
    }

    public ConditionDeclaration Declaration { get; }

    public override string Type { get; }

    public override Type ConditionType => Declaration.Record;

    public override string What => $"a condition '{Type}'";

    public override IReadOnlyList<string> Properties { get; }

    public override string? Mark => null;

    /// <summary>The format of a record.</summary>
    /// <exception cref="ArgumentException">The record is not made so that it can be a condition type.</exception>
    public static CustomConditionFormat Of(Type record)
    {
        ConditionTypeAttribute attribute = record.GetCustomAttribute<ConditionTypeAttribute>()
            ?? throw new ArgumentException($"{record.Name} has no name; put [ConditionType(\"acme.{Setting.JsonName(record.Name)}\")] on it.");
        if (!ConditionLanguage.IsName(attribute.Name))
            throw new ArgumentException($"'{attribute.Name}' cannot name {record.Name}; write a letter, then letters, digits, '.', '-' or '_'.");
        if (!record.IsSealed)
            throw new ArgumentException($"{record.Name} is not sealed; a condition type is one sealed record.");
        if (record.GetConstructors() is not [{ } constructor])
            throw new ArgumentException($"{record.Name} needs exactly one public constructor, whose parameters are its settings.");
        Setting[] settings = [.. constructor.GetParameters().Select(Setting.Of)];
        if (settings.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new ArgumentException($"Two settings of {record.Name} are both '{same.Key}' in JSON; rename one.");
        string? lost = record.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .FirstOrDefault(p => p.SetMethod is { IsPublic: true } && !settings.Any(s => s.Name == Setting.JsonName(p.Name)))?.Name;
        return lost is null
            ? new CustomConditionFormat(attribute, constructor, settings)
            : throw new ArgumentException($"The property '{lost}' of {record.Name} can be set, but is no parameter of its constructor, so that it would not be stored; make it one.");
    }

    public override Condition Read(ObjectReader properties, ConditionJson json)
    {
        var values = new object?[_settings.Length];
        bool isComplete = true;
        for (int i = 0; i < _settings.Length; i++)
            isComplete &= _settings[i].TryRead(properties, json, out values[i]);
        return isComplete ? Create(values, properties) : InvalidCondition.Instance;
    }

    public override void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        foreach (Setting setting in _settings)
            setting.Write(condition, writer, json);
    }

    /// <summary>The settings of a condition by their names in JSON.</summary>
    public IEnumerable<(string Name, object? Value)> ValuesOf(Condition condition) => _settings.Select(s => (s.Name, s.ValueOf(condition)));

    private Condition Create(object?[] values, ObjectReader properties)
    {
        try
        {
            return (Condition)_constructor.Invoke(values);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            properties.Values.Problems.Add(properties.Node, ProblemCodes.PluginFailed, $"'{Type}' failed: {e.InnerException.Message}");
            return InvalidCondition.Instance;
        }
    }
}
