namespace Loyalty.Storage.Tests;

/// <summary>Bytes that nobody has in memory; optionally the connection breaks on the way.</summary>
sealed class GeneratedStream(long length, long breakAt = long.MaxValue) : Stream
{
    long position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => position; set => throw new NotSupportedException(); }

    public static byte At(long position) => (byte)(position * 31 + (position >> 12));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (position >= breakAt) throw new IOException("The connection broke.");
        var count = (int)Math.Min(buffer.Length, length - position);
        for (var i = 0; i < count; i++) buffer[i] = At(position + i);
        position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
