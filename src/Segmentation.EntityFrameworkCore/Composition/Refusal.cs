namespace Segmentation.EntityFrameworkCore;

/// <summary>Why a node cannot be part of a query; ends the translation of the node that it was thrown for.</summary>
internal sealed class Refusal(string code, string reason) : Exception(reason)
{
    /// <summary>A stable code, such as <c>compose.instant</c>.</summary>
    public string Code { get; } = code;

    public static Refusal NotMapped(EntityMapping mapping, string name) =>
        new("compose.unmapped", $"'{mapping.Entity.Name}.{name}' is not mapped; map it at {mapping.Path}");
}
