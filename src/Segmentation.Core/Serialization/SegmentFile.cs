namespace Segmentation;

/// <summary>
/// Segment files (<c>*.segments.json</c>): definitions as people author and systems store them. The JSON is strict, and
/// everything that is wrong with a file is reported together. All members are thread-safe.
/// </summary>
public static partial class SegmentFile
{
    /// <summary>Reads a file's text and reports instead of throwing.</summary>
    /// <param name="json">The text of a segment file.</param>
    /// <param name="language">The condition types that the file may use; null for those of the model.</param>
    /// <returns>The segments, and all problems of the text with their paths; for a text that is no JSON, one problem with line and column.</returns>
    public static SegmentDocument Parse(string json, ConditionLanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var problems = new DocumentProblems();
        return Document(JsonTree.Read(json, problems), problems, language);
    }

    /// <summary>Reads a file from a stream and reports instead of throwing.</summary>
    /// <param name="utf8">The file in UTF-8, with or without a byte order mark; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<SegmentDocument> ParseAsync(Stream utf8, CancellationToken cancellationToken = default) =>
        ParseAsync(utf8, ConditionLanguage.BuiltIn, cancellationToken);

    /// <summary>Reads a file from disk and reports instead of throwing.</summary>
    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<SegmentDocument> ParseFileAsync(string path, CancellationToken cancellationToken = default) =>
        ParseFileAsync(path, ConditionLanguage.BuiltIn, cancellationToken);

    /// <summary>Reads the segments of a file's text.</summary>
    /// <param name="json">The text of a segment file.</param>
    /// <param name="language">The condition types that the file may use; null for those of the model.</param>
    /// <returns>The segments in file order.</returns>
    /// <exception cref="SegmentDefinitionException">The text has problems; the exception lists all of them.</exception>
    public static IReadOnlyList<Segment> Read(string json, ConditionLanguage? language = null) => Complete(Parse(json, language));

    /// <summary>Reads the segments of a file from a stream.</summary>
    /// <param name="utf8">The file in UTF-8, with or without a byte order mark; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The segments in file order.</returns>
    /// <exception cref="SegmentDefinitionException">The file has problems; the exception lists all of them.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<IReadOnlyList<Segment>> ReadAsync(Stream utf8, CancellationToken cancellationToken = default) =>
        ReadAsync(utf8, ConditionLanguage.BuiltIn, cancellationToken);

    /// <summary>Reads the segments of a file on disk.</summary>
    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The segments in file order.</returns>
    /// <exception cref="SegmentDefinitionException">The file has problems; the exception lists all of them.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<IReadOnlyList<Segment>> ReadFileAsync(string path, CancellationToken cancellationToken = default) =>
        ReadFileAsync(path, ConditionLanguage.BuiltIn, cancellationToken);

    /// <summary>
    /// Writes segments in the one canonical form: two spaces a level, LF, defaults left out. Reading the text gives equal
    /// segments, and writing those gives the same text. The text is read back before it is returned, so that nothing is
    /// stored that could not be read.
    /// </summary>
    /// <param name="segments">The segments, in the order in which to write them.</param>
    /// <param name="language">The condition types that the file may use; null for those of the model.</param>
    /// <exception cref="SegmentDefinitionException">A segment says something that no file can say, such as a bad id, dates
    /// in the wrong order or a text with U+0000; the exception lists all such problems.</exception>
    /// <exception cref="ArgumentException">The segments are of a document that had problems, or a condition is of a type that
    /// the language does not have.</exception>
    public static string Write(IReadOnlyList<Segment> segments, ConditionLanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        string json = SegmentWriter.Write(segments, (language ?? ConditionLanguage.BuiltIn).Json);
        Read(json, language);
        return json;
    }

    /// <summary>Writes segments as <see cref="Write"/> does, in UTF-8 without a byte order mark.</summary>
    /// <param name="utf8">Takes the file; left open. Nothing is written to it when the segments are refused.</param>
    /// <param name="segments">The segments, in the order in which to write them.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="SegmentDefinitionException">A segment says something that no file can say.</exception>
    /// <exception cref="ArgumentException">The segments are of a document that had problems, or a condition is of a type that
    /// the language does not have.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task WriteAsync(Stream utf8, IReadOnlyList<Segment> segments, CancellationToken cancellationToken = default) =>
        WriteAsync(utf8, segments, ConditionLanguage.BuiltIn, cancellationToken);

    private static SegmentDocument Document(JsonNode? root, DocumentProblems problems, ConditionLanguage? language)
    {
        IReadOnlyList<Segment> segments = root is null ? [] : new SegmentReader(problems, (language ?? ConditionLanguage.BuiltIn).Json).Read(root);
        return new SegmentDocument(segments, problems.InDocumentOrder());
    }

    private static IReadOnlyList<Segment> Complete(SegmentDocument document) => document.Problems.Count == 0
        ? document.Segments
        : throw new SegmentDefinitionException(document.Problems);
}
