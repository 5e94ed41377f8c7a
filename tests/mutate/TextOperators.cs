using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Mutate;

/// <summary>Operators that compare texts as these must not be compared; each has its negation under the same name with <c>not.</c> before it.</summary>
internal static class TextOperators
{
    private const RegexOptions Pattern = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    public static Operator OrdinalEqual { get; } = new("ordinal.equal");

    public static Operator OrdinalIn { get; } = new("ordinal.in");

    public static Operator OrdinalContains { get; } = new("ordinal.contains");

    public static Operator OrdinalBeginsWith { get; } = new("ordinal.beginsWith");

    public static Operator OrdinalEndsWith { get; } = new("ordinal.endsWith");

    public static Operator OrdinalHasAny { get; } = new("ordinal.hasAny");

    public static Operator OrdinalHasAll { get; } = new("ordinal.hasAll");

    public static Operator AsciiEqual { get; } = new("ascii.equal");

    public static Operator TrimmedEqual { get; } = new("trimmed.equal");

    public static Operator UnaccentedEqual { get; } = new("unaccented.equal");

    public static Operator NormalisedEqual { get; } = new("normalised.equal");

    public static Operator SharpEqual { get; } = new("sharp.equal");

    public static Operator PatternContains { get; } = new("pattern.contains");

    public static Operator StarContains { get; } = new("star.contains");

    public static Operator PatternBeginsWith { get; } = new("pattern.beginsWith");

    public static Operator PatternEndsWith { get; } = new("pattern.endsWith");

    public static ConditionLanguage Language { get; } = ConditionLanguage.BuiltIn.Extend(language =>
    {
        Text(OrdinalEqual, (value, text) => value == text);
        Text(OrdinalContains, (value, text) => value.Contains(text, StringComparison.Ordinal));
        Text(OrdinalBeginsWith, (value, text) => value.StartsWith(text, StringComparison.Ordinal));
        Text(OrdinalEndsWith, (value, text) => value.EndsWith(text, StringComparison.Ordinal));
        Text(AsciiEqual, (value, text) => Ascii.EqualsIgnoreCase(Utf8(value), Utf8(text)) || value == text);
        Text(TrimmedEqual, (value, text) => Same(value.Trim(), text.Trim()));
        Text(UnaccentedEqual, (value, text) => Same(Unaccented(value), Unaccented(text)));
        Text(NormalisedEqual, (value, text) => Same(value.Normalize(), text.Normalize()));
        Text(SharpEqual, (value, text) => Same(value.Replace("ß", "ss", StringComparison.Ordinal), text.Replace("ß", "ss", StringComparison.Ordinal)));
        Text(PatternContains, (value, text) => Regex.IsMatch(value, Like(text), Pattern));
        Text(PatternBeginsWith, (value, text) => Regex.IsMatch(value, "^" + Like(text), Pattern));
        Text(PatternEndsWith, (value, text) => Regex.IsMatch(value, Like(text) + @"\z", Pattern));
        Text(StarContains, (value, text) => Regex.IsMatch(value, Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal), Pattern));
        language.AddOperator(new Comparer<string>(OrdinalIn.Name, OperandForm.List, (value, texts) => texts.Contains(value)));
        language.AddOperator(new Comparer<IReadOnlyList<string>>(OrdinalHasAny.Name, OperandForm.List, (value, texts) => texts.Any(value.Contains)));
        language.AddOperator(new Comparer<IReadOnlyList<string>>(OrdinalHasAll.Name, OperandForm.List, (value, texts) => texts.All(value.Contains)));

        void Text(Operator @operator, Func<string, string, bool> test) =>
            language.AddOperator(new Comparer<string>(@operator.Name, OperandForm.One, (value, texts) => test(value, texts[0])));
    });

    public static Operator Not(Operator @operator) => new($"not.{@operator.Name}");

    private static bool Same(string value, string text) => value.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Unaccented(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    private static string Like(string text) =>
        Regex.Escape(text).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal);

    private static string[] Texts(Operand? operand) =>
        [.. (operand is Operand.List list ? list.Items : [operand!]).Select(item => ((Operand.Text)item).Value)];

    private sealed class Comparer<T>(string name, OperandForm form, Func<T, string[], bool> test) : ValueOperator<T>(name, $"not.{name}")
    {
        public override OperandForm Operand => form;

        public override Func<T, bool> Test(Operand? operand)
        {
            string[] texts = Texts(operand);
            return value => test(value, texts);
        }
    }
}
