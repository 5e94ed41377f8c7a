namespace Segmentation.Diagnostics;

/// <summary>The codes of warnings.</summary>
internal static class WarningCodes
{
    public const string Never = "warning.never";
    public const string Always = "warning.always";
    public const string Branch = "warning.branch";
    public const string Duplicate = "warning.duplicate";
    public const string Group = "warning.group";
}
