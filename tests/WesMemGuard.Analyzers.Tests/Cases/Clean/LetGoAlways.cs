// Timers that end after some turns, permits and leases given back at last, connections under a using.
using System.Collections.Frozen;

namespace LetGoAlways
{
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
