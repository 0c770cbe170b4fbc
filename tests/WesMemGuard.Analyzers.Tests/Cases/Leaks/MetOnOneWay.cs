// What is owed and paid on one way only: requests left open, blocks freed on success, loops and waits that nobody ends.
using System.Net;
using System.Runtime.InteropServices;

namespace MetOnOneWay
{
    using Microsoft.AspNetCore.Http;

    public sealed class Hook(HttpListener listener, Func<string, bool> known)
    {
        public async Task ServeAsync(int many)
        {
            for (var turn = 0; turn < many; turn++)
            {
                var request = await listener.GetContextAsync().ConfigureAwait(false); // leak: WMG3006
                if (!known(request.Request.RawUrl ?? ""))
                    continue;
                request.Response.StatusCode = 202;
                request.Response.OutputStream.Close();
            }
        }

        public void ServeOne()
        {
            var request = listener.GetContext(); // leak: WMG3006
            if (request.Request.HasEntityBody)
                request.Response.Abort();
        }
    }

    public static unsafe class Digest
    {
        public static int Of(ReadOnlySpan<byte> text)
        {
            var copy = (byte*)NativeMemory.Alloc((nuint)text.Length); // leak: WMG3006
            text.CopyTo(new Span<byte>(copy, text.Length));
            if (*copy == 0)
                return 0;
            var sum = copy[0] + text.Length;
            NativeMemory.Free(copy);
            return sum;
        }
    }

    public sealed class PeerLink : IDisposable
    {
        private readonly Stream _wire;

        public PeerLink(Stream wire)
        {
            _wire = wire;
            Task.Run(PingAsync);
        }

        private async Task PingAsync()
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(5)); // leak: WMG3006
            while (await beat.WaitForNextTickAsync())
            {
                try
                {
                    await _wire.WriteAsync(new byte[] { 1 });
                }
                catch (IOException)
                {
                }
                catch (Exception failure)
                {
                    Console.Error.WriteLine(failure.Message);
                }
            }
        }

        public void Dispose() => _wire.Dispose();
    }

    public sealed class Probe : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

        public Probe() => _ = WatchAsync(); // leak: WMG3006

        private async Task WatchAsync()
        {
            while (true)
            {
                await Task.Delay(1000);
                try
                {
                    _socket.Send([0]);
                }
                catch (Exception)
                {
                }
            }
        }

        public void Dispose() => _socket.Dispose();
    }

    public sealed class Bell
    {
        private readonly ManualResetEvent _rung = new(false);

        public Bell(Action heard) =>
            ThreadPool.RegisterWaitForSingleObject(_rung, (_, _) => heard(), null, TimeSpan.FromMinutes(1), false); // leak: WMG4004

        public void Ring() => _rung.Set();
    }

    public sealed class Fastest(HttpClient near, HttpClient far)
    {
        public async Task<string> AskAsync(string what)
        {
            var left = near.GetAsync(what, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
            var right = far.GetAsync(what, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
            var first = await Task.WhenAny(left, right);
            using var answer = await first;
            Console.WriteLine(first == left ? "near" : "far");
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
                Trail.Into("at " + at); // leak: WMG4004
                if (await walk(at))
                    Trail.Back();
            }
        }

        public async Task TryAsync(IEnumerable<int> places)
        {
            foreach (var at in places)
            {
                try
                {
                    Trail.Into("try " + at); // leak: WMG4004
                    await walk(at);
                    Trail.Back();
                }
                catch (TimeoutException)
                {
                }
            }
        }
    }

    public static class Live
    {
        public static async Task SendAsync(HttpResponse response, Func<string> news)
        {
            for (; ; ) // leak: WMG3006
            {
                await response.WriteAsync(news());
                await Task.Delay(500);
            }
        }

        public static async Task FollowAsync(HttpContext context, ChannelReader<string> lines)
        {
            await foreach (var line in lines.ReadAllAsync()) // leak: WMG3006
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line));
                await context.Response.Body.FlushAsync();
            }
        }
    }

    public sealed class Tally
    {
        private readonly ConcurrentQueue<int> _new = new();
        private long _sum;

        public Tally() => Task.Run(SumAsync);

        public void Put(int number) => _new.Enqueue(number); // leak: WMG2005

        private async Task SumAsync()
        {
            while (true)
            {
                await Task.Delay(1000);
                foreach (var number in All())
                    _sum = checked(_sum + number);
            }
        }

        private List<int> All()
        {
            var all = new List<int>();
            while (_new.TryDequeue(out var number))
                all.Add(number);
            return all;
        }
    }

    public static class Tallies
    {
        private static readonly Tally One = new();

        public static void Put(int number) => One.Put(number);
    }

    public sealed class Upload
    {
        public HttpWebResponse? Answer { get; set; }
    }

    public sealed class Uploads
    {
        public void Done(Upload upload) => Fail(upload);

        private void Fail(Upload upload) // leak: WMG3001
        {
            if (upload.Answer is null)
                throw new InvalidOperationException("no answer");
            if (upload.Answer.StatusCode == HttpStatusCode.Conflict)
                throw new InvalidOperationException("conflict");
            upload.Answer.Close();
            throw new InvalidOperationException("failed");
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
            var told = weather.Tell(text => next.TrySetResult(text)); // leak: WMG4004
            await ask();
            var text = await next.Task;
            weather.Forget(told);
            return text;
        }
    }

    public sealed class Barometer : IDisposable
    {
        private readonly IWeather _weather;
        private bool _shown;
        private int _high;

        public Barometer(IWeather weather)
        {
            _weather = weather;
            _weather.Changed += OnChanged; // leak: WMG4001
        }

        public int High => _high;

        public void Show() => _shown = true;

        public void Dispose()
        {
            if (_shown)
                _weather.Changed -= OnChanged;
        }

        private void OnChanged(object? sender, EventArgs e) => _high++;
    }

    public sealed class Tied
    {
        private readonly Queue<TcpClient> _idle = new();

        public TcpClient Rent(string host)
        {
            while (_idle.TryDequeue(out var one)) // leak: WMG3006
                if (one.Connected)
                    return one;
            return new TcpClient(host, 80);
        }

        public bool Return(string host)
        {
            if (_idle.Count > 9)
                return false;
            _idle.Enqueue(new TcpClient(host, 80));
            return true;
        }
    }

    public sealed class Panel : IDisposable
    {
        private readonly IWeather _weather;
        private readonly Timer _timer = new(static _ => { });

        public Panel(IWeather weather)
        {
            _weather = weather;
            _weather.Changed += OnChanged; // leak: WMG4001
        }

        public void Close() => _weather.Changed -= OnChanged;

        public void Dispose() => _timer.Dispose();

        private void OnChanged(object? sender, EventArgs e) => _timer.Change(1, 1);
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
