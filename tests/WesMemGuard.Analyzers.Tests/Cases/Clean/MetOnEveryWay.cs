// What is owed and paid on every way: requests closed before each turn, blocks freed at last, loops that are told to end.
using System.Collections.Frozen;
using System.Net;
using System.Runtime.InteropServices;

namespace MetOnEveryWay
{
    using Microsoft.AspNetCore.Http;

    public sealed class Hook(HttpListener listener, Func<string, bool> known, Func<HttpListenerContext, Task> answer)
    {
        public async Task ServeAsync(int many)
        {
            for (var turn = 0; turn < many; turn++)
            {
                var request = await listener.GetContextAsync().ConfigureAwait(false);
                if (!known(request.Request.RawUrl ?? ""))
                {
                    request.Response.StatusCode = 404;
                    request.Response.Close();
                    continue;
                }
                request.Response.StatusCode = 202;
                request.Response.OutputStream.Close();
            }
        }

        public async Task ServeByOthersAsync()
        {
            while (listener.IsListening)
            {
                var request = await listener.GetContextAsync();
                _ = answer(request);
            }
        }

        public async Task ServeInFinallyAsync()
        {
            while (listener.IsListening)
            {
                var request = await listener.GetContextAsync();
                try
                {
                    if (!known(request.Request.RawUrl ?? ""))
                        continue;
                    request.Response.StatusCode = 204;
                }
                finally
                {
                    request.Response.Close();
                }
            }
        }
    }

    public static unsafe class Digest
    {
        public static int Of(ReadOnlySpan<byte> text)
        {
            var copy = (byte*)NativeMemory.Alloc((nuint)text.Length);
            try
            {
                text.CopyTo(new Span<byte>(copy, text.Length));
                return *copy == 0 ? 0 : copy[0] + text.Length;
            }
            finally
            {
                NativeMemory.Free(copy);
            }
        }
    }

    public sealed class PeerLink : IDisposable
    {
        private readonly Stream _wire;
        private readonly CancellationTokenSource _closed = new();

        public PeerLink(Stream wire)
        {
            _wire = wire;
            Task.Run(PingAsync);
        }

