namespace Segmentation.Sql;

/// <summary>
/// Goes along the rows of another table that hold values of a scan's rows, in the same order of keys, and appends those
/// values to their columns. Not safe for concurrent use.
/// </summary>
internal sealed class SideCursor : IAsyncDisposable
{
    private readonly SideStatement _statement;
    private readonly SqlRows _rows;
    private readonly SqlDialect _dialect;
    private readonly SchemaEntity _entity;
    private readonly Dictionary<string, ValueReader> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<ValueReader, List<string?>> _sets = [];
    private readonly HashSet<ValueReader> _found = [];
    private bool _hasRow;
    private bool _isAtEnd;

    /// <param name="statement">What was sent.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="values">The attributes that the table holds, each with its name there (null for the only one).</param>
    /// <param name="entity">Whose attributes they are.</param>
    /// <param name="dialect">Reads what drivers give in different ways.</param>
    public SideCursor(SideStatement statement, SqlRows rows, IEnumerable<(string? Name, ValueReader Values)> values, SchemaEntity entity, SqlDialect dialect)
    {
        _statement = statement;
        _rows = rows;
        _entity = entity;
        _dialect = dialect;
        foreach ((string? name, ValueReader reader) in values)
        {
            _values.Add(name ?? "", reader);
            if (reader is SetReader)
                _sets.Add(reader, []);
        }
    }

    /// <summary>Appends the values of the scan's next row.</summary>
    /// <param name="root">The key of the root row.</param>
    /// <param name="own">The row's own key; null when the row is the root, or has none.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="SegmentDataException">A value breaks a rule, or there are two where one may be.</exception>
    public async ValueTask AppendAsync(SubjectKey root, SubjectKey? own, CancellationToken ct)
    {
        while (await HasRowAsync(ct).ConfigureAwait(false) && Compare(root, own) is var order && order <= 0)
        {
            if (order == 0)
                Take(own ?? root);
            _hasRow = false;
        }

        foreach (ValueReader values in _values.Values)
            End(values, own ?? root);
        _found.Clear();
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private async ValueTask<bool> HasRowAsync(CancellationToken ct)
    {
        if (_hasRow || _isAtEnd)
            return _hasRow;
        _hasRow = await _rows.MoveNextAsync(ct).ConfigureAwait(false);
        _isAtEnd = !_hasRow;
        return _hasRow;
    }

    private int Compare(SubjectKey root, SubjectKey? own)
    {
        int order = (_statement.Root.Read(_rows.Reader) ?? root).CompareTo(root);
        if (order != 0 || _statement.Own is null)
            return order;
        // Rows without a key own nothing here, and come first or last, as the database has it.
        return _statement.Own.Read(_rows.Reader) is { } key && own is { } other ? key.CompareTo(other) : own is null ? 1 : -1;
    }

    private void Take(SubjectKey key)
    {
        string name = _statement.Name is { } ordinal ? _rows.Reader.GetString(ordinal) : "";
        // The database may take names for equal that are not.
        if (!_values.TryGetValue(name, out ValueReader? values))
            return;
        Guarded(values, key, () =>
        {
            if (values is SetReader set)
                set.AddTo(_sets[values], _rows.Reader, _statement.Value, _statement.ValueType, _dialect);
            else if (_found.Add(values))
                values.Append(_rows.Reader, _statement.Value, _statement.ValueType, _dialect);
            else
                throw new FormatException($"{_statement.Table.Origin} has two values where one may be");
        });
    }

    private void End(ValueReader values, SubjectKey key)
    {
        if (_sets.TryGetValue(values, out List<string?>? texts))
        {
            Guarded(values, key, () => values.Append(texts));
            texts.Clear();
        }
        else if (!_found.Contains(values))
        {
            values.AppendMissing();
        }
    }

    private void Guarded(ValueReader values, SubjectKey key, Action append)
    {
        try
        {
            append();
        }
        catch (Exception refused) when (ReadOutput.IsOfValue(refused))
        {
            throw new SegmentDataException(_entity.Name, values.Attribute.Name, key.ToString(), refused.Message, refused);
        }
    }
}
