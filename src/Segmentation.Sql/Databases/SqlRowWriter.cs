namespace Segmentation.Sql;

/// <summary>Writes rows to a table, value by value in the order of its columns. Not safe for concurrent use.</summary>
public abstract class SqlRowWriter : IAsyncDisposable
{
    /// <summary>Writes a text, or a key that is a text or a GUID.</summary>
    public abstract void Write(string value);

    /// <summary>Writes a whole number, or an integer key.</summary>
    public abstract void Write(long value);

    /// <summary>Writes a decimal.</summary>
    public abstract void Write(decimal value);

    /// <summary>Writes a truth value.</summary>
    public abstract void Write(bool value);

    /// <summary>Writes a day.</summary>
    public abstract void Write(DateOnly value);

    /// <summary>Writes a point in time, of whole microseconds in UTC.</summary>
    public abstract void Write(DateTimeOffset value);

    /// <summary>Writes a set.</summary>
    public abstract void Write(IReadOnlyList<string> values);

    /// <summary>Writes that there is no value.</summary>
    public abstract void WriteMissing();

    /// <summary>Ends a row: as many values were written as there are columns.</summary>
    public abstract ValueTask EndRowAsync(CancellationToken ct);

    /// <summary>Ends the writing; without it what was written may be lost.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken ct);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
