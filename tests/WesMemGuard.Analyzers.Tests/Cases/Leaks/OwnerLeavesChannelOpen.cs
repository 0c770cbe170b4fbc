// A disposable owner hands out its channel's reader and never completes it; a type that can't dispose keeps a gRPC channel.
using Grpc.Net.Client;

namespace OwnerLeavesChannelOpen;

public sealed class Ticker : IDisposable
{
    private readonly Channel<int> _ticks = Channel.CreateBounded<int>(10); // leak: WMG2002
    private readonly Timer _timer;

    public Ticker() => _timer = new Timer(_ => _ticks.Writer.TryWrite(1), null, 0, 1000);

    public ChannelReader<int> Ticks => _ticks.Reader;

    public void Dispose() => _timer.Dispose();
}

public sealed class Link
{
    private readonly GrpcChannel _channel;

    public Link(string address) => _channel = GrpcChannel.ForAddress(address); // leak: WMG3006

    public NodeClient Client() => new(_channel);
}
