using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>The rows of a statement as they come. Disposal ends the statement, also before its last row.</summary>
/// <param name="reader">The rows.</param>
/// <param name="end">Lets go of what the statement holds, such as its connection; given whether the last row was read.</param>
public sealed class SqlRows(DbDataReader reader, Func<bool, ValueTask> end) : IAsyncDisposable
{
    private bool _isAtEnd;

    /// <summary>The current row.</summary>
    public DbDataReader Reader { get; } = reader ?? throw new ArgumentNullException(nameof(reader));

    /// <summary>Moves to the next row; false when there is none.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, which may end the statement.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken ct)
    {
        try
        {
            if (await Reader.ReadAsync(ct).ConfigureAwait(false))
                return true;
        }
        catch (DbException interrupted) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was cancelled.", interrupted, ct);
        }

        _isAtEnd = true;
        return false;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => end(_isAtEnd);
}
