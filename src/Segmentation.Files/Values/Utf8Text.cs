using System.Text;

namespace Segmentation.Files;

/// <summary>Decodes UTF-8, and says why some of it is refused.</summary>
internal static class Utf8Text
{
    public const string NotUtf8 = "is not UTF-8; save the file as UTF-8";
    public const string HasNul = "has U+0000; remove it";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Why the text is refused, or null when it is fine.</summary>
    public static string? Refusal(ReadOnlySpan<byte> text) =>
        !System.Text.Unicode.Utf8.IsValid(text) ? NotUtf8 : text.Contains((byte)0) ? HasNul : null;

    /// <summary>The text of bytes that are known to be fine.</summary>
    public static string Decode(ReadOnlySpan<byte> text) => Strict.GetString(text);

    /// <summary>The text for a message, with U+FFFD for what is not UTF-8.</summary>
    public static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
