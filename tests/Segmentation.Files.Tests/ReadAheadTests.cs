namespace Segmentation.Files.Tests;

/// <summary>Reading ahead on another thread changes nothing but the time it takes.</summary>
public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 18)]
    [InlineData((1 << 18) + 1)]
    [InlineData(3_000_000)]
    public void Read_ToTheEnd_GivesTheSameBytes(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        using var copy = new MemoryStream();
        using (var ahead = new ReadAheadStream(new MemoryStream(bytes)))
        {
            ahead.CopyTo(copy, 10_000);
            Assert.Equal(0, ahead.Read(new byte[1]));
        }

        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public void Read_OfAStreamThatFails_GivesWhatCameBeforeAndThenTheFailure()
    {
        using var ahead = new ReadAheadStream(new Failing(1 << 19));
        var buffer = new byte[1 << 19];
        ahead.ReadExactly(buffer);
        Assert.Equal("torn", Assert.Throws<InvalidDataException>(() => ahead.Read(buffer)).Message);
    }

    [Fact]
    public void Dispose_BeforeTheEnd_DisposesTheStreamOnceNobodyReadsIt()
    {
        var inner = new Failing(int.MaxValue);
        var ahead = new ReadAheadStream(inner);
        Assert.NotEqual(0, ahead.Read(new byte[100]));
        ahead.Dispose();
        ahead.Dispose();
        Assert.Equal(1, inner.Disposed);
        Assert.False(inner.WasReadAfterDisposal);
    }

    private sealed class Failing(int length) : MemoryStream
    {
        private int _left = length;

        public int Disposed { get; private set; }

        public bool WasReadAfterDisposal { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            WasReadAfterDisposal |= Disposed > 0;
            if (_left == 0)
                throw new InvalidDataException("torn");
            int taken = Math.Min(_left, buffer.Length);
            _left -= taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            Disposed++;
            base.Dispose(disposing);
        }
    }
}
