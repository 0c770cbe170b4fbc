using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace WesMemGuard.Node.Tests;

/// <summary>A node in memory: the client's connection reads these bytes, whatever it sends.</summary>
internal sealed class Canned : Stream
{
    private readonly byte[] _answer;
    private readonly bool _hangs;
    private readonly CancellationTokenSource _closed = new();
    private int _read;

    private Canned(byte[] answer, bool hangs = false)
    {
        _answer = answer;
        _hangs = hangs;
    }

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 39, 16, TimeSpan.Zero);

    public MemoryStream Sent { get; } = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    public static Canned Raw(string http) => new(Encoding.UTF8.GetBytes(http));

    public static Canned Silent() => new([], hangs: true);

    public static Canned Answer(int status, string body, string type = "application/json") =>
        Answer(status, Encoding.UTF8.GetBytes(body), type);

    public static Canned Answer(int status, byte[] body, string type = "application/json") =>
        new([.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);

    public NodeClient Client(TimeSpan? timeout = null, IExchangeWitness? witness = null) =>
        Client((_, _) => ValueTask.FromResult<Stream>(this), timeout, witness);

    public static NodeClient Failing(SocketError error) =>
        Client((_, _) => throw new SocketException((int)error), null);

    private static NodeClient Client(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect,
        TimeSpan? timeout,
        IExchangeWitness? witness = null) =>
        new(
        new NodeAddress(new Uri("http://127.0.0.1:28680"), new Uri("http://127.0.0.1:28686")),
        new FakeTimeProvider(Now),
        new NodeClientSettings { Connect = connect, Timeout = timeout ?? TimeSpan.FromMinutes(1), Witness = witness });

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The handler gives up an answer by closing the connection, not by cancelling the read.
        if (_hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _closed.Token);
        var count = Math.Min(buffer.Length, _answer.Length - _read);
        _answer.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Sent.WriteAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _closed.Cancel();
        base.Dispose(disposing);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
