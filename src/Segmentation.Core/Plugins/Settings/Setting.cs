using System.Reflection;

namespace Segmentation;

/// <summary>One setting of a condition record: a parameter of its constructor, and the property of the same name.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly SettingFormat _format;
    private readonly object? _default;

    private Setting(ParameterInfo parameter, PropertyInfo property, SettingFormat format)
    {
        _property = property;
        _format = format;
        _default = parameter.HasDefaultValue ? DefaultOf(parameter) : null;
        SettingAttribute? text = parameter.GetCustomAttribute<SettingAttribute>();
        Declaration = new SettingDeclaration(
            JsonName(parameter.Name!), format.Type, format.IsList, !parameter.HasDefaultValue, IsNullable(parameter), _default, format.Words, text?.Label, text?.Help);
    }

    public SettingDeclaration Declaration { get; }

    public string Name => Declaration.Name;

    /// <summary>A property's name in JSON: with a small first letter.</summary>
    public static string JsonName(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The setting that a constructor parameter is.</summary>
    /// <exception cref="ArgumentException">It can be none.</exception>
    public static Setting Of(ParameterInfo parameter)
    {
        Type record = parameter.Member.DeclaringType!;
        PropertyInfo? property = record.GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
        if (property is not { CanRead: true } || property.PropertyType != parameter.ParameterType)
            throw new ArgumentException($"The setting '{parameter.Name}' of {record.Name} has no property of the same name and type; make it a positional parameter of the record.");
        if (SettingFormat.Find(parameter.ParameterType) is not { } format)
        {
            throw new ArgumentException(
                $"The setting '{parameter.Name}' of {record.Name} is of type {parameter.ParameterType}, which no setting can be; use string, bool, int, long, "
                + "decimal, DateOnly, DateTimeOffset, an enumeration, Operand, Condition, or a SettingList of one of these.");
        }

        var setting = new Setting(parameter, property, format);
        return setting.Name == ConditionJson.TypeProperty
            ? throw new ArgumentException($"The setting '{parameter.Name}' of {record.Name} has the name of the property 'type'; give it another one.")
            : setting;
    }

    /// <summary>The value out of JSON, or the default; false when there is none, which has been reported.</summary>
    public bool TryRead(ObjectReader properties, ConditionJson json, out object? value)
    {
        value = _default;
        JsonNode? node = Declaration.IsRequired ? properties.Required(Name) : properties.Find(Name);
        if (node is null)
            return !Declaration.IsRequired && !properties.Mentions(Name);
        if (node is JsonNull && Declaration.IsNullable)
        {
            value = null;
            return true;
        }

        value = _format.Read(node, properties.Values, json);
        return value is not null;
    }

    public object? ValueOf(Condition condition) => _property.GetValue(condition);

    /// <summary>Writes the property, unless the setting is at its default.</summary>
    public void Write(Condition condition, CanonicalWriter writer, ConditionJson json)
    {
        object? value = ValueOf(condition);
        if (!Declaration.IsRequired && Equals(value, _default))
            return;
        writer.Name(Name);
        if (value is null)
            writer.Null();
        else
            _format.Write(value, writer, json);
    }

    // A default of a structure, such as DateOnly, is told as null; of an enumeration, as a number.
    private static object? DefaultOf(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType, plain = Nullable.GetUnderlyingType(type) ?? type;
        return parameter.DefaultValue switch
        {
            null => type.IsValueType && plain == type ? Activator.CreateInstance(type) : null,
            { } number when plain.IsEnum => Enum.ToObject(plain, number),
            { } value => value,
        };
    }

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
}
