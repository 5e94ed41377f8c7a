using Npgsql;
using NpgsqlTypes;

namespace Segmentation.Sql.PostgreSql;

/// <summary>Writes rows by COPY in its binary format.</summary>
internal sealed class CopyWriter(NpgsqlBinaryImporter importer) : SqlRowWriter
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    private bool _isInRow;

    public override void Write(string value) => WriteValue(value, NpgsqlDbType.Text);

    public override void Write(long value) => WriteValue(value, NpgsqlDbType.Bigint);

    public override void Write(decimal value) => WriteValue(value, NpgsqlDbType.Numeric);

    public override void Write(bool value) => WriteValue(value, NpgsqlDbType.Boolean);

    // By their numbers, as the driver takes the first day and the last for infinity.
    public override void Write(DateOnly value) => WriteValue(value.DayNumber - EpochDay, NpgsqlDbType.Date);

    public override void Write(DateTimeOffset value) => WriteValue((value - Epoch).Ticks / TimeSpan.TicksPerMicrosecond, NpgsqlDbType.TimestampTz);

    public override void Write(IReadOnlyList<string> values) => WriteValue(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public override void WriteMissing()
    {
        StartRow();
        importer.WriteNull();
    }

    public override ValueTask EndRowAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _isInRow = false;
        return ValueTask.CompletedTask;
    }

    public override async ValueTask CompleteAsync(CancellationToken ct) => await importer.CompleteAsync(ct).ConfigureAwait(false);

    public override ValueTask DisposeAsync() => importer.DisposeAsync();

    private void WriteValue<T>(T value, NpgsqlDbType type)
    {
        StartRow();
        importer.Write(value, type);
    }

    private void StartRow()
    {
        if (_isInRow)
            return;
        importer.StartRow();
        _isInRow = true;
    }
}
