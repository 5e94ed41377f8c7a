using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Segmentation.Testing;

/// <summary>Values of a case's JSON, by the type of the attribute.</summary>
internal static partial class DatasetValues
{
    /// <summary>The value, or null when the token is no value of the type.</summary>
    public static object? Read(AttributeType type, JToken token) => (type, token.Type) switch
    {
        (AttributeType.Text or AttributeType.Choice, JTokenType.String) => (string)token!,
        (AttributeType.Integer, JTokenType.Integer) => ((JValue)token).Value as long?,
        (AttributeType.Decimal, JTokenType.Integer) => Decimal(((JValue)token).Value!),
        (AttributeType.Decimal, JTokenType.Float) => ((JValue)token).Value as decimal?,
        (AttributeType.Boolean, JTokenType.Boolean) => (bool)token,
        (AttributeType.Date, JTokenType.String) => Date((string)token!),
        (AttributeType.Instant, JTokenType.String) => Instant((string)token!),
        (AttributeType.Set, JTokenType.Array) => token.All(t => t.Type == JTokenType.String) ? token.Select(t => (string)t!).ToArray() : null,
        _ => null,
    };

    /// <summary>The type of a custom attribute that was declared without one: the narrowest that all its values have.</summary>
    public static AttributeType Infer(IReadOnlyList<JToken> tokens)
    {
        AttributeType[] candidates =
        [
            AttributeType.Boolean, AttributeType.Integer, AttributeType.Decimal, AttributeType.Date, AttributeType.Instant, AttributeType.Set,
        ];
        return tokens.Count == 0
            ? AttributeType.Text
            : candidates.Append(AttributeType.Text).First(type => type == AttributeType.Text || tokens.All(t => Read(type, t) is not null));
    }

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    public static DateTimeOffset? Instant(string text)
    {
        System.Text.RegularExpressions.Match match = InstantText().Match(text);
        if (!match.Success)
            return null;
        string fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        string zone = match.Groups["zone"].Value is "" or "Z" or "z" ? "+00:00" : match.Groups["zone"].Value;
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction}{zone}",
            "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateTimeOffset instant)
            ? instant
            : null;
    }

    private static decimal? Decimal(object value) => value switch
    {
        long number => number,
        BigInteger number when BigInteger.Abs(number) <= new BigInteger(decimal.MaxValue) => (decimal)number,
        _ => null,
    };

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})T(?<time>\d{2}:\d{2}:\d{2})(\.(?<fraction>\d{1,12}))?(?<zone>Z|z|[+-]\d{2}:\d{2})?\z")]
    private static partial Regex InstantText();
}
