using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Reads the rows of a query into batches.</summary>
internal interface IRowReader
{
    /// <param name="provider">Runs queries of the context.</param>
    /// <param name="query">The query.</param>
    /// <param name="turns">Lets one reading at a time use the context.</param>
    /// <param name="isWhole">Whether the query is read to its end before the first batch is given, as its connection serves one query at a time.</param>
    /// <param name="ct">Cancels the reading.</param>
    IAsyncEnumerable<ColumnBatch> ReadAsync(IAsyncQueryProvider provider, Expression query, SemaphoreSlim turns, bool isWhole, CancellationToken ct);
}

/// <inheritdoc/>
internal sealed class RowReader<TRow> : IRowReader
{
    private const int BatchRows = 8192;

    private readonly RowReading _reading;
    private readonly Action<TRow, KeyColumnBuilder> _rootKey;
    private readonly Action<TRow, KeyColumnBuilder>? _parentKey;
    private readonly Action<TRow, KeyColumnBuilder>? _ownKey;
    private readonly CompiledRow[] _rows;

    public RowReader(RowReading reading)
    {
        _reading = reading;
        _rootKey = Compile(reading.RootKey);
        _parentKey = reading.ParentKey is null ? null : Compile(reading.ParentKey);
        _ownKey = reading.OwnKey is null ? null : Compile(reading.OwnKey);
        _rows = [.. reading.Rows.Select(r => new CompiledRow(r.IsThere is null ? null : Compile(r.IsThere), [.. r.Values.Select(Compile)], [.. r.References.Select(Compile)]))];
    }

    public async IAsyncEnumerable<ColumnBatch> ReadAsync(
        IAsyncQueryProvider provider, Expression query, SemaphoreSlim turns, bool isWhole, [EnumeratorCancellation] CancellationToken ct)
    {
        var batch = new Batch(this);
        if (isWhole || !_reading.IsSorted)
        {
            foreach (TRow row in await ListAsync(provider, query, turns, ct).ConfigureAwait(false))
            {
                batch.Append(row);
                if (batch.Count >= BatchRows)
                    yield return batch.Take();
            }

            if (batch.Count > 0)
                yield return batch.Take();
            yield break;
        }

        IAsyncEnumerator<TRow> rows = provider.CreateQuery<TRow>(query).AsAsyncEnumerable().GetAsyncEnumerator(ct);
        try
        {
            while (await FillAsync(batch, rows, turns, ct).ConfigureAwait(false))
                yield return batch.Take();
            if (batch.Count > 0)
                yield return batch.Take();
        }
        finally
        {
            // A reading that was given up does not wait for its turn in vain: the context is about to be closed.
            await rows.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Fills the batch; false when the rows have ended before it was full.</summary>
    private async ValueTask<bool> FillAsync(Batch batch, IAsyncEnumerator<TRow> rows, SemaphoreSlim turns, CancellationToken ct)
    {
        await turns.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            while (await MoveNextAsync(rows).ConfigureAwait(false))
            {
                batch.Append(rows.Current);
                if (batch.Count >= BatchRows)
                    return true;
            }

            return false;
        }
        finally
        {
            turns.Release();
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<TRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException
            || e is InvalidOperationException { InnerException: not null and not DbException })
        {
            throw new SegmentDataException(_reading.Read.Entity.Name, null, null, $"a value could not be read: {e.Message}", e);
        }
    }

    private async Task<List<TRow>> ListAsync(IAsyncQueryProvider provider, Expression query, SemaphoreSlim turns, CancellationToken ct)
    {
        var list = new List<TRow>();
        await turns.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            IAsyncEnumerator<TRow> rows = provider.CreateQuery<TRow>(query).AsAsyncEnumerable().GetAsyncEnumerator(ct);
            await using (rows.ConfigureAwait(false))
            {
                while (await MoveNextAsync(rows).ConfigureAwait(false))
                    list.Add(rows.Current);
            }
        }
        finally
        {
            turns.Release();
        }

        return _reading.IsSorted ? list : [.. list.OrderBy(KeyOf)];
    }

    private SubjectKey KeyOf(TRow row)
    {
        var keys = new KeyColumnBuilder(_reading.RootKey.Kind);
        Append(_rootKey, row, keys, null);
        return keys.IsLastMissing ? throw Failure(null, null, "the key is missing", null) : keys.Last;
    }

    private void Append<TColumn>(Action<TRow, TColumn> append, TRow row, TColumn column, string? name)
    {
        try
        {
            append(row, column);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            string reason = e is FormatException or OverflowException ? e.Message
                : e is NullReferenceException or InvalidOperationException
                    ? "the map's expression met a null; write the case out, such as x => x.Ship == null ? null : x.Ship.Country"
                    : $"the map's expression failed: {e.Message}";
            throw Failure(name, KeyText(row), reason, e);
        }
    }

    private string? KeyText(TRow row)
    {
        if (!_reading.Read.IsRoot && _ownKey is null)
            return null;
        try
        {
            var keys = new KeyColumnBuilder((_reading.OwnKey ?? _reading.RootKey).Kind);
            (_ownKey ?? _rootKey)(row, keys);
            return keys.IsLastMissing ? null : keys.Last.ToString();
        }
        catch (Exception e) when (e is FormatException or NullReferenceException or InvalidOperationException)
        {
            return null;
        }
    }

