namespace Segmentation.Sql;

/// <summary>Why a node cannot be part of a query; ends the translation of the node that it was thrown for.</summary>
internal sealed class Refusal(string code, string reason) : Exception(reason)
{
    /// <summary>A stable code, such as <c>compose.instant</c>.</summary>
    public string Code { get; } = code;
}
