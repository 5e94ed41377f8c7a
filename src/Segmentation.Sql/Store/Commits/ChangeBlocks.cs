namespace Segmentation.Sql.Store;

/// <summary>Changes of members, checked as they pass by, in blocks that fit memory and one statement.</summary>
/// <param name="changes">The changes, in key order; may be enumerated more than once.</param>
/// <param name="check">Throws for a key of another kind than the store's.</param>
/// <param name="ct">Ends the enumeration.</param>
internal sealed class ChangeBlocks(IEnumerable<MemberChange> changes, Func<SubjectKey, SubjectKey> check, CancellationToken ct)
{
    /// <summary>The most changes of a block: enough that statements cost nothing beside their rows, some megabytes.</summary>
    public const int Size = 16_384;

    /// <summary>How many changes there are.</summary>
    public long Count() => Checked().LongCount();

    /// <summary>The changes, block by block.</summary>
    /// <exception cref="ArgumentException">The changes are not in key order, a customer changes twice, or a key is of another kind.</exception>
    public IEnumerable<MemberChange[]> Blocks() => Checked().Chunk(Size);

    private IEnumerable<MemberChange> Checked()
    {
        SubjectKey? last = null;
        foreach (MemberChange change in changes)
        {
            ct.ThrowIfCancellationRequested();
            check(change.Key);
            if (last is { } before && change.Key <= before)
                throw new ArgumentException($"The changes are not in key order: '{change.Key}' comes after '{before}'.", nameof(changes));
            last = change.Key;
            yield return change;
        }
    }
}
