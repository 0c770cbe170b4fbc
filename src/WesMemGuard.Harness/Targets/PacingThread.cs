using System.Runtime.InteropServices;

namespace WesMemGuard.Harness.Targets;

/// <summary>
/// Wakes who waits for an instant to within a few tens of microseconds, where a timer of the runtime is up to 2 ms
/// late. The thread sleeps in the kernel meanwhile; what it wakes goes on upon it until it waits again.
/// </summary>
internal sealed class PacingThread : IDisposable
{
    /// <summary>
    /// As long as it looks for nothing new: who comes later with an earlier instant is late by no more than this.
    /// </summary>
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    /// <summary>The kernel wakes so much late; what is due within it is due now.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(0.05);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private readonly AutoResetEvent _come = new(false);

    public PacingThread()
    {
        var thread =
            new Thread(Run) { IsBackground = true, Name = "load pacing", Priority = ThreadPriority.AboveNormal };
        thread.Start();
    }

    /// <summary>For the rules' sake: there is one, for as long as the process lives.</summary>
    public void Dispose() => _come.Dispose();

    /// <summary>Waits until an instant, UTC; not at all when it is past.</summary>
    public async Task UntilAsync(DateTimeOffset due, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (due <= Now)
            return;
        var waiter = new TaskCompletionSource();
        using var ended = ct.Register(() => waiter.TrySetCanceled(ct));
        lock (_lock)
            _waiting.Enqueue(waiter, due.UtcTicks);
        _come.Set();
        try
        {
            await waiter.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _waiting.Remove(waiter, out _, out _);
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private void Run()
    {
        while (true)
        {
            while (Next() is { } waiter)
                waiter.TrySetResult();
            var left = Left();
            if (left is not { } wait)
                _come.WaitOne();
            else if (wait > 4 * Nap)
                _come.WaitOne(wait - (3 * Nap));
            else
                Sleep(wait < Nap ? wait : Nap);
        }
    }

    private TaskCompletionSource? Next()
    {
        lock (_lock)
            return _waiting.TryPeek(out var waiter, out var due) && due <= (Now + Early).UtcTicks
                ? _waiting.Dequeue() : null;
    }

    private TimeSpan? Left()
    {
        lock (_lock)
            return _waiting.TryPeek(out _, out var due) ? new TimeSpan(Math.Max(0, due - Now.UtcTicks)) : null;
    }

    private static void Sleep(TimeSpan time)
    {
        if (OperatingSystem.IsWindows())
        {
            Thread.Yield();
            return;
        }

        var wanted = new Timespec { Nanoseconds = Math.Max(0, (long)(time - Early).TotalNanoseconds) };
        _ = NanoSleep(ref wanted, IntPtr.Zero); // woken early by a signal: the loop looks again
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(ref Timespec wanted, IntPtr left);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public long Nanoseconds;
    }
}
