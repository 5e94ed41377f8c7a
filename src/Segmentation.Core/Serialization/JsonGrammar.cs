using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Segmentation;

/// <summary>What the second pass must know of a token before it reads it.</summary>
internal enum JsonShape : byte
{
    /// <summary>Anything without a peculiarity.</summary>
    Plain,

    /// <summary>A number, whose digits must be kept as they were written.</summary>
    Number,

    /// <summary>A text or name with an escape for half a surrogate pair, which the second pass would silently replace.</summary>
    BrokenText,
}

/// <summary>
/// The first pass over a document: whether it is JSON exactly as RFC 8259 has it. Newtonsoft's reader, which makes the
/// values, accepts a good deal more (docs/decisions/0002).
/// </summary>
internal static class JsonGrammar
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 256;

    /// <summary>The shapes of all tokens in order, or null after reporting where the document stops being JSON.</summary>
    public static IReadOnlyList<JsonShape>? Check(ReadOnlySpan<byte> utf8, DocumentProblems problems)
    {
        var shapes = new List<JsonShape>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
                shapes.Add(ShapeOf(ref reader));
        }
        catch (JsonException e)
        {
            ReadOnlySpan<byte> line = Line(utf8, e.LineNumber ?? 0);
            int before = (int)Math.Min(e.BytePositionInLine ?? 0, line.Length);
            Report(problems, (e.LineNumber ?? 0) + 1, Encoding.UTF8.GetCharCount(line[..before]) + 1, Reason(e.Message));
            return null;
        }

        return shapes;
    }

    /// <summary>Reports that the bytes stop being UTF-8.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="position">The index of the first byte that is wrong.</param>
    /// <param name="problems">Takes the report.</param>
    public static void ReportEncoding(ReadOnlySpan<byte> utf8, int position, DocumentProblems problems)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Clamp(position, 0, utf8.Length)];
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        Report(problems, line, column, "the bytes are not UTF-8; save the file in that encoding");
    }

    private static void Report(DocumentProblems problems, long line, int column, string reason) =>
        problems.Add(ProblemCodes.JsonSyntax, FormattableString.Invariant($"line {line}, column {column}: {reason}"));

    private static JsonShape ShapeOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => JsonShape.Number,
        JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped && HasHalfPair(reader.ValueSpan) => JsonShape.BrokenText,
        _ => JsonShape.Plain,
    };

    private static bool HasHalfPair(ReadOnlySpan<byte> escaped)
    {
        bool afterHigh = false;
        for (int i = 0; i < escaped.Length; i++)
        {
            int unit = 0;
            if (escaped[i] == '\\' && escaped[++i] == 'u')
            {
                // The grammar has been checked: four hexadecimal digits follow.
                unit = ushort.Parse(escaped.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 4;
            }

            if (char.IsLowSurrogate((char)unit) != afterHigh)
                return true;
            afterHigh = char.IsHighSurrogate((char)unit);
        }

        return afterHigh;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> utf8, long number)
    {
        for (; number > 0; number--)
            utf8 = utf8[(utf8.IndexOf((byte)'\n') + 1)..];
        int end = utf8.IndexOf((byte)'\n');
        return end < 0 ? utf8 : utf8[..end];
    }

    /// <summary>The reader's own sentence, without its place and without advice that only its caller could follow.</summary>
    private static string Reason(string message)
    {
        if (message.StartsWith("The input does not contain any JSON tokens", StringComparison.Ordinal))
            return "there is no JSON; a file has at least an object, { … }";
        if (message.StartsWith("'/' is an invalid", StringComparison.Ordinal))
            return "'/' does not belong here; JSON has no comments";
        if (message.StartsWith("The maximum configured depth", StringComparison.Ordinal))
            return FormattableString.Invariant($"objects and arrays nest deeper than {MaxDepth} levels; make the conditions flatter");
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = (place < 0 ? message : message[..place])
            .Replace(" which is not supported in this mode. Change the reader options.", "; remove it.", StringComparison.Ordinal)
            .TrimEnd('.');
        return "this is not JSON: " + reason;
    }
}