    private SegmentDataException Failure(string? attribute, string? key, string reason, Exception? cause) =>
        new(_reading.Read.Entity.Name, attribute, key, reason, cause);

    private static Func<TRow, bool> Compile(Func<Expression, Expression> test)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, bool>>(test(row), row).Compile();
    }

    private static Action<TRow, ColumnBuilder> Compile(ValueReading reading)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row"), column = Expression.Parameter(typeof(ColumnBuilder), "column");
        LambdaExpression append = reading.Mapping.Append;
        ParameterExpression value = append.Parameters[0];
        Expression body = Expression.Block(
            [value],
            Expression.Assign(value, reading.Of(row)),
            Substitution.Replace(append.Body, append.Parameters[1], column));
        return Expression.Lambda<Action<TRow, ColumnBuilder>>(body, row, column).Compile();
    }

    private static Action<TRow, KeyColumnBuilder> Compile(KeyReading reading)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row"), keys = Expression.Parameter(typeof(KeyColumnBuilder), "keys");
        Expression key = reading.Of(row);
        Expression body;
        if (key.Type == typeof(string))
        {
            body = Expression.Call(keys, nameof(KeyColumnBuilder.Append), null, key);
        }
        else
        {
            Type inner = Nullable.GetUnderlyingType(key.Type) ?? key.Type;
            Type taken = inner == typeof(Guid) ? inner : typeof(long);
            ParameterExpression value = Expression.Variable(key.Type, "key");
            Expression append = Expression.Call(keys, nameof(KeyColumnBuilder.Append), null,
                Expression.Convert(inner == key.Type ? value : Expression.Property(value, "Value"), taken));
            body = Expression.Block(
                [value],
                Expression.Assign(value, key),
                inner == key.Type ? append : Expression.IfThenElse(
                    Expression.Property(value, "HasValue"), append, Expression.Call(keys, nameof(KeyColumnBuilder.AppendMissing), null)));
        }

        return Expression.Lambda<Action<TRow, KeyColumnBuilder>>(body, row, keys).Compile();
    }

    private sealed record CompiledRow(Func<TRow, bool>? IsThere, Action<TRow, ColumnBuilder>[] Values, Action<TRow, KeyColumnBuilder>[] References);

    /// <summary>The rows that are being put together.</summary>
    private sealed class Batch
    {
        private readonly RowReader<TRow> _reader;
        private readonly KeyColumnBuilder _rootKeys;
        private readonly KeyColumnBuilder? _parentKeys;
        private readonly KeyColumnBuilder? _ownKeys;
        private readonly ColumnBuilder[] _columns;
        private readonly KeyColumnBuilder[] _references;
        private SubjectKey? _last;
        private long _numbered;

        public Batch(RowReader<TRow> reader)
        {
            _reader = reader;
            RowReading reading = reader._reading;
            _rootKeys = new KeyColumnBuilder(reading.RootKey.Kind);
            _parentKeys = reading.ParentKey is null ? null : new KeyColumnBuilder(reading.ParentKey.Kind);
            _ownKeys = reading.Read.IsRoot || reading.IsPart ? null : new KeyColumnBuilder(reading.OwnKey?.Kind ?? KeyKind.Integer);
            _columns = [.. reading.Read.Attributes.Select(a => new ColumnBuilder(a.Type, a.Scale ?? 0))];
            _references = [.. reading.Rows[0].References.Select(r => new KeyColumnBuilder(r.Kind))];
        }

        public int Count => _rootKeys.Count;

        public void Append(TRow row)
        {
            foreach (CompiledRow one in _reader._rows)
            {
                if (one.IsThere is null || one.IsThere(row))
                    Append(row, one);
            }
        }

        private void Append(TRow row, CompiledRow one)
        {
            RowReading reading = _reader._reading;
            _reader.Append(_reader._rootKey, row, _rootKeys, null);
            CheckOrder(reading.Read);
            if (_parentKeys is not null)
                _reader.Append(_reader._parentKey!, row, _parentKeys, null);
            if (_reader._ownKey is not null)
                _reader.Append(_reader._ownKey, row, _ownKeys!, null);
            else
                _ownKeys?.Append(++_numbered);
            for (int i = 0; i < _columns.Length; i++)
                _reader.Append(one.Values[i], row, _columns[i], reading.Read.Attributes[i].Name);
            for (int i = 0; i < _references.Length; i++)
                _reader.Append(one.References[i], row, _references[i], reading.Read.References[i].Name);
        }

        public ColumnBatch Take() => new()
        {
            Count = Count,
            RootKeys = _rootKeys.Take(),
            ParentKeys = _parentKeys?.Take(),
            Keys = _ownKeys?.Take(),
            Columns = Array.ConvertAll(_columns, c => c.Take()),
            References = Array.ConvertAll(_references, r => r.Take()),
        };

        private void CheckOrder(EntityRead read)
        {
            if (_rootKeys.IsLastMissing)
                throw _reader.Failure(null, null, "the key is missing", null);
            SubjectKey key = _rootKeys.Last;
            if (_last is { } last && last.CompareTo(key) > 0)
            {
                throw new SegmentSourceException(
                    $"The database gave the rows of '{read}' in another order of keys: '{key}' came after '{last}'. "
                    + "Its collation or a value converter orders them in its own way; map a key that it orders by code points, or one without a converter.");
            }

            _last = key;
        }
    }
}
