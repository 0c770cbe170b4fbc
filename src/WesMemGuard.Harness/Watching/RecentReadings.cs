using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Watching;

/// <summary>The last readings of a run, and how many there were: what it costs does not grow with the run.</summary>
/// <param name="Last">The last few readings of each source.</param>
/// <param name="Seen">All readings of the memory endpoint, the page and the process.</param>
/// <param name="Samples">The samples of the memory endpoint; where a service has none, the pages that were answered.</param>
/// <param name="Misses">What the memory endpoint and the page did not answer.</param>
internal sealed record RecentReadings(MemoryRun Last, int Seen, int Samples, int Misses);

/// <summary>Counts what comes to a run, each reading once.</summary>
internal sealed class ReadingCounts
{
    /// <summary>So many that a look at the process and a page lie among them.</summary>
    private const int Few = 8;

    private int _memory;
    private int _metrics;
    private int _client;
    private int _samples;
    private int _pages;
    private int _misses;

    /// <summary>What a run holds now; asked while nothing is added to it.</summary>
    public RecentReadings Of(MemoryRun run)
    {
        for (; _memory < run.Memory.Count; _memory++)
        {
            if (run.Memory[_memory].Miss is null)
                _samples++;
            else
                _misses++;
        }

        for (; _client < run.Client.Count; _client++)
        {
            if (run.Client[_client].Miss is null)
                _samples++;
            else
                _misses++;
        }

        for (; _metrics < run.Metrics.Count; _metrics++)
        {
            if (run.Metrics[_metrics].Miss is null)
                _pages++;
            else
                _misses++;
        }

        var last = new MemoryRun(run.Header);
        last.Memory.AddRange(Tail(run.Memory));
        last.Metrics.AddRange(Tail(run.Metrics));
        last.Process.AddRange(Tail(run.Process));
        last.Client.AddRange(Tail(run.Client));
        last.LiveHeap.AddRange(Tail(run.LiveHeap));
        last.Blocks.AddRange(Tail(run.Blocks));
        return new RecentReadings(last, run.Memory.Count + run.Metrics.Count + run.Process.Count + run.Client.Count,
            run.Memory.Count + run.Client.Count > 0 ? _samples : _pages, _misses);
    }

    private static List<T> Tail<T>(List<T> all) => all.GetRange(Math.Max(0, all.Count - Few), Math.Min(Few, all.Count));
}
