using System.Runtime.CompilerServices;

namespace Segmentation.Matching;

/// <summary>
/// One customer's object as a source, for explaining: his rows, and of those that rows refer to by key the ones that were
/// given and the ones that he leads to.
/// </summary>
internal sealed class SubjectSource(MatchSources sources, object customer) : ISegmentSource
{
    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new ValueTask<ISourceSnapshot>(new Snapshot(sources, customer, needs));
    }

    private sealed class Snapshot : ISourceSnapshot
    {
        private readonly MatchSources _sources;
        private readonly Dictionary<string, SortedList<SubjectKey, Row>> _roots = new(StringComparer.Ordinal);

        public Snapshot(MatchSources sources, object customer, SourceRequest needs)
        {
            _sources = sources;
            SubjectKey key = KeyOf(sources.Subject, customer);
            string subject = sources.Subject.Mapping.Entity.Name;
            foreach (EntityRead read in needs.Reads)
                _roots.TryAdd(read.Root.Name, []);
            _roots[subject].Add(key, new Row(customer, sources.Subject, key, key, key));
            foreach ((string entity, KnownRows known) in sources.Known)
            {
                if (_roots.TryGetValue(entity, out SortedList<SubjectKey, Row>? rows))
                {
                    foreach ((SubjectKey own, object row) in known.All)
                        rows.Add(own, new Row(row, known.Entity, own, own, own));
                }
            }

            while (needs.Reads.Any(AddReferred))
            {
            }
        }

        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            var columns = read.Attributes.Select(a => new ColumnBuilder(a.Type, a.Scale ?? 0)).ToArray();
            foreach (Row row in Walk(read))
            {
                ct.ThrowIfCancellationRequested();
                yield return BatchOf(read, row, columns);
            }

            await Task.CompletedTask.ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Adds the rows that rows of a read refer to; whether there was a new one.</summary>
        private bool AddReferred(EntityRead read)
        {
            bool isNew = false;
            foreach (Row row in Walk(read).ToArray())
            {
                foreach (ReferenceRelation reference in read.References)
                {
                    if (_roots.TryGetValue(reference.Target, out SortedList<SubjectKey, Row>? rows) && Referred(row, reference) is { } found)
                        isNew |= rows.TryAdd(found.Key, found);
                }
            }

            return isNew;
        }

        private Row? Referred(Row row, ReferenceRelation reference)
        {
            RelationMapping mapping = row.Entity.Mapping.FindRelation(reference.Name)!;
            if (mapping.Target is null || row.Entity.ReferredRow(mapping)(row.Value) is not { } referred)
                return null;
            MappedEntity entity = _sources.Entities[mapping.Target];
            SubjectKey key = KeyOf(entity, referred);
            return new Row(referred, entity, key, key, key);
        }

        private IEnumerable<Row> Walk(EntityRead read)
        {
            IEnumerable<Row> rows = _roots[read.Root.Name].Values;
            return read.IsRoot ? rows : read.Path.Split('.').Aggregate(rows, Below);
        }

        private IEnumerable<Row> Below(IEnumerable<Row> above, string name)
        {
            long number = 0;
            var found = new RowsState();
            foreach (Row row in above)
            {
                RelationMapping relation = row.Entity.Mapping.FindRelation(name)!;
                MappedEntity entity = _sources.Entities[relation.Target!];
                found.Clear();
                row.Entity.Rows(relation)([row.Value], 0, 1, found);
                object[] below = found.Rows[..found.Count];
                foreach (object value in below)
                {
                    number++;
                    // One owner has one part at most; rows without a key are numbered as they come.
                    SubjectKey key = relation.Relation is PartRelation ? row.Key
                        : relation.Target!.Key is null ? new SubjectKey(number)
                        : KeyOf(entity, value);
                    yield return new Row(value, entity, row.Root, row.Key, key);
                }
            }
        }

        private ColumnBatch BatchOf(EntityRead read, Row row, ColumnBuilder[] columns)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                AttributeMapping attribute = row.Entity.Mapping.FindAttribute(read.Attributes[i].Name)!;
                try
                {
                    row.Entity.Column(attribute)([row.Value], 0, 1, columns[i]);
                }
                catch (Exception e) when (HostErrors.Reason(e) is { } reason)
                {
                    throw new SegmentDataException(read.Entity.Name, attribute.Attribute.Name, row.Entity.KeyText(row.Value), reason, e);
                }
            }

            return new ColumnBatch
            {
                Count = 1,
                RootKeys = ColumnOf(row.Root),
                ParentKeys = read.IsNested ? ColumnOf(row.Parent) : null,
                Keys = read.IsRoot ? null : ColumnOf(row.Key),
                Columns = [.. columns.Select(c => c.Take())],
                References = [.. read.References.Select(r => ColumnOf(ReferenceKey(row, r), KindOf(r.Target)))],
            };
        }

        private SubjectKey? ReferenceKey(Row row, ReferenceRelation reference)
        {
            RelationMapping mapping = row.Entity.Mapping.FindRelation(reference.Name)!;
            return mapping.Key is not null ? row.Entity.ReferenceKey(mapping)(row.Value) : Referred(row, reference)?.Key;
        }

        private KeyKind KindOf(string entity) =>
            _roots.TryGetValue(entity, out SortedList<SubjectKey, Row>? rows) && rows.Count > 0 ? rows.Keys[0].Kind : KeyKind.Integer;

        private static SubjectKey KeyOf(MappedEntity entity, object row) =>
            entity.KeyOf(row) ?? throw new SegmentDataException(entity.Mapping.Entity.Name, null, null, "the key is missing");

        private static KeyColumn ColumnOf(SubjectKey key) => ColumnOf(key, key.Kind);

        private static KeyColumn ColumnOf(SubjectKey? key, KeyKind kind)
        {
            ulong[]? present = key is null ? [0] : null;
            return (key?.Kind ?? kind) switch
            {
                KeyKind.Integer => KeyColumn.Integers([key?.Integer ?? 0], 1, present),
                KeyKind.Guid => KeyColumn.Guids([key?.Guid ?? Guid.Empty], 1, present: present),
                _ => KeyColumn.Texts([key?.ToString()], 1),
            };
        }
    }

    /// <summary>A row, with the keys of the root row and of the row that it belongs to, and its own.</summary>
    private sealed record Row(object Value, MappedEntity Entity, SubjectKey Root, SubjectKey Parent, SubjectKey Key);
}
