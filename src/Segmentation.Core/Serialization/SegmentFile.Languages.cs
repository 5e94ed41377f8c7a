using System.Text;

namespace Segmentation;

public static partial class SegmentFile
{
    /// <param name="utf8">The file in UTF-8, with or without a byte order mark; read to its end and left open.</param>
    /// <param name="language">The condition types that the file may use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <inheritdoc cref="ParseAsync(Stream, CancellationToken)"/>
    public static async Task<SegmentDocument> ParseAsync(Stream utf8, ConditionLanguage language, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(language);
        ReadOnlyMemory<byte> bytes = await JsonBytes.ReadAsync(utf8, cancellationToken).ConfigureAwait(false);
        var problems = new DocumentProblems();
        return Document(JsonTree.Read(bytes.Span, problems), problems, language);
    }

    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <param name="language">The condition types that the file may use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <inheritdoc cref="ParseFileAsync(string, CancellationToken)"/>
    public static async Task<SegmentDocument> ParseFileAsync(string path, ConditionLanguage language, CancellationToken cancellationToken = default)
    {
        FileStream file = JsonBytes.Open(path);
        await using (file.ConfigureAwait(false))
            return await ParseAsync(file, language, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="utf8">The file in UTF-8, with or without a byte order mark; read to its end and left open.</param>
    /// <param name="language">The condition types that the file may use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public static async Task<IReadOnlyList<Segment>> ReadAsync(
        Stream utf8, ConditionLanguage language, CancellationToken cancellationToken = default) =>
        Complete(await ParseAsync(utf8, language, cancellationToken).ConfigureAwait(false));

    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <param name="language">The condition types that the file may use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <inheritdoc cref="ReadFileAsync(string, CancellationToken)"/>
    public static async Task<IReadOnlyList<Segment>> ReadFileAsync(
        string path, ConditionLanguage language, CancellationToken cancellationToken = default) =>
        Complete(await ParseFileAsync(path, language, cancellationToken).ConfigureAwait(false));

    /// <param name="utf8">Takes the file; left open. Nothing is written to it when the segments are refused.</param>
    /// <param name="segments">The segments, in the order in which to write them.</param>
    /// <param name="language">The condition types that the segments may use.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <inheritdoc cref="WriteAsync(Stream, IReadOnlyList{Segment}, CancellationToken)"/>
    public static async Task WriteAsync(
        Stream utf8, IReadOnlyList<Segment> segments, ConditionLanguage language, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(language);
        await utf8.WriteAsync(Encoding.UTF8.GetBytes(Write(segments, language)), cancellationToken).ConfigureAwait(false);
    }
}
