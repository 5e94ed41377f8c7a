namespace Segmentation.Files;

/// <summary>What of subjects is exported, and how. Immutable.</summary>
public sealed record SubjectExport
{
    /// <summary>The columns and the filter.</summary>
    public required SubjectQuery Query { get; init; }

    /// <summary>Which of the subjects that satisfy the filter: the members of a segment, for example. Null for all.</summary>
    public SubjectReadOptions? Subjects { get; init; }

    /// <summary>The name of the format, as one of <see cref="ExportFormats.Names"/>. <c>csv</c> by default.</summary>
    public string Format { get; init; } = "csv";

    /// <summary>The heading of the first column, which has the subjects' keys; null to leave it out. <c>id</c> by default.</summary>
    public string? KeyHeading { get; init; } = "id";

    /// <summary>What people call the rows, such as the name of the segment; null for the plural name of the subject.</summary>
    public string? Title { get; init; }
}
