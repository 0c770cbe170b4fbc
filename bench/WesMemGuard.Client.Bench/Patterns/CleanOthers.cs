using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Text;
using System.Threading.Channels;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>More clients that keep nothing in the end.</summary>
internal static class CleanOthers
{
    private static readonly ConcurrentDictionary<int, Quote> Pending = new();
    private static readonly ConcurrentBag<byte[]> Rented = [];
    private static readonly Channel<byte[]> Dropping =
        Channel.CreateBounded<byte[]>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });
    private static readonly StringBuilder Text = new();
    private static readonly MemoryStream Reused = new();
    private static readonly Dictionary<int, Quote> Recent = [];
    private static readonly SemaphoreSlim Passed = new(1);
    private static readonly ActivitySource Source = new("wesmemguard.bench.clean");
    private static ImmutableList<Quote> _last = [];
    private static int _next;

    public static IReadOnlyList<ClientPattern> All { get; } =
    [
        Keeps("entry added and removed", () =>
        {
            Pending[_next] = new Quote();
            Pending.TryRemove(_next++, out _);
        }),
        Keeps("pool of one's own", () =>
        {
            var rented = Rented.TryTake(out var free) ? free : new byte[1000];
            Rented.Add(rented);
        }),
        Keeps("channel that drops the oldest", () => Dropping.Writer.TryWrite(new byte[100])),
        Keeps("builder cleared", () => Text.Clear().Append('a', 300)),
        Keeps("stream begun anew", () =>
        {
            Reused.SetLength(0);
            Reused.Write(new byte[500]);
        }),
        Keeps("the last 1,000 heights", () =>
        {
            Recent[_next] = new Quote();
            Recent.Remove(_next++ - 1000);
        }),
        Keeps("gate entered and left", () =>
        {
            Passed.Wait();
            Passed.Release();
        }),
        Keeps("activity started and ended", () => Source.StartActivity("poll")?.Dispose()),
        Keeps("immutable list of ten", () => _last = (_last.Count >= 10 ? _last.RemoveAt(0) : _last).Add(new Quote())),
        Keeps("handler disposed", () => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }.Dispose()),
        Keeps("expression compiled and dropped", () => Expression.Lambda<Func<int>>(Expression.Constant(_next++)).Compile()()),
    ];

    private static ClientPattern Keeps(string name, Action call) => ClientPattern.Of(name, false, null, null, call);
}
