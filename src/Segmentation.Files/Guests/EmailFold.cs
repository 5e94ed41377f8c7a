using System.Text;

namespace Segmentation.Files;

/// <summary>Writes e-mail addresses that differ in case only, as <see cref="StringComparison.OrdinalIgnoreCase"/> sees it, in one way.</summary>
internal static class EmailFold
{
    /// <summary>
    /// The address in lower case, save for letters whose lower case belongs to another upper-case letter: those stay in
    /// upper case, so that two addresses that differ never become one.
    /// </summary>
    public static string Fold(string email)
    {
        var folded = new StringBuilder(email.Length);
        foreach (Rune rune in email.EnumerateRunes())
        {
            Rune upper = Upper(rune);
            Rune lower = Rune.ToLowerInvariant(upper);
            folded.Append(Upper(lower) == upper ? lower : upper);
        }

        return folded.ToString();
    }

    // The invariant culture knows a few upper-case letters (S for ſ) that the comparison does not take for equal.
    private static Rune Upper(Rune rune)
    {
        Rune upper = Rune.ToUpperInvariant(rune);
        Span<char> left = stackalloc char[2], right = stackalloc char[2];
        left = left[..rune.EncodeToUtf16(left)];
        right = right[..upper.EncodeToUtf16(right)];
        return ((ReadOnlySpan<char>)left).Equals(right, StringComparison.OrdinalIgnoreCase) ? upper : rune;
    }
}
