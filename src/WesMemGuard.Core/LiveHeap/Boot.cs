using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// Right after start the goal rises in leaps (on the WES node 686..861 MiB): the points of a process count once two
/// collections agree on a level within 5 % (live-heap.md, step 2).
/// </summary>
internal static class Boot
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>The points of collections, without those of a boot.</summary>
    public static List<LiveHeapPoint> Without(List<Collection> collections, Func<Collection, LiveHeapPoint> read)
    {
        var points = new List<LiveHeapPoint>();
        var confirmed = true;
        for (var i = 0; i < collections.Count; i++)
        {
            var start = collections[i].Page.StartTimeSeconds;
            if (i == 0 || start != collections[i - 1].Page.StartTimeSeconds)
                confirmed = false;
            var point = read(collections[i]);
            confirmed |= start is null || point.At >= EndOf(start.Value)
                || (i + 1 < collections.Count && Agree(point, read(collections[i + 1])));
            if (confirmed)
                points.Add(point);
        }

        return points;
    }

    private static DateTimeOffset EndOf(double start) => UnixSeconds.At(start) + Longest;

    private static bool Agree(LiveHeapPoint point, LiveHeapPoint next) =>
        Math.Abs(next.Bytes - point.Bytes) <= 0.05 * next.Bytes;
}
