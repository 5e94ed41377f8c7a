namespace Segmentation;

/// <summary>A value of subjects that is asked for. Immutable.</summary>
/// <param name="Path">
/// The attribute as a condition names it: stored or computed, also over to-one relations, such as <c>email</c>,
/// <c>billing_address.city</c> or <c>last_order.grand_total</c>. <c>*</c> stands for all stored attributes of the subject,
/// <c>billing_address.*</c> for all of that row, each but those that another column names.
/// </param>
/// <param name="Heading">What people read above the values; null for the path. Not for <c>*</c>.</param>
public sealed record SubjectColumn(string Path, string? Heading = null);

/// <summary>A column bound to a schema. Immutable.</summary>
/// <param name="Path">The attribute as a condition names it.</param>
/// <param name="Heading">What people read above the values; different for each column of a query.</param>
/// <param name="Type">The type of the attribute. Averages are of type decimal.</param>
public sealed record BoundColumn(string Path, string Heading, AttributeType Type);
