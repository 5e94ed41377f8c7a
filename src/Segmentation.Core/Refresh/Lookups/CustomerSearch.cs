namespace Segmentation.Refresh;

/// <summary>Finds customers by key or by e-mail address in one walk over the source.</summary>
internal sealed class CustomerSearch(IReadOnlyList<string> texts)
{
    private const string Email = "email";

    private readonly Dictionary<string, List<SubjectKey>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SubjectKey>> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who was found, in the order of the texts. A text that is a key is not looked for among addresses.</summary>
    public IEnumerable<(string Text, SubjectKey Customer)> Found =>
        texts.SelectMany(text => CustomersOf(text).Select(customer => (text, customer)));

    /// <summary>The texts that name nobody.</summary>
    public IReadOnlyList<string> Unknown => [.. texts.Where(t => CustomersOf(t).Count == 0)];

    public async Task RunAsync(ISegmentSource source, SegmentSchema schema, CancellationToken ct)
    {
        SchemaAttribute[] attributes = schema.Subject.FindAttribute(Email) is { Type: AttributeType.Text, Computation: null } email ? [email] : [];
        foreach (string text in texts)
        {
            _byKey[text] = [];
            _byEmail[text] = [];
        }

        var read = new EntityRead(schema.Subject, "", schema.Subject, attributes, []);
        ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(schema, [read]), ct).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var wanted = new Wanted();
            await foreach (ColumnBatch batch in snapshot.ReadAsync(read, ct).ConfigureAwait(false))
                Look(batch, wanted.Keys(texts, batch.RootKeys.Kind));
        }
    }

    private List<SubjectKey> CustomersOf(string text) => _byKey[text] is { Count: > 0 } found ? found : _byEmail[text];

    private void Look(ColumnBatch batch, Dictionary<SubjectKey, string> keys)
    {
        TextColumn? emails = batch.Columns.Count > 0 ? (TextColumn)batch.Columns[0] : null;
        for (int row = 0; row < batch.Count; row++)
        {
            if (batch.RootKeys.IsMissing(row))
                continue;
            SubjectKey key = batch.RootKeys[row];
            if (keys.TryGetValue(key, out string? text))
                _byKey[text].Add(key);
            if (emails is not null && emails.Codes[row] is >= 0 and int code && _byEmail.TryGetValue(emails.Dictionary[code], out List<SubjectKey>? found))
                found.Add(key);
        }
    }

    /// <summary>The texts as keys of the kind that the source has, once that is known.</summary>
    private sealed class Wanted
    {
        private Dictionary<SubjectKey, string>? _keys;

        public Dictionary<SubjectKey, string> Keys(IReadOnlyList<string> texts, KeyKind kind)
        {
            if (_keys is not null)
                return _keys;
            _keys = [];
            foreach (string text in texts)
            {
                if (SubjectKey.Parse(text, kind) is { } key)
                    _keys.TryAdd(key, text);
            }

            return _keys;
        }
    }
}
