using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What a limit reads in a window: values, the requests behind them that gates count, and the evidence's name.</summary>
/// <param name="Values">Time and value, in order, repeats counted once.</param>
/// <param name="Readings">All requests to the source, over the whole run.</param>
/// <param name="Evidence">The evidence's name.</param>
/// <param name="Kind">How the values are to be judged.</param>
/// <param name="Notices">What a reader must know.</param>
/// <param name="WhyNone">Why there are no values although the source answered; null when there are.</param>
internal sealed record LimitSource(
    IReadOnlyList<(DateTimeOffset At, double Value)> Values, SourceReadings Readings, string Evidence, ValueKind Kind,
    IReadOnlyList<Reason> Notices, Reason? WhyNone)
{
    /// <summary>The name of heap profiles as a source and as evidence.</summary>
    public const string HeapProfiles = "heap profiles";

    /// <summary>Stack bytes at the points, for the band of next_gc; empty otherwise.</summary>
    public LiveHeapSeries? LiveHeap { get; init; }

    /// <summary>Whether readings are there, only none in the window: then the window can't tell; else nothing was measured.</summary>
    public bool OutsideWindowOnly { get; init; }

    /// <summary>The values with what the sampling of heap profiles leaves open; empty for other sources.</summary>
    public IReadOnlyList<MeasuredBytes> Measured { get; init; } = [];

    /// <summary>The same with the values from a moment on.</summary>
    public LimitSource Since(DateTimeOffset moment) => this with { Values = Values.Where(v => v.At >= moment).ToList() };

    /// <summary>The source of a limit in a window.</summary>
    public static LimitSource Of(RunView view, Limit limit, Window window) => view.Once((limit, window, "source"), () => Read(view, limit, window));

    private static LimitSource Read(RunView view, Limit limit, Window window) => limit switch
    {
        { Metric: Metric.LiveHeap } => LiveHeapOf(view, limit, window),
        { Metric: Metric.MeasuredBytes } => MeasuredBytes(view, limit, window),
        { IsOfProcess: true } => Plain(view.Sources.OfProcess(limit.Metric), window, KindOf(limit.Metric)),
        _ => Plain(view.Sources.OfModule(limit.Of, limit.Metric), window, ValueKind.Counts),
    };

    /// <summary>Floors of heap_alloc in place of live-heap points, saying why.</summary>
    public static LimitSource Floors(RunView view, Window window, params IEnumerable<Reason> why) =>
        Plain(view.Sources.OfProcess(Metric.HeapAlloc), window, ValueKind.Floors) with { Evidence = "floors", Notices = why.ToList() };

    /// <summary>How the values of a metric are judged, by the noise on them.</summary>
    public static ValueKind KindOf(Metric metric) => metric.Row().Noise switch
    {
        MetricNoise.Garbage => ValueKind.Floors,
        MetricNoise.Steady => ValueKind.Counts,
        _ => ValueKind.LiveHeap,
    };

    private static LimitSource Plain(SourceReadings readings, Window window, ValueKind kind)
    {
        var values = readings.Within(window).Distinct().Select(s => (s.At, s.Value!.Value)).ToList();
        return new LimitSource(values, readings, readings.Evidence, kind, [], null);
    }

    private static LimitSource LiveHeapOf(RunView view, Limit limit, Window window)
    {
        switch (limit.Evidence)
        {
            case Budgets.Evidence.Gc:
                return Collected(view, window);
            case Budgets.Evidence.NextGc:
                return Pages(view, window);
            case Budgets.Evidence.Floors:
                return Floors(view, window);
        }

        if (view.Run.LiveHeap.Any(r => r.Sample is not null))
            return Collected(view, window);
        if (view.Run.Metrics.Any(r => r.Sample?.NextGc is not null || r.Sample?.HeapLive is not null))
            return Pages(view, window);
        var why = view.Run.Metrics.Any(r => r.Sample is not null) ? LiveHeapReasons.NoNextGc()
            : MetricSource.IsLog(view.Run) ? LiveHeapReasons.Log() : LiveHeapReasons.NoPages();
        return Floors(view, window, LiveHeapReasons.Floors(why));
    }

    private static LimitSource Collected(RunView view, Window window)
    {
        var series = CollectedLiveHeap.Read(view.Run.LiveHeap);
        var points = Points(series, view.Sources.Collected, window);
        return points.Values.Count == 0 ? points : points with { Notices = [LiveHeapReasons.Forced()] };
    }

    private static LimitSource Pages(RunView view, Window window)
    {
        // A collection of the window may first be seen on the page after it; the boot rule needs the pages before it.
        var pages = view.Run.Metrics.Where(r => window.Widened(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(60)).Contains(r.At)).ToList();
        var series = MetricsLiveHeap.Read(pages);
        return Points(series, view.Sources.Pages, window);
    }

    private static LimitSource Points(LiveHeapSeries series, SourceReadings readings, Window window)
    {
        var inside = series.Points.Where(p => window.Contains(p.At)).ToList();
        return new LimitSource(
            inside.Select(p => (p.At, p.Bytes)).ToList(), readings, series.Name, ValueKind.LiveHeap, series.Notices, series.WhyNone)
        {
            LiveHeap = series with { Points = inside },
        };
    }

    private static LimitSource MeasuredBytes(RunView view, Limit limit, Window window)
    {
        var all = view.Suspects?.MeasuredBytes(view.Run, limit.Of) ?? [];
        var measured = all.Where(v => window.Contains(v.At)).ToList();
        var slots = view.Run.Profiles.Where(p => p.Kind == "heap").Select(p => new Slot(p.At, 0, null, null, "profile")).ToArray();
        var lost = slots.Length - all.Count;
        return new LimitSource(
            measured.Select(v => (v.At, v.Bytes)).ToList(), new SourceReadings(HeapProfiles, HeapProfiles, slots, new Rhythm([], null)), HeapProfiles, ValueKind.LiveHeap,
            lost > 0 && all.Count > 0 ? [LimitReasons.ProfilesLost(lost, slots.Length)] : [], WhyUnmeasured(view, all.Count, measured.Count))
        {
            Measured = measured,
            OutsideWindowOnly = all.Count > 0 && measured.Count == 0,
        };
    }

    private static Reason? WhyUnmeasured(RunView view, int readable, int inside) =>
        view.Suspects is null ? LimitReasons.ProfilesNotRead()
        : readable == 0 ? LimitReasons.NoneReadable()
        : inside == 0 ? LimitReasons.NoneInWindow() : null;
}

/// <summary>How values are judged.</summary>
internal enum ValueKind
{
    /// <summary>Live bytes, one a collection: points as they are, level by the median.</summary>
    LiveHeap,

    /// <summary>Bytes with garbage on top: floors, level by the minimum.</summary>
    Floors,

    /// <summary>Counts: level by the median.</summary>
    Counts,
}
