using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reasons;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Comparison;

/// <summary>
/// One round of a figure: both sides read behind their gates, and the difference estimated from pairs, at both ends of what the
/// evidence leaves open.
/// </summary>
internal sealed class RoundJudge
{
    /// <summary>More than any figure grows by: with it the growth judge says an interval and decides nothing.</summary>
    private const double NoBudget = 1e15;

    private const double SecondsPerHour = 3600;

    /// <summary>
    /// From so many pairs on the medians of three in a row are taken: a collection amid a burst makes one of both sides' points wild, so
    /// twice as many pairs.
    /// </summary>
    private const int Many = 24;

    /// <summary>Work that differs by more than this share makes two loads.</summary>
    private const double AlikeWork = 0.05;

    private readonly ComparedFigure _figure;
    private readonly (ComparedSide Side, ComparedReading Reading) _base;
    private readonly (ComparedSide Side, ComparedReading Reading) _head;
    private readonly Dictionary<double, RoundEstimate> _known = [];
    private List<(TimedValue[] Pairs, TimedValue[] Base, TimedValue[] Head)>? _ends;

    public RoundJudge(ComparedFigure figure, ComparedSide before, ComparedSide after)
    {
        _figure = figure;
        var (one, other) = (before.LengthOf(figure), after.LengthOf(figure));
        var common = one < other ? one : other;
        _base = (before, before.Read(figure, common));
        _head = (after, after.Read(figure, common));
        (WhyNot, IsUnmeasured) = Gate();
    }

    /// <summary>Why the two can't be compared; null when they can.</summary>
    public Reason? WhyNot { get; }

    /// <summary>Whether a side was never measured.</summary>
    public bool IsUnmeasured { get; }

    /// <summary>Whether neither side was measured.</summary>
    public bool IsOfNeither => IsMissing(_base.Reading) && IsMissing(_head.Reading);

    public string? Evidence => _head.Reading.Source?.Evidence;

    /// <summary>Whether its work came at one pace: then growth a unit is growth an hour in another unit.</summary>
    public bool HasOneLoad
    {
        get
        {
            if (_figure.As != ComparedAs.PerUnit || WhyNot is not null)
                return false;
            var work = WorkOf(_head);
            return Ends()[0].Pairs.Select(p => work.LoadAt(_head.Reading.Start + TimeSpan.FromSeconds(p.Seconds))).Distinct().Count() <= 1;
        }
    }

    /// <summary>Where the head was read.</summary>
    public Window Window => _head.Reading.Window;

    /// <summary>The difference with an interval that errs by <paramref name="alpha"/> at each end.</summary>
    public RoundEstimate Estimate(double alpha)
    {
        if (!_known.TryGetValue(alpha, out var known))
            _known[alpha] = known = Joined(alpha);
        return known;
    }

    /// <summary>The interval holds for whatever the evidence leaves open: it reaches over all ends.</summary>
    private RoundEstimate Joined(double alpha)
    {
        var ends = Ends().ConvertAll(end => Of(end.Pairs, end.Base, end.Head, alpha));
        return ends[0] with { Low = ends.Min(e => e.Low), High = ends.Max(e => e.High), HasStopped = ends.Exists(e => e.HasStopped) };
    }

    private List<(TimedValue[] Pairs, TimedValue[] Base, TimedValue[] Head)> Ends()
    {
        if (_ends is not null)
            return _ends;
        var (before, after) = (EndsOf(_base), EndsOf(_head));
        _ends = [];
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var (one, other) = (before[Math.Min(i, before.Count - 1)], after[Math.Min(i, after.Count - 1)]);
            _ends.Add((PairedPoints.Of(one, other), one, other));
        }

