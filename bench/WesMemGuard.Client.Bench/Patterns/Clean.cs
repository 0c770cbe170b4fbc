using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>Clients that keep nothing in the end, among them many that look for a while as if they did.</summary>
internal static class Clean
{
    private static readonly ConcurrentDictionary<int, byte[]> Filled = new();
    private static readonly ConcurrentDictionary<int, byte[]> FilledLate = new();
    private static readonly Lazy<byte[]> Once = new(() => new byte[100_000]);
    private static readonly Channel<byte[]> Read = Channel.CreateUnbounded<byte[]>();
    private static readonly CancellationTokenSource Running = new();
    private static readonly AsyncLocal<object?> Ambient = new();
    private static readonly ConcurrentQueue<byte[]> Last = new();
    private static readonly List<byte[]> Sawtooth = [];
    private static readonly ConditionalWeakTable<object, object> Tied = new();
    private static int _next;

    private static event EventHandler? Passing;

    internal static void Raise() => Passing?.Invoke(null, EventArgs.Empty);

    public static IReadOnlyList<ClientPattern> All { get; } =
    [
        Keeps("nothing", static () => _ = new object()),
        Keeps("cache that fills (1,000)", () => Filled.GetOrAdd(_next++ % 1000, static _ => new byte[100])),
        Keeps("cache that fills (10,000)", () => FilledLate.GetOrAdd(_next++ % 10_000, static _ => new byte[100])),
        Keeps("array pool", Pooled),
        Keeps("lazy", () => GC.KeepAlive(Once.Value)),
        Keeps("interned constants", () => string.Intern("constant" + (_next++ % 10).ToString(CultureInfo.InvariantCulture))),
        Keeps("regex of one pattern", () => Regex.IsMatch("0x12ab", "^0x[0-9a-f]+$")),
        Keeps("regex of many patterns", () => Regex.IsMatch("0x12ab", "^0x[0-9a-f]{1," + (1 + (_next++ % 40)) + "}$")),
        Keeps("JsonSerializerOptions per call", () => JsonSerializer.Serialize(new Quote(), new JsonSerializerOptions())),
        Keeps("JsonDocument dropped", () => JsonDocument.Parse("{\"height\":1}")),
        Keeps("channel written and read", () =>
        {
            Read.Writer.TryWrite(new byte[100]);
            Read.Reader.TryRead(out _);
        }),
        Keeps("registration disposed", () => Running.Token.Register(static () => { }).Dispose()),
        Keeps("linked source disposed", () => CancellationTokenSource.CreateLinkedTokenSource(Running.Token).Dispose()),
        Keeps("timed source disposed", () => new CancellationTokenSource(TimeSpan.FromHours(1)).Dispose()),
        Keeps("plain source dropped", () => _ = new CancellationTokenSource()),
        Keeps("PeriodicTimer dropped", () => _ = new PeriodicTimer(TimeSpan.FromHours(1))),
        Keeps("Timer dropped", () => _ = new Timer(static _ => { }, null, 3_600_000, 3_600_000)),
        Keeps("event += and -=", () =>
        {
            Passing += Handle;
            Passing -= Handle;
        }),
        Keeps("last 100 kept", () =>
        {
            Last.Enqueue(new byte[300]);
            if (Last.Count > 100)
                Last.TryDequeue(out _);
        }),
        Keeps("list cleared at 3,000", () =>
        {
            Sawtooth.Add(new byte[64]);
            if (Sawtooth.Count >= 3000)
                Sawtooth.Clear();
        }),
        Keeps("weak table", () => Tied.Add(new object(), new byte[50])),
        Keeps("large arrays", () => _ = new byte[100_000]),
        Keeps("exception caught", Thrown),
        Keeps("compressed", Compressed),
        Keeps("hashed", () => SHA256.HashData(new byte[100])),
        Keeps("text built", () => new StringBuilder().Append('a', 500).Append(_next).ToString()),
        new("async local", false, null, null, () => AmbientAsync),
        new("work on the pool", false, null, null, () => () => Task.Run(static () => new byte[10])),
        new("many at once", false, null, null,
            () => () => Task.WhenAll(Enumerable.Range(0, 20).Select(static _ => Task.Run(static () => 1)))),
        new("yields", false, null, null, () => static async () => await Task.Yield()),
        .. CleanOthers.All,
    ];

    private static ClientPattern Keeps(string name, Action call) => ClientPattern.Of(name, false, null, null, call);

    private static void Handle(object? sender, EventArgs e) => _next++;

    private static void Pooled()
    {
        var rented = ArrayPool<byte>.Shared.Rent(1 << (4 + (_next++ % 16)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Thrown()
    {
        try
        {
            throw new InvalidOperationException("refused");
        }
        catch (InvalidOperationException)
        {
            _next++;
        }
    }

    private static void Compressed()
    {
        using var to = new MemoryStream();
        using var gzip = new GZipStream(to, CompressionLevel.Fastest);
        gzip.Write(new byte[100]);
    }

    private static async Task AmbientAsync()
    {
        Ambient.Value = new object();
        await Task.Yield();
    }
}
