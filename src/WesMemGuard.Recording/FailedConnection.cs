using System.Net.Sockets;
using System.Text;

namespace WesMemGuard.Recording;

/// <summary>A recorded failure as a client meets it: one of connecting, or a connection that answers as badly as the node did.</summary>
internal static class FailedConnection
{
    /// <summary>A head that promises more than any client reads, and nothing after it.</summary>
    private const string TooLarge = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8000000000\r\n\r\n";
    private const string NoHttp = "\0\0\0\0\r\n\r\n";

    /// <summary>The connection that fails as recorded.</summary>
    /// <param name="error">The recorder's words.</param>
    /// <exception cref="SocketException">Refused, timed out, unreachable, or cut for any other error.</exception>
    public static Stream Of(string error)
    {
        if (error.StartsWith("over ", StringComparison.Ordinal))
            return new FixedAnswer(TooLarge);
        if (error.Contains("no HTTP answer", StringComparison.Ordinal))
            return new FixedAnswer(NoHttp);
        throw new SocketException((int)ErrorOf(error));
    }

    private static SocketError ErrorOf(string error)
    {
        if (Has(error, "refused"))
            return SocketError.ConnectionRefused;
        if (Has(error, "timed out") || Has(error, "timeout") || Has(error, "no answer in"))
            return SocketError.TimedOut;
        if (Has(error, "host unreachable"))
            return SocketError.HostUnreachable;
        return Has(error, "host name unknown") ? SocketError.HostNotFound : SocketError.ConnectionReset;
    }

    private static bool Has(string error, string word) => error.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes any request and says the same.</summary>
    private sealed class FixedAnswer(string answer) : Stream
    {
        private readonly MemoryStream _answer = new(Encoding.Latin1.GetBytes(answer));

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _answer.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _answer.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count)
        {
            // what is asked makes no difference
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;

        public override void Flush() => _answer.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _answer.Dispose();
            base.Dispose(disposing);
        }
    }
}
