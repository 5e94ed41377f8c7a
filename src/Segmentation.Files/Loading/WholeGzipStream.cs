using System.IO.Compression;

namespace Segmentation.Files;

/// <summary>
/// Decompresses gzip and refuses data that was cut short, which <see cref="GZipStream"/> takes for complete. For that a
/// member of a few known bytes is put behind the file: it comes out at the end only if all before it was whole.
/// </summary>
internal sealed class WholeGzipStream : ForwardStream
{
    private const int BufferSize = 1 << 16;

    private static readonly byte[] Mark = [.. "\0end of the file\0"u8];
    private static readonly byte[] CompressedMark = Compress(Mark);

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Takes over a stream, which is disposed with this one.</summary>
    public WholeGzipStream(Stream compressed) => _gzip = new GZipStream(new MarkedStream(compressed), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The data is no gzip, is damaged or was cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        // What could be the mark is held back until more comes behind it.
        while (_end - _start <= Mark.Length && !_isAtEnd)
            Fill();
        int taken = Math.Min(buffer.Length, _end - _start - (_isAtEnd ? 0 : Mark.Length));
        _buffer.AsSpan(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read = _gzip.Read(_buffer.AsSpan(_end));
        _end += read;
        if (read > 0)
            return;
        _isAtEnd = true;
        if (!_buffer.AsSpan(0, _end).EndsWith(Mark))
            throw new InvalidDataException("it is cut short");
        _end -= Mark.Length;
    }

    private static byte[] Compress(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(data);
        return compressed.ToArray();
    }

    private sealed class MarkedStream(Stream inner) : ForwardStream
    {
        private int _markTaken = -1;

        public override int Read(Span<byte> buffer)
        {
            if (_markTaken < 0)
            {
                int read = inner.Read(buffer);
                if (read > 0 || buffer.IsEmpty)
                    return read;
                _markTaken = 0;
            }

            int taken = Math.Min(buffer.Length, CompressedMark.Length - _markTaken);
            CompressedMark.AsSpan(_markTaken, taken).CopyTo(buffer);
            _markTaken += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