        return _ends;
    }

    /// <summary>Single wild collections are drawn in before they are paired: a pair would be wild twice as often.</summary>
    private static List<TimedValue[]> EndsOf((ComparedSide Side, ComparedReading Reading) of) =>
        [.. of.Reading.Source!.Quiet().Ends().Select(end => (end.Kind, Points: of.Side.Points(end.Values, end.Kind, of.Reading.Start)))
            .Select(end => end.Kind == SeriesKind.LiveHeap ? Spikes.Softened(end.Points) : end.Points)];

    private RoundEstimate Of(TimedValue[] pairs, TimedValue[] before, TimedValue[] after, double alpha)
    {
        var kind = _head.Reading.Source!.Kind;
        var hours = pairs.Length < 2 ? 0 : (pairs[^1].Seconds - pairs[0].Seconds) / SecondsPerHour;
        var estimate = _figure.As switch
        {
            ComparedAs.PerHour => Slope(pairs, kind, alpha) with
            {
                Base = OwnSlope(before),
                Head = OwnSlope(after),
                Span = hours,
            },
            ComparedAs.PerUnit => PerUnit(pairs, before, after, alpha),
            ComparedAs.Peak => Peak(before, after),
            _ => Level(pairs, kind, alpha) with { Base = LevelOf(before, kind), Head = LevelOf(after, kind) },
        };
        return estimate with { Hours = hours, Level = before.Length == 0 ? 0 : LevelOf(before, kind) };
    }

    private static RoundEstimate Slope(TimedValue[] pairs, SeriesKind kind, double alpha)
    {
        var points = PointsOf(pairs, kind);
        var (value, low, high) = Line(points, alpha);
        return new RoundEstimate(value * SecondsPerHour, low * SecondsPerHour, high * SecondsPerHour, Rests(pairs.Length, points, low))
        {
            HasStopped = Line(points[(points.Length / 2)..], alpha).High <= value / 2,
        };
    }

    /// <summary>
    /// The slope of the differences with its interval: a line through noise that may be alike from point to point. Warm-ups, cycles and
    /// saws, for which the judge of one run keeps a part of its belief, are in both sides and so not in the differences.
    /// </summary>
    private static (double Value, double Low, double High) Line(TimedValue[] points, double alpha)
    {
        double[] times = Array.ConvertAll(points, p => p.Seconds), values = Array.ConvertAll(points, p => p.Value);
        if (times.Length < FewPoints.Fewest || CorrelatedRegression.LastCoefficient(times, values, times) is not { } known)
            return (double.NaN, double.NegativeInfinity, double.PositiveInfinity);
        var (one, other) = (known.Quantile(alpha), known.Quantile(1 - alpha));
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return (Math.Clamp(TheilSen.Fit(times, values).Slope, low, high), low, high);
    }

    /// <summary>What an estimate rests on: all pairs; where the points that they come down to are too few, those.</summary>
    private static int Rests(int pairs, TimedValue[] points, double low) => double.IsFinite(low) ? pairs : points.Length;

    private static TimedValue[] PointsOf(TimedValue[] pairs, SeriesKind kind)
    {
        var points = kind == SeriesKind.Counts || pairs.Length >= Many
            ? GrowthPoints.OfCounts(pairs) : GrowthPoints.OfLiveHeap(pairs);
        points = kind == SeriesKind.Counts ? points : Spikes.Softened(points);
        return points.Length == 0 ? pairs : points;
    }

    private RoundEstimate PerUnit(TimedValue[] pairs, TimedValue[] before, TimedValue[] after, double alpha)
    {
        var (one, other) = (WorkOf(_base), WorkOf(_head));
        double Done((ComparedSide Side, ComparedReading Reading) of, WorkDone work, double at) =>
            work.Until(of.Reading.Start + TimeSpan.FromSeconds(at));
        double Both(double at) => (Done(_base, one, at) + Done(_head, other, at)) / 2;
        TimedValue[] Over(TimedValue[] points, Func<double, double> done) =>
            Array.ConvertAll(points, p => new TimedValue(done(p.Seconds), p.Value));
        var load = Array.ConvertAll(pairs, p => other.LoadAt(_head.Reading.Start + TimeSpan.FromSeconds(p.Seconds)));
        var estimate = load.AsSpan().ContainsAnyExcept(load.FirstOrDefault())
            ? UnderLoads(pairs, Array.ConvertAll(pairs, p => Both(p.Seconds)), load, alpha)
            : OverWork(Over(PointsOf(pairs, _head.Reading.Source!.Kind), Both), pairs.Length, alpha);
        return estimate with
        {
            Base = OwnSlope(Over(before, at => Done(_base, one, at) * SecondsPerHour)),
            Head = OwnSlope(Over(after, at => Done(_head, other, at) * SecondsPerHour)),
            Span = pairs.Length < 2 ? 0 : Both(pairs[^1].Seconds) - Both(pairs[0].Seconds),
        };
    }

    /// <summary>
    /// At one load the work takes the place of time. What lies between two units of work, as of blocks, is one point: no work tells them
    /// apart.
    /// </summary>
    internal static RoundEstimate OverWork(TimedValue[] points, int pairs, double alpha)
    {
        points = [.. points.GroupBy(p => p.Seconds).Select(same => new TimedValue(same.Key, same.Average(p => p.Value)))];
        var (value, low, high) = Line(points, alpha);
        return new RoundEstimate(value, low, high, Rests(pairs, points, low))
        {
            HasStopped = Line(points[(points.Length / 2)..], alpha).High <= value / 2,
        };
    }

    /// <summary>Under several loads the work's effect is separated from the load's.</summary>
    internal static RoundEstimate UnderLoads(TimedValue[] pairs, double[] work, double[] load, double alpha)
    {
        var found = PerUnitGrowth.Judge(pairs, work, load, NoBudget, alpha);
        var half = pairs.Length / 2;
        return new RoundEstimate(found.SlopePerHour, found.LowPerHour, found.HighPerHour, pairs.Length)
        {
            HasStopped = PerUnitGrowth.Judge(pairs.AsSpan(half), work.AsSpan(half), load.AsSpan(half), NoBudget, alpha).HighPerHour
                <= found.SlopePerHour / 2,
        };
    }

    /// <summary>The mean of the differences, whose interval knows that neighbours are alike.</summary>
    private static RoundEstimate Level(TimedValue[] pairs, SeriesKind kind, double alpha)
    {
        if (pairs.Length == 0)
            return new RoundEstimate(double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0);
        var points = PointsOf(pairs, kind);
        double[] times = Array.ConvertAll(points, p => p.Seconds), values = Array.ConvertAll(points, p => p.Value);
        var mean = values.Average();
        if (values.Length < FewPoints.Fewest || CorrelatedRegression.LastCoefficient(times, values) is not { } known)
            return new RoundEstimate(mean, double.NegativeInfinity, double.PositiveInfinity, points.Length);
        var (low, high) = (known.Quantile(alpha), known.Quantile(1 - alpha));
        return new RoundEstimate(mean, mean + Math.Min(low, high), mean + Math.Max(low, high), pairs.Length);
    }

    /// <summary>One figure a side, exact as far as its evidence is: how starts scatter only rounds together tell.</summary>
    private static RoundEstimate Peak(TimedValue[] before, TimedValue[] after)
    {
        if (before.Length == 0 || after.Length == 0)
            return new RoundEstimate(double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0);
        var (one, other) = (before.Max(p => p.Value), after.Max(p => p.Value));
        return new RoundEstimate(other - one, other - one, other - one, 1) { Base = one, Head = other };
    }

    private static double LevelOf(TimedValue[] points, SeriesKind kind) => points.Length == 0 ? double.NaN
        : kind == SeriesKind.Floors ? points.Min(p => p.Value) : Median.Of(Array.ConvertAll(points, p => p.Value));

    private static double OwnSlope(TimedValue[] points)
    {
        points = GrowthPoints.OfLiveHeap(points);
        return points.Select(p => p.Seconds).Distinct().Take(2).Count() < 2 ? double.NaN
            : TheilSen.Fit(Array.ConvertAll(points, p => p.Seconds / SecondsPerHour), Array.ConvertAll(points, p => p.Value)).Slope;
    }

    private WorkDone WorkOf((ComparedSide Side, ComparedReading Reading) of) => of.Side.Work(_figure.Unit, of.Reading.Window);

    private (Reason? WhyNot, bool IsUnmeasured) Gate()
    {
        foreach (var (reading, isBase) in new[] { (_base.Reading, true), (_head.Reading, false) })
        {
            if (reading.Gate is { } gate)
                return (ComparisonReasons.OfSide(isBase, gate.Reason), gate.Outcome == Outcome.NotMeasured);
        }

        var (one, other) = (_base.Reading.Source!, _head.Reading.Source!);
        if (one.Evidence != other.Evidence)
            return (ComparisonReasons.EvidenceDiffers(one.Evidence, other.Evidence), false);
        if (_figure.As == ComparedAs.PerUnit && (WorkOf(_base).None || WorkOf(_head).None))
            return (ComparisonReasons.NoWork(LimitRuleText.NameOf(_figure.Unit)), true);
        return (LoadDiffers(), false);
    }

    /// <summary>Two builds under two loads differ by the load.</summary>
    private Reason? LoadDiffers()
    {
        foreach (var phase in _base.Side.Run.Phases.Where(p => _figure.Phase is null || p.Name == _figure.Phase))
        {
            if (_head.Side.Run.Phases.Find(p => p.Name == phase.Name) is not { } other)
                continue;
            var (one, two) = (WesMemGuard.Runs.PhaseLoad.Done(phase), WesMemGuard.Runs.PhaseLoad.Done(other));
            if (Math.Abs(one - two) > AlikeWork * Math.Max(one, two))
                return ComparisonReasons.LoadDiffers(phase.Name, one, two);
        }

        return null;
    }

    private static bool IsMissing(ComparedReading reading) => reading.Gate?.Outcome == Outcome.NotMeasured;
}
