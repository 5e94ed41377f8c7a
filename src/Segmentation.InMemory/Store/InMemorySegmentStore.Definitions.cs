using System.Collections.Immutable;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask<long> GetVersionAsync(CancellationToken ct) => ValueTask.FromResult(Read(ct).Version);

    /// <inheritdoc/>
    public ValueTask<StoredDefinitions> GetDefinitionsAsync(CancellationToken ct)
    {
        Tables tables = Read(ct);
        return ValueTask.FromResult(new StoredDefinitions(tables.Version, [.. tables.Segments.Values], [.. tables.Lists]));
    }

    /// <inheritdoc/>
    public ValueTask<StoredSegment?> FindSegmentAsync(string segmentId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return ValueTask.FromResult(Read(ct).Segments.GetValueOrDefault(segmentId));
    }

    /// <inheritdoc/>
    public ValueTask<long?> ChangeDefinitionsAsync(DefinitionChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        foreach (ListEdit edit in change.Lists)
            Checked(edit.Customer.Key);
        return WriteAsync(tables => tables.Version == change.ExpectedVersion ? (Changed(tables, change), tables.Version + 1) : (tables, (long?)null), ct);
    }

    private static Tables Changed(Tables tables, DefinitionChange change)
    {
        long version = tables.Version + 1;
        ImmutableSortedDictionary<string, StoredSegment>.Builder segments = tables.Segments.ToBuilder();
        foreach (SavedDefinition save in change.Saves)
        {
            segments[save.Id] = segments.GetValueOrDefault(save.Id) is { } known
                ? known with { Json = save.Json, Version = known.Version + 1, SavedAt = change.At }
                : new StoredSegment(save.Id, save.Json, 1, version, change.At, change.At, SegmentState.New);
        }

        ImmutableSortedSet<ListedCustomer>.Builder lists = tables.Lists.ToBuilder();
        foreach (ListEdit edit in change.Lists)
        {
            if (!segments.ContainsKey(edit.Customer.SegmentId))
                throw new ArgumentException($"There is no segment '{edit.Customer.SegmentId}' whose list could be edited.", nameof(change));
            if (edit.IsListed)
                lists.Add(edit.Customer);
            else
                lists.Remove(edit.Customer);
        }

        IEnumerable<string> stale = change.Saves.Select(s => s.Id).Concat(change.Lists.Select(l => l.Customer.SegmentId)).Concat(change.Stale);
        foreach (string id in stale.Distinct(StringComparer.Ordinal))
        {
            if (segments.GetValueOrDefault(id) is { } segment)
                segments[id] = segment with { Revision = version, State = segment.State with { Status = SegmentStatus.Pending, Error = null } };
        }

        return tables with { Version = version, Segments = segments.ToImmutable(), Lists = lists.ToImmutable() };
    }
}
