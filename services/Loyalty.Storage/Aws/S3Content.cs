using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// One version of a document as it comes over the network. Where the connection breaks or falls silent, another goes on from there: with the very
/// same version, whatever has replaced it.
/// </summary>
sealed class S3Content(IAmazonS3 s3, GetObjectResponse opened) : Stream
{
    const int Tries = 4;

    static readonly TimeSpan Silence = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(200);

    readonly string bucket = opened.BucketName, key = opened.Key, version = opened.VersionId;
    readonly long length = opened.ContentLength;
    GetObjectResponse? current = opened;
    long position;
    long skip;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position == length || buffer.IsEmpty) return 0;
        for (var failures = 0; ;)
        {
            try
            {
                current ??= await ReopenAsync(cancellationToken);
                // A server may not know how to begin in the middle of a version.
                while (skip > 0) skip -= await ReadOnceAsync(current.ResponseStream, buffer[..(int)Math.Min(skip, buffer.Length)], cancellationToken);
                var count = await ReadOnceAsync(current.ResponseStream, buffer, cancellationToken);
                position += count;
                return count;
            }
            catch (Exception e) when (++failures < Tries && !cancellationToken.IsCancellationRequested && IsOfTheNetwork(e))
            {
                current?.Dispose();
                current = null;
                await Task.Delay(Pause * Random.Shared.Next(1, 1 << failures), cancellationToken);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("What comes over the network is read asynchronously.");
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) current?.Dispose();
        base.Dispose(disposing);
    }

    async Task<GetObjectResponse> ReopenAsync(CancellationToken ct)
    {
        var again = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = key, VersionId = version, ByteRange = new ByteRange($"bytes={position}-") }, ct);
        skip = again.HttpStatusCode == HttpStatusCode.PartialContent ? 0 : position;
        return again;
    }

    async Task<int> ReadOnceAsync(Stream content, Memory<byte> buffer, CancellationToken ct)
    {
        // The client's time-out ends with the headers.
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(ct);
        silence.CancelAfter(Silence);
        int count;
        try
        {
            count = await content.ReadAsync(buffer, silence.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing of the document came for {Silence.TotalSeconds} s.", e);
        }
        if (count == 0) throw new EndOfStreamException($"The document ended after {position} of {length} bytes.");
        return count;
    }

    static bool IsOfTheNetwork(Exception e) =>
        e is IOException or HttpRequestException or TimeoutException or AmazonServiceException { StatusCode: 0 or >= HttpStatusCode.InternalServerError };
}
