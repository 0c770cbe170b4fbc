// What is owed and paid on every way: requests closed before each turn, blocks freed at last, loops that are told to end.
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

    public sealed class Tally : IDisposable
    {
        private readonly ConcurrentQueue<int> _new = new();
        private readonly Timer _each;
        private long _sum;

        public Tally() => _each = new Timer(_ =>
        {
            while (_new.TryDequeue(out var number))
                _sum += number;
            Thread.Sleep(1);
        }, null, 1000, 1000);

        public void Put(int number) => _new.Enqueue(number);

        public void Dispose() => _each.Dispose();
    }

    public static class Tallies
    {
        private static readonly Tally One = new();

        public static void Put(int number) => One.Put(number);
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
