namespace Segmentation.Files;

/// <summary>Passes a stream on, but refuses one that a byte order mark declares to be UTF-16 or UTF-32.</summary>
internal sealed class Utf8Stream(Stream inner) : Stream
{
    private readonly byte[] _head = new byte[4];
    private int _headLength = -1;
    private int _headTaken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_headLength < 0)
            ReadHead();
        if (_headTaken == _headLength)
            return inner.Read(buffer);
        int taken = Math.Min(buffer.Length, _headLength - _headTaken);
        _head.AsSpan(_headTaken, taken).CopyTo(buffer);
        _headTaken += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void ReadHead()
    {
        _headLength = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> head = _head.AsSpan(0, _headLength);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || head.SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            throw new FormatException("the file is UTF-16 or UTF-32; save it as UTF-8");
    }
}
