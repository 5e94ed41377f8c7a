using System.Globalization;

namespace Segmentation;

/// <summary>How values of one .NET type are settings: what editors call them, and both directions of JSON.</summary>
internal abstract class SettingFormat
{
    private static readonly Dictionary<Type, SettingFormat> Plain = new()
    {
        [typeof(string)] = new Of<string>(
            SettingType.Text, static (node, values) => values.Text(node), static (value, writer) => writer.Value(value)),
        [typeof(bool)] = new Of<bool>(
            SettingType.Boolean, static (node, values) => values.Boolean(node), static (value, writer) => writer.Value(value)),
        [typeof(int)] = new Of<int>(
            SettingType.Integer, static (node, values) => values.Integer(node), static (value, writer) => writer.Value(value)),
        [typeof(long)] = new Of<long>(
            SettingType.Integer, static (node, values) => values.LongInteger(node), static (value, writer) => writer.Value(value)),
        [typeof(decimal)] = new Of<decimal>(
            SettingType.Decimal, static (node, values) => values.Number(node), static (value, writer) => writer.Value(value)),
        [typeof(DateOnly)] = new Of<DateOnly>(
            SettingType.Date,
            static (node, values) => values.Day(node),
            static (value, writer) => writer.Value(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        [typeof(DateTimeOffset)] = new Of<DateTimeOffset>(
            SettingType.Instant, static (node, values) => values.Instant(node), static (value, writer) => writer.Instant(value)),
        [typeof(Operand)] = new OfOperand(),
        [typeof(Condition)] = new OfCondition(),
    };

    public abstract SettingType Type { get; }

    public virtual bool IsList => false;

    public virtual IReadOnlyList<string> Words => [];

    /// <summary>The format of a type, a nullable one included; null when no setting can be of it.</summary>
    public static SettingFormat? Find(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(type, out SettingFormat? format))
            return format;
        if (type.IsEnum)
            return (SettingFormat)Activator.CreateInstance(typeof(OfWord<>).MakeGenericType(type))!;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(SettingList<>))
            return null;
        Type item = type.GetGenericArguments()[0];
        return Nullable.GetUnderlyingType(item) is null && Find(item) is { IsList: false } items
            ? (SettingFormat)Activator.CreateInstance(typeof(OfList<>).MakeGenericType(item), items)!
            : null;
    }

    /// <summary>The value; null when it cannot be taken, which has been reported.</summary>
    public abstract object? Read(JsonNode node, ValueReader values, ConditionJson json);

    public abstract void Write(object value, CanonicalWriter writer, ConditionJson json);

    private sealed class Of<T>(SettingType type, Func<JsonNode, ValueReader, object?> read, Action<T, CanonicalWriter> write) : SettingFormat
    {
        public override SettingType Type => type;

        public override object? Read(JsonNode node, ValueReader values, ConditionJson json) => read(node, values);

        public override void Write(object value, CanonicalWriter writer, ConditionJson json) => write((T)value, writer);
    }

    private sealed class OfWord<T> : SettingFormat
        where T : struct, Enum
    {
        public override SettingType Type => SettingType.Choice;

        public override IReadOnlyList<string> Words { get; } = [.. Words<T>.All];

        public override object? Read(JsonNode node, ValueReader values, ConditionJson json) => values.Word<T>(node);

        public override void Write(object value, CanonicalWriter writer, ConditionJson json) => writer.Value(Words<T>.Of((T)value));
    }

    private sealed class OfOperand : SettingFormat
    {
        public override SettingType Type => SettingType.Operand;

        public override object? Read(JsonNode node, ValueReader values, ConditionJson json) => OperandJson.Read(node, values);

        public override void Write(object value, CanonicalWriter writer, ConditionJson json) => OperandJson.Write((Operand)value, writer);
    }

    private sealed class OfCondition : SettingFormat
    {
        public override SettingType Type => SettingType.Condition;

        public override object? Read(JsonNode node, ValueReader values, ConditionJson json) => json.Read(node, values);

        public override void Write(object value, CanonicalWriter writer, ConditionJson json) => json.Write((Condition)value, writer);
    }

    private sealed class OfList<T>(SettingFormat items) : SettingFormat
        where T : notnull
    {
        public override SettingType Type => items.Type;

        public override bool IsList => true;

        public override IReadOnlyList<string> Words => items.Words;

        public override object? Read(JsonNode node, ValueReader values, ConditionJson json)
        {
            if (values.Array(node) is not { } array)
                return null;
            object?[] read = [.. array.Items.Select(item => items.Read(item, values, json))];
            return read.Contains(null) ? null : new SettingList<T>([.. read.Cast<T>()]);
        }

        public override void Write(object value, CanonicalWriter writer, ConditionJson json)
        {
            writer.StartArray();
            foreach (T item in (SettingList<T>)value)
                items.Write(item, writer, json);
            writer.EndArray();
        }
    }
}
