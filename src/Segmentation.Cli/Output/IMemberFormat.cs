namespace Segmentation.Cli.Output;

/// <summary>How members are written.</summary>
internal interface IMemberFormat
{
    /// <summary>The name that <c>--format</c> takes.</summary>
    string Name { get; }

    /// <summary>Writes the members of all segments, in the order of the enumeration.</summary>
    /// <param name="members">The segments' members.</param>
    /// <param name="output">Where to, as UTF-8; not closed.</param>
    /// <param name="ct">Cancels the writing.</param>
    void Write(IEnumerable<MemberSet> members, Stream output, CancellationToken ct);
}
