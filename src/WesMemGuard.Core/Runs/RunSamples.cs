namespace WesMemGuard.Runs;

/// <summary>A run's samples of the whole process, whatever tells them.</summary>
internal static class RunSamples
{
    /// <summary>
    /// The answers of the memory endpoint; of a service that has none, its pages, without modules and with the
    /// resident bytes of its last look.
    /// </summary>
    public static IReadOnlyList<Reading<MemorySample>> Of(MemoryRun run) =>
        run.Memory.Count > 0 ? run.Memory : run.Metrics.ConvertAll(page => OfPage(page, run));

    private static Reading<MemorySample> OfPage(Reading<MetricsSample> page, MemoryRun run) =>
        page.Sample is { HeapAlloc: { } alloc } sample
        ? new Reading<MemorySample>(
            page.At,
            new MemorySample(
                Resident(sample, page.At, run), alloc, sample.HeapInuse ?? alloc, sample.GcCount ?? 0, sample.Goroutines ?? 0, []),
            null, page.Mark)
        : new Reading<MemorySample>(page.At, null, page.Miss ?? new Miss(MissKind.Unexpected, "a page without heap_alloc"), page.Mark);

    private static double Resident(MetricsSample page, DateTimeOffset at, MemoryRun run) =>
        run.Process.FindLast(r => r.Sample is not null && r.At <= at).Sample?.RssBytes ?? page.RssBytes
            ?? run.Process.Find(r => r.Sample is not null).Sample?.RssBytes ?? 0;
}
