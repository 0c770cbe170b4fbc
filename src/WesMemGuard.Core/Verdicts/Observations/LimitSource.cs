using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>What a limit reads in a window: values, the requests behind them that gates count, and the evidence's name.</summary>
/// <param name="Values">Time and value, in order, repeats counted once.</param>
/// <param name="Readings">All requests to the source, over the whole run.</param>
/// <param name="Evidence">The evidence's name.</param>
/// <param name="Kind">How the values are to be judged.</param>
/// <param name="Notices">What a reader must know.</param>
/// <param name="WhyNone">Why there are no values although the source answered; null when there are.</param>
internal sealed record LimitSource(
    IReadOnlyList<(DateTimeOffset At, double Value)> Values, SourceReadings Readings, string Evidence, SeriesKind Kind,
    IReadOnlyList<Reason> Notices, Reason? WhyNone)
{
    /// <summary>So many neighbouring points tell the course of stacks.</summary>
    private const int FewestSmoothed = 5;

    /// <summary>So many quiet collections tell a slope, if they span so much of the window.</summary>
    private const int FewestQuiet = 6;

    private const double SpanOfQuiet = 0.75;

    /// <summary>The name of heap profiles as a source and as evidence.</summary>
    public const string HeapProfiles = "heap profiles";

    private const string FullCollections = "full collections";

    /// <summary>The points with what is left open of them; null for other sources.</summary>
    public LiveHeapSeries? LiveHeap { get; init; }

    /// <summary>Whether readings are there, only none in the window: then the window can't tell; else nothing was measured.</summary>
    public bool OutsideWindowOnly { get; init; }

    /// <summary>The values with what the sampling of heap profiles leaves open; empty for other sources.</summary>
    public IReadOnlyList<MeasuredBytes> Measured { get; init; } = [];

    /// <summary>The same with the values from a moment on.</summary>
    public LimitSource Since(DateTimeOffset moment) => this with { Values = Values.Where(v => v.At >= moment).ToList() };

    /// <summary>The source of a limit in a window.</summary>
    public static LimitSource Of(RunView view, Limit limit, Window window) =>
        view.Once((limit, window, "source"), () => Read(view, limit, window));

    private static LimitSource Read(RunView view, Limit limit, Window window) => limit switch
    {
        { Metric: Metric.LiveHeap } => LiveHeapOf(view, limit, window),
        { Metric: Metric.MeasuredBytes } => MeasuredBytes(view, limit, window),
        { IsOfModule: false } => Plain(view.Sources.OfProcess(limit.Metric), window, KindOf(limit.Metric)),
        _ => Plain(view.Sources.OfModule(limit.Of, limit.Metric), window, SeriesKind.Counts),
    };

    /// <summary>Floors of heap_alloc in place of live-heap points, saying why.</summary>
    public static LimitSource Floors(RunView view, Window window, params IEnumerable<Reason> why) =>
        Plain(view.Sources.OfProcess(Metric.HeapAlloc), window, SeriesKind.Floors) with { Evidence = "floors", Notices = why.ToList() };

    /// <summary>
    /// This source as its values would be at the least and at the most that each collection leaves open, the same share
    /// of unknown stacks and globals in all of them; itself alone where nothing is open. A limit is held or broken only
    /// where all of them say so.
    /// </summary>
    public IReadOnlyList<LimitSource> Ends()
    {
        if (LiveHeap is null || LiveHeap.Points.All(p => p.Low.Equals(p.Bytes) && p.High.Equals(p.Bytes)))
            return [this];
        var ends = new List<LimitSource> { this };
        if (LiveHeap.Points.Any(p => p.Low < p.Bytes))
            ends.Add(End(p => p.Low));
        if (LiveHeap.Points.Any(p => p.High > p.Bytes))
            ends.Add(End(p => p.High));
        return ends;
    }

    /// <summary>What is open moves with the stacks, whose chunks come and go: their course counts, not each page's.</summary>
    private LimitSource End(Func<LiveHeapPoint, double> of)
    {
        if (LiveHeap!.Evidence == LiveHeapEvidence.Collected)
            return this with { Values = [.. LiveHeap.Points.Select(p => (p.At, of(p)))] };
        var open = RunningMedian.Of([.. LiveHeap.Points.Select(p => of(p) - p.Bytes)], Math.Max(FewestSmoothed, LiveHeap.Points.Count / 4));
        return this with { Values = [.. LiveHeap.Points.Select((p, i) => (p.At, p.Bytes + open[i]))] };
    }

    /// <summary>
    /// Of forced collections of a busy process those that ran while it was quiet, where they are enough and span the window: the
    /// others hold what was allocated while marking, on the real node up to 3 MiB. A level or a peak has all of them.
    /// </summary>
    public LimitSource Quiet()
    {
        if (LiveHeap is not { Evidence: LiveHeapEvidence.Collected, Points: { Count: > FewestQuiet } all } || all.All(p => p.IsQuiet))
            return this;
        var quiet = all.Where(p => p.IsQuiet).ToList();
        if (quiet.Count < Math.Max(FewestQuiet, all.Count / 3)
            || quiet[^1].At - quiet[0].At < SpanOfQuiet * (all[^1].At - all[0].At))
            return this;
        return this with
        {
            LiveHeap = LiveHeap with { Points = quiet },
            Values = [.. quiet.Select(p => (p.At, p.Bytes))],
            Notices = [.. Notices, LiveHeapReasons.Quiet(quiet.Count, all.Count)],
        };
    }

    /// <summary>How the values of a metric are judged, by the noise on them.</summary>
    public static SeriesKind KindOf(Metric metric) => metric.Row().Noise switch
    {
        MetricNoise.Garbage => SeriesKind.Floors,
        MetricNoise.Steady => SeriesKind.Counts,
        _ => SeriesKind.LiveHeap,
    };

    private static LimitSource Plain(SourceReadings readings, Window window, SeriesKind kind)
    {
        var values = readings.Within(window).Still().Select(s => (s.At, s.Value!.Value)).ToList();
        return new LimitSource(values, readings, readings.Evidence, kind, [], null);
    }

    private static LimitSource LiveHeapOf(RunView view, Limit limit, Window window)
    {
        if (limit.IsOfClient)
            return LiveHeapOfClient(view, window);
        var decision = LiveHeapDecision.Of(view.Run, window.From, window.To, limit.Evidence);
        var series = decision.Taken;
        if (series.Evidence == LiveHeapEvidence.Floors)
            return limit.Evidence is null ? Floors(view, window, LiveHeapReasons.Floors(series.WhyNone!)) : Floors(view, window);
        var readings = series.Evidence == LiveHeapEvidence.Collected ? view.Sources.Collected : view.Sources.Pages;
        var notices = series.Evidence == LiveHeapEvidence.Collected
            && series.Points.Count > 0 ? [LiveHeapReasons.Forced()] : series.Notices;
        return new LimitSource([.. series.Points.Select(p => (p.At, p.Bytes))], readings, series.Name, SeriesKind.LiveHeap,
            notices, series.WhyNone)
        { LiveHeap = series };
    }

    /// <summary>Each full collection of a .NET process tells what is live after it: no rule reads it, and there is no other way.</summary>
    private static LimitSource LiveHeapOfClient(RunView view, Window window)
    {
        var series = LiveHeapDecision.Of(view.Run, window.From, window.To, Budgets.Evidence.NextGc).Taken;
        return new LimitSource([.. series.Points.Select(p => (p.At, p.Bytes))], view.Sources.Pages, FullCollections, SeriesKind.LiveHeap,
            [], series.WhyNone)
        { LiveHeap = series };
    }

    private static LimitSource MeasuredBytes(RunView view, Limit limit, Window window)
    {
        var all = view.Suspects?.MeasuredBytes(view.Run, limit.Of) ?? [];
        var measured = all.Where(v => window.Contains(v.At)).ToList();
        var slots = view.Run.Profiles.Where(p => p.Kind == ProfileKind.Heap)
            .Select(p => new Slot(p.At, 0, null, null, "profile")).ToArray();
        var lost = slots.Length - all.Count;
        return new LimitSource(
            measured.Select(v => (v.At, v.Bytes))
                .ToList(), new SourceReadings(HeapProfiles, HeapProfiles, slots, new Rhythm([], null)), HeapProfiles, SeriesKind.LiveHeap,
            lost > 0 && all.Count > 0
                ? [LimitReasons.ProfilesLost(lost, slots.Length)] : [], WhyUnmeasured(view, all.Count, measured.Count))
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
