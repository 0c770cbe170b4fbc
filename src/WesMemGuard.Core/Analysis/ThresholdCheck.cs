using WesMemGuard.Diagnosis;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;

namespace WesMemGuard.Analysis;

/// <summary>A threshold and the figure that is held against it.</summary>
/// <param name="Id">Its name; its words stand under it in <c>AnalysisText.resx</c>.</param>
/// <param name="IsNodes">Whether the node's own tools state it (node.md 8.1); else it stands here in the place of one
/// that says nothing.</param>
/// <param name="IsReachable">Whether the figure can ever come above it: the node's own bounds keep some below.</param>
/// <param name="Value">The figure; null when it could not be measured.</param>
/// <param name="Limit">The threshold, in the same unit.</param>
/// <param name="Unit"><c>MiB</c>, <c>count</c>, <c>%</c>, <c>MiB/h</c> or <c>count/h</c>.</param>
/// <param name="Of">Whose figure it is; null for the process.</param>
internal sealed record ThresholdCheck(
    string Id, bool IsNodes, bool IsReachable, double? Value, double Limit, string Unit, string? Of = null)
{
    /// <summary>Whether the figure is above it.</summary>
    public bool IsExceeded => Value > Limit;
}

/// <summary>
/// Holds a run against the thresholds of the node's tools, and against better ones where those can't be reached or follow garbage.
/// </summary>
internal static class Thresholds
{
    private const double NodeBytes = 100e6, NodeItems = 100_000, NodeQueue = 10_000;
    private const double ShareOfBound = 80;
    private const double LargeModule = 128 * ByteSize.MiB;

    /// <summary>Every threshold, the node's first.</summary>
    /// <param name="known">What is known of the node.</param>
    /// <param name="picture">Its last picture.</param>
    public static IReadOnlyList<ThresholdCheck> Of(DiagnosisCase known, MemoryPicture picture)
    {
        var symptoms = new RunSymptoms(known);
        var rss = symptoms.Samples.Select(s => s.Sample.RssBytes).DefaultIfEmpty().Max();
        var (bytes, objects, queue, cache) =
            (Most(symptoms, m => m.ApproxBytes), Most(symptoms, m => m.Objects), Most(symptoms, m => m.QueueLength),
            Most(symptoms, m => m.CacheItems));
        var bound = NearestToBound(symptoms);
        var large = picture.Modules.Where(m => m.Measured is not null)
            .Select(m => (m.Module, Bytes: m.Measured!.Bytes - m.Measured.Arena)).DefaultIfEmpty().MaxBy(m => m.Bytes);
        return
        [
            new("goroutines", true, true, symptoms.Samples.Select(s => s.Sample.Goroutines).DefaultIfEmpty().Max(), 5000, "count"),
            new("guard", true, true, rss / ByteSize.MiB, 3072, "MiB"),
            new("rss-growth", true, true, RssGrowth(symptoms), 50e6 / ByteSize.MiB, "MiB/h"),
            new("module-bytes", true, true, bytes.Value / ByteSize.MiB, NodeBytes / ByteSize.MiB, "MiB", bytes.Module),
            new("module-objects", true, false, objects.Value, NodeItems, "count", objects.Module),
            new("module-queue", true, false, queue.Value, NodeQueue, "count", queue.Module),
            new("module-cache", true, false, cache.Value, NodeItems, "count", cache.Module),
            new("live-growth", false, true, symptoms.LiveGrowth is { } growth
                && double.IsFinite(growth.LowPerHour)
                ? growth.LowPerHour / ByteSize.MiB : null, RunSymptoms.HarmlessPerHour / ByteSize.MiB, "MiB/h"),
            new("goroutine-growth", false, true, symptoms.GoroutineGrowth is { } g
                && double.IsFinite(g.LowPerHour) ? g.LowPerHour : null, RunSymptoms.HarmlessGoroutines, "count/h"),
            new("bound-share", false, true, bound.Share, ShareOfBound, "%", bound.Module),
            new("measured-bytes", false, true, picture.ProfileAt is null
                ? null : large.Bytes / ByteSize.MiB, LargeModule / ByteSize.MiB, "MiB", large.Module),
        ];
    }

    /// <summary>As the node's script has it: last against first, whatever garbage lies between.</summary>
    private static double? RssGrowth(RunSymptoms s)
    {
        if (s.Samples.Count < 2)
            return null;
        var hours = (s.Samples[^1].At - s.Samples[0].At).TotalHours;
        return hours > 0 ? (s.Samples[^1].Sample.RssBytes - s.Samples[0].Sample.RssBytes) / hours / ByteSize.MiB : null;
    }

    private static (string? Module, double Value) Most(RunSymptoms s, Func<ModuleSample, double> figure) => s.Samples
        .SelectMany(x => x.Sample.Modules).Select(m => ((string?)m.Module, figure(m))).DefaultIfEmpty((null, 0)).MaxBy(m => m.Item2);

    private static (string? Module, double? Share) NearestToBound(RunSymptoms s)
    {
        var shares = from module in NodeModules.All
                     from bound in module.Bounds
                     where bound.Value > 1
                     let most = s.Module(module.Name, m => FigureOf(m, bound.Metric)).Select(p => p.Value).DefaultIfEmpty().Max()
                     select (Module: (string?)module.Name, Share: (double?)(100 * most / bound.Value));
        return s.Samples.Count == 0 ? (null, null) : shares.MaxBy(x => x.Share);
    }

    private static double FigureOf(ModuleSample m, Metric metric) => metric switch
    {
        Metric.Bytes => m.ApproxBytes,
        Metric.Objects => m.Objects,
        Metric.CacheItems => m.CacheItems,
        _ => m.QueueLength,
    };
}
