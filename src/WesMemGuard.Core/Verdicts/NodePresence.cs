using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>Did the node ever answer, and was it still there at the end?</summary>
internal static class NodePresence
{
    /// <summary>So many requests in a row, the last ones, must have found nobody.</summary>
    private const int LastRequests = 5;

    private static readonly TimeSpan LastSeconds = TimeSpan.FromSeconds(15);

    /// <summary>Why the run has no node at its end, or never had one; null when it had.</summary>
    public static string? WhyGone(MemoryRun run)
    {
        var requests = Requests(run);
        if (requests.Count == 0)
            return null;
        if (requests.TrueForAll(r => Nobody(r.Miss)))
            return $"the node never answered: {requests.Count} requests refused or timed out";
        var answered = requests.FindLastIndex(r => !Nobody(r.Miss));
        var silent = requests.Count - 1 - answered;
        return silent >= LastRequests && requests[^1].At - requests[answered + 1].At >= LastSeconds
            ? $"the node is gone at the end: the last {silent} requests, from {requests[answered + 1].At:HH:mm:ss}Z on, found nobody"
            : null;
    }

    private static bool Nobody(Miss? miss) => miss?.Kind is MissKind.Refused or MissKind.TimedOut;

    private static List<(DateTimeOffset At, Miss? Miss)> Requests(MemoryRun run)
    {
        var requests = run.Memory.Select(r => (r.At, r.Miss))
            .Concat(run.Metrics.Select(r => (r.At, r.Miss)))
            .Concat(run.Blocks.Select(r => (r.At, r.Miss)))
            .Concat(run.Others.Select(r => (r.At, r.Miss)))
            .ToList();
        requests.Sort((a, b) => a.At.CompareTo(b.At));
        return requests;
    }
}