        private async Task PingAsync()
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(5));
            while (await beat.WaitForNextTickAsync(_closed.Token))
            {
                try
                {
                    await _wire.WriteAsync(new byte[] { 1 });
                }
                catch (IOException)
                {
                }
            }
        }

        public void Dispose()
        {
            _closed.Cancel();
            _closed.Dispose();
            _wire.Dispose();
        }
    }

    public sealed class Gauge : IDisposable
    {
        private readonly Stream _wire;

        public Gauge(Stream wire)
        {
            _wire = wire;
            _ = PingAsync();
        }

        // What was disposed throws, and that ends the loop.
        private async Task PingAsync()
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(5));
            while (await beat.WaitForNextTickAsync())
                await _wire.WriteAsync(new byte[] { 1 });
        }

        public void Dispose() => _wire.Dispose();
    }

    public sealed class Bell : IDisposable
    {
        private readonly ManualResetEvent _rung = new(false);
        private readonly RegisteredWaitHandle _waits;

        public Bell(Action heard) =>
            _waits = ThreadPool.RegisterWaitForSingleObject(_rung, (_, _) => heard(), null, TimeSpan.FromMinutes(1), false);

        public void Ring() => _rung.Set();

        public void Dispose()
        {
            _waits.Unregister(null);
            _rung.Dispose();
        }
    }

    public sealed class Fastest(HttpClient near, HttpClient far)
    {
        public async Task<string> AskAsync(string what, CancellationToken token)
        {
            using var race = CancellationTokenSource.CreateLinkedTokenSource(token);
            var left = near.GetAsync(what, HttpCompletionOption.ResponseHeadersRead, race.Token);
            var right = far.GetAsync(what, HttpCompletionOption.ResponseHeadersRead, race.Token);
            var first = await Task.WhenAny(left, right);
            await race.CancelAsync();
            using var answer = await first;
            return await answer.Content.ReadAsStringAsync(token);
        }

        public async Task<string> AskAndSeeToTheOtherAsync(string what)
        {
            var left = near.GetAsync(what, HttpCompletionOption.ResponseHeadersRead);
            var right = far.GetAsync(what, HttpCompletionOption.ResponseHeadersRead);
            var first = await Task.WhenAny(left, right);
            _ = (first == left ? right : left).ContinueWith(static late => late.Result.Dispose(), TaskScheduler.Default);
            using var answer = await first;
            return await answer.Content.ReadAsStringAsync();
        }
    }

    public static class Trail
    {
        private sealed class Step(string name, Step? before)
        {
            public string Name => name;

            public Step? Before => before;
        }

        private static readonly AsyncLocal<Step?> Last = new();

        public static void Into(string name) => Last.Value = new Step(name, Last.Value);

        public static void Back() => Last.Value = Last.Value?.Before;

        public static string Here => Last.Value?.Name ?? "";
    }

    public sealed class Walker(Func<int, Task<bool>> walk)
    {
        public async Task GoAsync()
        {
            for (var at = 0; at < int.MaxValue; at++)
            {
                Trail.Into("at " + at);
                try
                {
                    await walk(at);
                }
                finally
                {
                    Trail.Back();
                }
            }
        }

        // The function's own layer goes with it.
        public async Task OnceAsync(int at)
        {
            Trail.Into("once " + at);
            await walk(at);
        }
    }

    public static class Live
    {
        public static async Task SendAsync(HttpContext context, Func<string> news)
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(news());
                await Task.Delay(500);
            }
        }

        public static async Task FollowAsync(HttpContext context, ChannelReader<string> lines)
        {
            await foreach (var line in lines.ReadAllAsync(context.RequestAborted))
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line));
        }

        public static async Task CopyAsync(HttpResponse response, IEnumerable<string> lines)
        {
            foreach (var line in lines)
                await response.WriteAsync(line);
        }
    }

    public sealed class Upload
    {
        public HttpWebResponse? Answer { get; set; }
    }

    public sealed class Uploads
    {
        public void Done(Upload upload) => Fail(upload);

        private void Fail(Upload upload)
        {
            try
            {
                if (upload.Answer?.StatusCode == HttpStatusCode.Conflict)
                    throw new InvalidOperationException("conflict");
                throw new InvalidOperationException("failed");
            }
            finally
            {
                upload.Answer?.Close();
            }
        }
    }

    public interface IWeather
    {
        event EventHandler Changed;

        int Tell(Action<string> told);

        void Forget(int told);
    }

    public sealed class Umbrella(IWeather weather)
    {
        public async Task<string> NextAsync(Func<Task> ask)
        {
            var next = new TaskCompletionSource<string>();
            var told = weather.Tell(text => next.TrySetResult(text));
            try
            {
                await ask();
                return await next.Task;
            }
            finally
            {
                weather.Forget(told);
            }
        }
    }

    public sealed class Barometer : IDisposable
    {
        private readonly IWeather _weather;
        private bool _gone;
        private int _high;

        public Barometer(IWeather weather)
        {
            _weather = weather;
            _weather.Changed += OnChanged;
        }

        public int High => _high;

        public void Dispose()
        {
            if (!_gone)
                _weather.Changed -= OnChanged;
            _gone = true;
        }

        private void OnChanged(object? sender, EventArgs e) => _high++;
    }

    public sealed class Panel : IDisposable
    {
        private readonly IWeather _weather;
        private readonly Timer _timer = new(static _ => { });

        public Panel(IWeather weather)
        {
            _weather = weather;
            _weather.Changed += OnChanged;
        }

        public void Close() => _weather.Changed -= OnChanged;

        public void Dispose()
        {
            Close();
            _timer.Dispose();
        }

        private void OnChanged(object? sender, EventArgs e) => _timer.Change(1, 1);
    }

    public sealed class Rounds
    {
        private readonly ConcurrentDictionary<DayOfWeek, CancellationTokenSource> _running = new();

        public async Task RunAsync(DayOfWeek round, Func<CancellationToken, Task> work, CancellationToken token)
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(token);
            _running[round] = ends;
            try
            {
                await work(ends.Token);
            }
            finally
            {
                _running.TryRemove(round, out _);
            }
        }

        public void Stop(DayOfWeek round)
        {
            if (_running.TryGetValue(round, out var ends))
                ends.Cancel();
        }
    }

    public sealed class Tally : IDisposable
    {
        private readonly ConcurrentQueue<int> _new = new();
        private readonly Timer _each;
        private long _sum;

        public Tally() => _each = new Timer(Sum, null, 1000, 1000);

        public void Put(int number) => _new.Enqueue(number);

        private void Sum(object? state)
        {
            foreach (var number in All())
                _sum += number;
            Thread.Sleep(1);
        }

        private List<int> All()
        {
            var all = new List<int>();
            while (_new.TryDequeue(out var number))
                all.Add(number);
            return all;
        }

        public void Dispose() => _each.Dispose();
    }

    public static class Tallies
    {
        private static readonly Tally One = new();

        public static void Put(int number) => One.Put(number);
    }

    public sealed class Lamp : IDisposable
    {
        private readonly Stream _wire;
        private bool _lit = true;

        public Lamp(Stream wire)
        {
            _wire = wire;
            Task.Run(BlinkAsync);
        }

        private async Task BlinkAsync()
        {
            while (_lit)
            {
                await Task.Delay(300);
                try
                {
                    _wire.WriteByte(1);
                }
                catch (Exception)
                {
                }
            }
        }

        public void Dispose()
        {
            _lit = false;
            _wire.Dispose();
        }
    }

    public static class Orders
    {
        public static void Follow(Guid order, Func<Guid, Task<bool>> isFilled)
        {
            var asks = new System.Timers.Timer(2000);
            var turns = 0;
            asks.Elapsed += async (_, _) =>
            {
                if (!await isFilled(order) && ++turns < 50)
                    return;
                asks.Stop();
                asks.Dispose();
            };
            asks.Start();
        }

        public static void Once(Action then)
        {
            Timer? once = null;
            once = new Timer(_ =>
            {
                once!.Dispose();
                then();
            }, null, 1000, 1000);
        }
    }

    public sealed class Turnstile(int most)
    {
        private readonly SemaphoreSlim _gate = new(4);
        private int _inside;

        public async Task<bool> EnterAsync(Func<Task> visit)
        {
            if (Interlocked.Increment(ref _inside) > most)
            {
                Interlocked.Decrement(ref _inside);
                return false;
            }
            try
            {
                await visit();
                return true;
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
            }
        }

        public async Task<bool> TryEnterAsync(Func<Task> visit)
        {
            if (!await _gate.WaitAsync(TimeSpan.FromSeconds(2)))
                return false;
            try
            {
                await visit();
            }
            finally
            {
                _gate.Release();
            }
            return true;
        }
    }

    public sealed class Names(System.Data.Common.DbDataSource names, System.Threading.RateLimiting.RateLimiter limiter)
    {
        public async Task<string?> OfAsync(int id)
        {
            await using var open = await names.OpenConnectionAsync();
            var ask = open.CreateCommand();
            ask.CommandText = "select name from names where id = " + id;
            return await ask.ExecuteScalarAsync() as string;
        }

        public async Task<bool> AskAsync(Func<Task<bool>> ask)
        {
            using var lease = await limiter.AcquireAsync();
            return lease.IsAcquired && await ask();
        }

        public static IEnumerable<string> Read(string file)
        {
            using var text = new StreamReader(file);
            while (text.ReadLine() is { } name)
                yield return name;
        }
    }

    public sealed class Listening(IObservable<int> numbers, CancellationToken life)
    {
        private IDisposable? _heard;
        private CancellationTokenSource? _limit;

        public void Hear(IObserver<int> ear)
        {
            _heard?.Dispose();
            _heard = numbers.Subscribe(ear);
        }

        public void Stop() => _heard?.Dispose();

        public async Task<int> AskAsync(Func<CancellationToken, Task<int>> ask)
        {
            _limit = CancellationTokenSource.CreateLinkedTokenSource(life);
            try
            {
                return await ask(_limit.Token);
            }
            finally
            {
                _limit.Dispose();
            }
        }
    }

    public static class Verbs
    {
        private static readonly FrozenSet<string> All = new[] { "get", "put" }.ToFrozenSet();

        public static string Read(ReadOnlySpan<char> text)
        {
            var verb = text.ToString();
            if (!All.Contains(verb))
                throw new FormatException(verb);
            return string.Intern(verb);
        }
    }
}

namespace Microsoft.AspNetCore.Http
{
    public abstract class HttpContext
    {
        public abstract HttpResponse Response { get; }

        public abstract CancellationToken RequestAborted { get; }
    }

    public abstract class HttpResponse
    {
        public abstract Stream Body { get; }
    }

    public static class HttpResponseWritingExtensions
    {
        public static Task WriteAsync(this HttpResponse response, string text, CancellationToken token = default) => Task.CompletedTask;
    }
}

namespace System.Threading.RateLimiting
{
    public abstract class RateLimiter
    {
        public abstract ValueTask<RateLimitLease> AcquireAsync(int permits = 1, CancellationToken token = default);
    }

    public abstract class RateLimitLease : IDisposable
    {
        public abstract bool IsAcquired { get; }

        public abstract void Dispose();
    }
}
