using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// Looks at <c>/proc</c> held against pages of <c>/metrics</c>, which are seconds apart: the page's figure at the
/// moment of a look is taken from the pages before and after it, in proportion to time, and what it changed by between
/// them is how far the value may be off.
/// </summary>
internal static class PairedReadings
{
    /// <summary>Pages further apart than this say nothing of a look between them.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The look's figure less the page's at its moment; null where no page is near or another process answered.
    /// </summary>
    public static Slot[] Of(MemoryRun run, Func<ProcessSample, double?> look, Func<MetricsSample, double?> page)
    {
        var pages = run.Metrics.Where(r => r.Sample is not null).Select(r => (r.At, Sample: r.Sample!, Value: page(r.Sample!)))
            .Where(p => p.Value is not null).ToList();
        var slots = new Slot[run.Process.Count];
        var next = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var reading = run.Process[i];
            while (next < pages.Count && pages[next].At < reading.At)
                next++;
            var known = reading.Sample is { } sample ? look(sample) : null;
            var at = known is null
                ? null : At(next > 0 ? pages[next - 1] : null, next < pages.Count ? pages[next] : null, reading.At);
            slots[i] = new Slot(reading.At, known - at?.Value, reading.Miss, null,
                reading.Mark)
            { Spread = at?.Spread ?? 0 };
        }

        return slots;
    }

    private static (double Value, double Spread)? At(
        (DateTimeOffset At, MetricsSample Sample, double? Value)? before,
            (DateTimeOffset At, MetricsSample Sample, double? Value)? after, DateTimeOffset at)
    {
        if (before is { } b && after is { } a && a.At - b.At <= Longest)
        {
            if (a.Sample.StartTimeSeconds != b.Sample.StartTimeSeconds)
                return null;
            var share = a.At > b.At ? (at - b.At) / (a.At - b.At) : 0;
            return (b.Value!.Value + ((a.Value!.Value - b.Value.Value) * share), Math.Abs(a.Value.Value - b.Value.Value));
        }

        // Before the first page or after the last one: the near one alone, whose change till then is unknown.
        var near =
            before is not null && (after is null || at - before.Value.At <= after.Value.At - at) ? before : after;
        return near is { } only && (only.At - at).Duration() <= Longest
            ? (only.Value!.Value, double.PositiveInfinity) : null;
    }
}
