// Timers that end themselves when it suits them, permits and leases that a failure keeps, connections that one way leaves open.

namespace LetGoSometimes
{
    public sealed class Lamp : IDisposable
    {
        private readonly Stream _wire;
        private bool _lit = true;

        public Lamp(Stream wire)
        {
            _wire = wire;
            Task.Run(BlinkAsync); // leak: WMG3006
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

        public void Dispose() => _wire.Dispose();
    }

    public static class Orders
    {
        public static void Follow(Guid order, Func<Guid, Task<bool>> isFilled)
        {
            var asks = new System.Timers.Timer(2000); // leak: WMG4006
            asks.Elapsed += async (_, _) =>
            {
                if (!await isFilled(order))
                    return;
                asks.Stop();
                asks.Dispose();
            };
            asks.Start();
        }

        public static void Repeat(Func<Task<bool>> isDone)
        {
            Timer? each = null;
            each = new Timer(async _ => // leak: WMG4006
            {
                if (await isDone())
                    each!.Dispose();
            }, null, 0, 1000);
        }
    }

    public sealed class Turnstile(int most)
    {
        private readonly SemaphoreSlim _gate = new(4);
        private int _inside;

        public async Task<bool> EnterAsync(Func<Task> visit)
        {
            if (Interlocked.Increment(ref _inside) > most) // leak: WMG2006
            {
                Interlocked.Decrement(ref _inside);
                return false;
            }
            await visit();
            Interlocked.Decrement(ref _inside);
            return true;
        }

        public async Task<bool> TryEnterAsync(Func<Task> visit)
        {
            if (!await _gate.WaitAsync(TimeSpan.FromSeconds(2))) // leak: WMG2006
                return false;
            await visit();
            _gate.Release();
            return true;
        }
    }

    public sealed class Names(System.Data.Common.DbDataSource names, System.Threading.RateLimiting.RateLimiter limiter)
    {
        public async Task<string?> OfAsync(int id)
        {
            var open = await names.OpenConnectionAsync(); // leak: WMG3006
            var ask = open.CreateCommand();
            ask.CommandText = "select name from names where id = " + id;
            if (await ask.ExecuteScalarAsync() is not string name)
                return null;
            await open.CloseAsync();
            return name;
        }

        public async Task<bool> AskAsync(Func<Task<bool>> ask)
        {
            var lease = await limiter.AcquireAsync(); // leak: WMG3006
            return lease.IsAcquired && await ask();
        }

        public static IEnumerable<string> Read(string file)
        {
            var text = new StreamReader(file); // leak: WMG3006
            while (text.ReadLine() is { } name)
                yield return name;
            text.Dispose();
        }
    }

    public sealed class Listening(IObservable<int> numbers, CancellationToken life)
    {
        private IDisposable? _heard;
        private CancellationTokenSource? _limit;

        public void Hear(IEnumerable<IObserver<int>> ears)
        {
            foreach (var ear in ears)
                _heard = numbers.Subscribe(ear); // leak: WMG4004
        }

        public void Stop() => _heard?.Dispose();

        public async Task<int> AskAsync(Func<CancellationToken, Task<int>> ask)
        {
            _limit = CancellationTokenSource.CreateLinkedTokenSource(life); // leak: WMG4005
            var answer = await ask(_limit.Token);
            _limit.Dispose();
            return answer;
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
