using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>One collection as the pages after it show it.</summary>
/// <param name="Seen">When its first page was asked for, UTC.</param>
/// <param name="Page">The page that counts: the one with the smallest goal.</param>
/// <param name="LeastHeapAlloc">The smallest heap_alloc until the next collection: what was live can't be more;
/// infinite when no page tells it.</param>
internal sealed record Collection(DateTimeOffset Seen, MetricsSample Page, double LeastHeapAlloc)
{
    /// <summary>
    /// The collection's own time where the page has one that can be true: not later than the page, not absurdly
    /// earlier.
    /// </summary>
    public DateTimeOffset At =>
        Page.CollectedAt is { } at && at <= Seen + TimeSpan.FromSeconds(2) && at >= Seen - TimeSpan.FromMinutes(30)
            ? at : Seen;

    /// <summary>
    /// The collections of pages in time order. A goal risen once was caught while marking (live-heap.md, step 6): the
    /// smaller one counts.
    /// </summary>
    public static List<Collection> Of(IReadOnlyList<(DateTimeOffset At, MetricsSample Sample)> pages)
    {
        var found = new List<Collection>();
        foreach (var (at, sample) in pages)
        {
            if (found.Count == 0 || !IsOf(found[^1].Page, sample))
                found.Add(new Collection(at, sample, sample.HeapAlloc ?? double.PositiveInfinity));
            else
                found[^1] = found[^1].With(sample);
        }

        return found;
    }

    private Collection With(MetricsSample sample) => this with
    {
        Page = sample.NextGc < Page.NextGc ? sample : Page,
        // A page that was read across a collection may carry the next one's heap_alloc; its goal then differs.
        LeastHeapAlloc = sample.NextGc is null
            || sample.NextGc == Page.NextGc ? Math.Min(LeastHeapAlloc, sample.HeapAlloc ?? double.PositiveInfinity) : LeastHeapAlloc,
    };

    private static bool IsOf(MetricsSample a, MetricsSample b) =>
        a.GcCount is not null && b.GcCount is not null
            ? a.GcCount == b.GcCount && a.StartTimeSeconds == b.StartTimeSeconds
            : a.NextGc == b.NextGc && a.LastGcSeconds == b.LastGcSeconds && a.HeapLive == b.HeapLive;
}
