using System.Collections.Concurrent;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// The processes that this harness has started and not seen ending yet: who interrupts it is told of them, and can have them killed.
/// </summary>
internal static class StartedNodes
{
    private static readonly ConcurrentDictionary<int, TimeSpan> Running = new();

    /// <summary>Each with the time that it may take to end when asked.</summary>
    public static IReadOnlyDictionary<int, TimeSpan> All => Running;

    /// <summary>Kills all of them, with what they started.</summary>
    /// <returns>Those that are there all the same after a moment.</returns>
    public static IReadOnlyList<int> KillAll()
    {
        foreach (var pid in Running.Keys)
        {
            ProcessSession.Kill(pid);
            Signals.Kill(pid);
        }

        return [.. Running.Keys.Where(pid => !SpinWait.SpinUntil(() => IsGone(pid), TimeSpan.FromSeconds(1)))];
    }

    private static bool IsGone(int pid) => ProcFiles.StateOf(pid) is null or 'Z' or 'X';

    internal static void Add(int pid, TimeSpan patience) => Running[pid] = patience;

    internal static void Remove(int pid) => Running.TryRemove(pid, out _);
}
