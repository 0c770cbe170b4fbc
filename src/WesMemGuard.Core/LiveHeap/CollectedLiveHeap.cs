using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>Live-heap points from collections that were asked for (<c>gc=1</c>): exact, at the price of a collection each.</summary>
public static class CollectedLiveHeap
{
    /// <summary>The points, one a reading, or why there are none.</summary>
    public static LiveHeapSeries Read(IReadOnlyList<Reading<CollectedHeapSample>> readings)
    {
        var points = readings
            .Where(r => r.Sample is not null)
            .Select(r => new LiveHeapPoint(CollectedAt(r), r.Sample!.HeapAlloc, 0, r.Sample.TotalAlloc))
            .ToList();
        return new LiveHeapSeries(LiveHeapEvidence.Collected, points, points.Count == 0 ? LiveHeapReasons.NotAsked() : null, []);
    }

    /// <summary>The collection's own time where it can be true: not before the request, not long after it.</summary>
    private static DateTimeOffset CollectedAt(Reading<CollectedHeapSample> reading)
    {
        var late = reading.Sample!.CollectedAt - reading.At;
        return late < TimeSpan.FromSeconds(-2) || late > TimeSpan.FromMinutes(2) ? reading.At : reading.Sample.CollectedAt;
    }
}
