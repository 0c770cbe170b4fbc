using System.Runtime.CompilerServices;
using WesMemGuard.Client.Processes;

namespace WesMemGuard.Client.Cycles;

/// <summary>Makes calls one after the other and reads levels between them.</summary>
internal sealed class Batches(Func<Task> call, TimeSpan bound, TimeProvider time, CancellationToken ct)
{
    // Work that calls started and didn't wait for is looked at when it is over; where other tests keep the pool busy, not for ever.
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly long _start = time.GetTimestamp();
    private ExecutionContext? _context;

    /// <summary>Calls since the first.</summary>
    public long Calls { get; private set; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>
    /// Makes so many calls, in frames of their own, so that no local of theirs is left; fewer when the time is up.
    /// </summary>
    /// <returns>How long they took.</returns>
    /// <exception cref="TimeoutException">A call did not end, or threw it itself.</exception>
    public async Task<TimeSpan> RunAsync(long count, TimeSpan most)
    {
        var from = time.GetTimestamp();
        var repeated = Task.Run(() => GoOnAsync(count, from, most), ct);
        try
        {
            Calls += await repeated.WaitAsync(bound + most, time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (!repeated.IsFaulted) // else the call itself threw it
        {
            throw new TimeoutException($"A call did not end within {bound.TotalSeconds:0} s.", e);
        }

        var took = time.GetElapsedTime(from);
        // A nap ends on the pool too, and may last long where that is busy.
        var ended = time.GetTimestamp();
        while (ThreadPool.PendingWorkItemCount > 0 && time.GetElapsedTime(ended) < LongestWait)
            await RestAsync(Nap).ConfigureAwait(false);
        return took;
    }

    /// <summary>Waits without a call.</summary>
    public Task RestAsync(TimeSpan length) => Task.Delay(length, time, ct);

    /// <summary>What is there now, after a full collection.</summary>
    public async Task<CycleLevel> LevelAsync()
    {
        var heap = await SettledHeap.TakeAsync(bound, time).ConfigureAwait(false);
        return new CycleLevel(Calls, heap, MeasuringThread.Run(ProcessCounts.Read), Elapsed);
    }

    /// <summary>
    /// Where the batch before ended: what its calls left in an <c>AsyncLocal</c> or as <c>Activity.Current</c> is there for the next call,
    /// as in a loop that makes them.
    /// </summary>
    private Task<long> GoOnAsync(long count, long from, TimeSpan most)
    {
        if (_context is not { } context)
            return RepeatAsync(count, from, most);
        Task<long>? repeated = null;
        ExecutionContext.Run(context, _ => repeated = RepeatAsync(count, from, most), null);
        return repeated!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<long> RepeatAsync(long count, long from, TimeSpan most)
    {
        for (long i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            await call().ConfigureAwait(false);
            if (time.GetElapsedTime(from) <= most)
                continue;
            count = i + 1;
            break;
        }

        _context = ExecutionContext.Capture();
        return count;
    }
}
