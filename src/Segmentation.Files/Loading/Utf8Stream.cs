namespace Segmentation.Files;

/// <summary>Passes a stream on, but refuses one that a byte order mark declares to be UTF-16 or UTF-32.</summary>
internal sealed class Utf8Stream(Stream inner) : ForwardStream
{
    private readonly byte[] _head = new byte[4];
    private int _headLength = -1;
    private int _headTaken;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void ReadHead()
    {
        _headLength = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        if (_head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF])
            throw new FormatException("the file is UTF-16 or UTF-32; save it as UTF-8");
    }
}
