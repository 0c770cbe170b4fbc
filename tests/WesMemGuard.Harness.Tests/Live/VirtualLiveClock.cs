using WesMemGuard.Harness.Targets;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Moves time on to the next instant that anybody waits for, as soon as all flows wait: hours pass in seconds, over
/// real sockets.
/// </summary>
internal sealed class VirtualLiveClock(VirtualTime time) : LiveClock
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Waiter, (long Due, long Number)> _waiters = new();
    private long _number;
    private int _active;

    public override TimeProvider Time => time;

    /// <summary>How far the system's clock has been set ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override TimeSpan SystemAhead => Ahead;

    public override Task UntilAsync(DateTimeOffset due, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (due <= Now)
            return Task.CompletedTask;
        var waiter = new Waiter(due);
        lock (_lock)
            _waiters.Enqueue(waiter, (due.UtcTicks, _number++));
        var ended = ct.Register(() =>
        {
            lock (_lock)
                _waiters.Remove(waiter, out _, out _);
            Wake(waiter, () => waiter.Done.TrySetCanceled(ct));
        });
        _ = waiter.Done.Task.ContinueWith(_ => ended.Dispose(), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
        Rest();
        return waiter.Done.Task;
    }

    public override Task RunAsync(Func<Task> flow)
    {
        lock (_lock)
            _active++;
        var task = flow();
        return task.ContinueWith(
            ended =>
            {
                Rest();
                return ended;
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Unwrap();
    }

    internal override async Task JoinAsync(Task flows)
    {
        if (!flows.IsCompleted)
        {
            // It counts as active again in the very moment in which it is let on, before who lets it on may rest.
            var goesOn = flows.ContinueWith(
                _ =>
                {
                    lock (_lock)
                        _active++;
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            Rest();
            await goesOn.ConfigureAwait(false);
        }

        await flows;
    }

    private void Wake(Waiter waiter, Action complete)
    {
        lock (_lock)
        {
            if (waiter.Woken)
                return;
            waiter.Woken = true;
            _active++;
        }

        complete();
    }

    private void Rest()
    {
        Waiter? next = null;
        lock (_lock)
        {
            _active--;
            while (_active == 0 && next is null && _waiters.TryDequeue(out var waiter, out _))
                next = waiter.Woken ? null : waiter;
        }

        if (next is null)
            return;
        Wake(next, () =>
        {
            time.MoveTo(next.Due);
            next.Done.TrySetResult();
        });
    }

    private sealed class Waiter(DateTimeOffset due)
    {
        public DateTimeOffset Due => due;

        public bool Woken { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
