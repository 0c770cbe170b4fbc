using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WesMemGuard.Growth;

namespace WesMemGuard.Client.Cycles;

/// <summary>
/// The one thread on which what belongs to the measuring works: levels are judged there and counts of the process are read. The arrays
/// that they rent belong to a thread (12 KB to read a file of the system), and the pool notes each thread that ever rented one; on the
/// threads of the calls, or on a new one each time, they would grow in the heap that is weighed. Here they are as many after the first
/// level as after the last.
/// </summary>
internal static class MeasuringThread
{
    private static readonly BlockingCollection<Action> Work = [];
    private static readonly Thread Thread = Start();

    /// <summary>Works there, and waits for it; the windows that a judge keeps for the next question are forgotten.</summary>
    /// <exception cref="Exception">What the work threw.</exception>
    public static T Run<T>(Func<T> work)
    {
        if (Thread.CurrentThread == Thread)
            return work();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() => Do(work, done));
        return done.Task.GetAwaiter().GetResult();
    }

    private static void Do<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            var found = work();
            TrendWindow.Forget();
            done.SetResult(found);
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private static Thread Start()
    {
        var thread = new Thread(Go) { IsBackground = true, Name = "wesmemguard measuring" };
        thread.UnsafeStart();
        return thread;
    }

    private static void Go()
    {
        while (true)
            Next();
    }

    /// <summary>In a frame of its own: what was done last must not be held by this thread's stack while it waits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Next() => Work.Take()();
}
