using System.Globalization;

namespace Segmentation;

/// <summary>
/// Gives the texts of a catalogue by key, such as <c>customer.email</c>: from a dictionary (<see cref="CatalogueText"/>),
/// from .NET resources, from a database. Must be safe for concurrent use when catalogues are created concurrently.
/// </summary>
public interface ICatalogueText
{
    /// <summary>The text of a key in exactly one culture; the catalogue itself asks for the next when there is none.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="culture">The culture; the invariant one for texts of no language in particular.</param>
    /// <returns>The text; null when there is none in this culture.</returns>
    string? Find(string key, CultureInfo culture);
}
