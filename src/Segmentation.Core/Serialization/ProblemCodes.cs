namespace Segmentation;

/// <summary>The codes of problems that reading a file can find. Programs depend on them: they never change.</summary>
internal static class ProblemCodes
{
    public const string JsonSyntax = "json.syntax";
    public const string JsonVersion = "json.version";
    public const string PropertyUnknown = "property.unknown";
    public const string PropertyRepeated = "property.repeated";
    public const string PropertyMissing = "property.missing";
    public const string ValueType = "value.type";
    public const string NumberPrecision = "number.precision";
    public const string TextInvalid = "text.invalid";
    public const string SegmentId = "segment.id";
    public const string SegmentRepeated = "segment.repeated";
    public const string SegmentEmpty = "segment.empty";
    public const string SegmentEveryone = "segment.everyone";
    public const string SegmentDates = "segment.dates";
    public const string ConditionUnknown = "condition.unknown";
    public const string PluginFailed = "plugin.failed";
    public const string ListRepeated = "list.repeated";
}
