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
            Rune upper = Rune.ToUpperInvariant(rune);
            Rune lower = Rune.ToLowerInvariant(upper);
            folded.Append(Rune.ToUpperInvariant(lower) == upper ? lower : upper);
        }

        return folded.ToString();
    }
}
