namespace Segmentation;

/// <summary>A group of attributes and relations that an editor shows together.</summary>
/// <param name="Name">Its name; its label is the text of <c>category.</c> and the name.</param>
/// <param name="Members">Paths of attributes and relations, such as <c>customer.email</c>; those that a schema lacks are passed over.</param>
public sealed record CatalogueCategory(string Name, IReadOnlyList<string> Members);
