namespace Segmentation.Files;

/// <summary>
/// Reads another stream ahead on another thread, a few buffers at most, so that decompressing goes on while what came
/// before is parsed. What the other stream throws is thrown where its data would have come.
/// </summary>
internal sealed class ReadAheadStream : ForwardStream
{
    private const int BufferSize = 1 << 18;
    private const int Buffers = 4;

    private readonly Stream _inner;
    private readonly SemaphoreSlim _free = new(Buffers);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly (byte[] Bytes, int Length)[] _ring = new (byte[], int)[Buffers];
    private readonly Task _reading;
    private Exception? _failure;
    private volatile bool _isDisposed;
    private int _current = -1;
    private int _taken;
    private bool _isAtEnd;

    /// <summary>Takes over a stream, which is disposed with this one.</summary>
    public ReadAheadStream(Stream inner)
    {
        _inner = inner;
        // A thread of its own: the pool's may all be waiting for this one.
        _reading = Task.Factory.StartNew(ReadAhead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_isAtEnd || buffer.IsEmpty)
            return 0;
        if (_current < 0 || _taken == _ring[_current % Buffers].Length)
            Next();
        if (_isAtEnd)
            return 0;
        (byte[] bytes, int length) = _ring[_current % Buffers];
        int taken = Math.Min(buffer.Length, length - _taken);
        bytes.AsSpan(_taken, taken).CopyTo(buffer);
        _taken += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _free.Release();
            // The other thread is within one read of seeing it, and must not read what is closed.
            _reading.Wait();
            _inner.Dispose();
            _free.Dispose();
            _filled.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        if (_current >= 0)
            _free.Release();
        _filled.Wait();
        _current++;
        _taken = 0;
        if (_ring[_current % Buffers].Length > 0)
            return;
        _isAtEnd = true;
        if (_failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
    }

    // An empty buffer says that there is no more, for whichever reason.
    private void ReadAhead()
    {
        for (int next = 0; ; next++)
        {
            _free.Wait();
            if (_isDisposed)
                return;
            ref (byte[] Bytes, int Length) buffer = ref _ring[next % Buffers];
            buffer.Bytes ??= new byte[BufferSize];
            try
            {
                buffer.Length = _inner.ReadAtLeast(buffer.Bytes, buffer.Bytes.Length, throwOnEndOfStream: false);
            }
            catch (Exception failure)
            {
                _failure = failure;
                buffer.Length = 0;
            }

            int length = buffer.Length;
            _filled.Release();
            if (length == 0)
                return;
        }
    }
}
