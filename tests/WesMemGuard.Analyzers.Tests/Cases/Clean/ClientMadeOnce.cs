// A client that is made once while a service is built, and clients that a property keeps.
using Microsoft.Extensions.DependencyInjection;

namespace ClientMadeOnce;

public sealed class Api(HttpClient http)
{
    public Task<string> GetAsync(string path) => http.GetStringAsync(path);
}

public static class SetUp
{
    public static Api Make(string address)
    {
        var http = new HttpClient { BaseAddress = new Uri(address) };
        return new Api(http);
    }
}

public sealed class Ticker : IDisposable
{
    private readonly Channel<int> _ticks = Channel.CreateBounded<int>(10);
    private readonly Timer _timer;

    public Ticker() => _timer = new Timer(_ => _ticks.Writer.TryWrite(1), null, 0, 1000);

    public ChannelReader<int> Ticks => _ticks.Reader;

    public void Dispose()
    {
        _timer.Dispose();
        _ticks.Writer.TryComplete();
    }
}
