using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Limits on a module's bytes by heap profiles. Profiles are few and sampled: beside the scatter of the points the
/// interval of the sampling counts, and what it leaves open is inconclusive.
/// </summary>
internal static class MeasuredLimit
{
    /// <summary>A profile asked for at the end of a phase or of the run comes a little after it.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <summary>Judges <c>peak</c>, <c>growth</c> and <c>returnsTo</c>.</summary>
    public static Finding Judge(RunView view, Limit limit) => limit.Rule switch
    {
        Peak => OfPeak(view, limit),
        Budgets.Growth growth => OfLevels(view, limit, growth.From, growth.To, view.AfterWarmUp),
        ReturnsTo returns => OfLevels(view, limit, returns.From, returns.After, whole => whole),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "not an exact limit"),
    };

    /// <summary>Judges <c>growthPerHour</c>; growth per unit of work needs more points than profiles give.</summary>
    public static Finding Judge(RunView view, Limit limit, double alpha)
    {
        var window = view.AfterWarmUp(view.WindowOf(limit));
        if (limit.Rule is not GrowthPerHour)
            return new Finding(Outcome.Inconclusive, LimitReasons.UnitsNeedMoreProfiles()) { Window = window };
        if (window.Length <= TimeSpan.Zero)
            return new Finding(Outcome.Inconclusive, LimitReasons.NothingAfterWarmUp()) { Window = window };
        var (source, gate, found) = Begin(view, limit, Widened(window));
        if (source.WhyNone is { } none)
            return Without(found, source, gate, none);
        return OfSlope(view, limit, source, found with { Window = window }, gate, alpha);
    }

    private static Finding OfPeak(RunView view, Limit limit)
    {
        var window = Widened(view.WindowOf(limit));
        var (source, gate, found) = Begin(view, limit, window);
        if (source.WhyNone is { } none)
            return Without(found, source, gate, none);
        var most = source.Measured.MaxBy(m => m.Low);
        if (most.Low <= limit.Rule.Bound)
            most = source.Measured.MaxBy(m => m.High);
        found = found
            with
        {
            Value = most.Bytes,
            Low = most.Low,
            High = most.High,
            Confidence = 0.98,
            Measured = MeasuredText.Range(limit, source, window)
        };
        if (most.Low > limit.Rule.Bound)
            return found.As(Outcome.Broken, LimitReasons.ProfileAbove(most.At))
                with
            { Since = source.Measured.First(m => m.Low > limit.Rule.Bound).At };
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason);
        if (most.High > limit.Rule.Bound)
            return found.As(Outcome.Inconclusive, LimitReasons.ProfileSpans(most.At));
        return source.Measured.Count < 2
            ? found.As(Outcome.Inconclusive, LimitReasons.OneProfile())
            : Held(view, limit, found, window, LimitReasons.ProfilesWithin());
    }

    private static Finding OfLevels(RunView view, Limit limit, string fromName, string toName, Func<Window, Window> cut)
    {
        var (from, to) = (view.PhaseOf(fromName), view.PhaseOf(toName));
        var window = new Window(from.StartedAt, to.EndedAt);
        var (source, gate, found) = Begin(view, limit, Widened(window));
        found = found with { Window = window };
        if (to.StartedAt < from.StartedAt)
            return found.As(Outcome.Inconclusive, LimitReasons.PhasesReversed(fromName, toName));
        if (source.WhyNone is { } none)
            return Without(found, source, gate, none);
        var (before, after) = (LastOf(source, from, cut), LastOf(source, to, cut));
        if (gate?.Outcome == Outcome.NotMeasured || before is null || after is null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive, gate?.Reason
                ?? LimitReasons.NoProfileInPhase(before is null ? fromName : toName));
        if (before.Value.At >= after.Value.At)
            return found.As(Outcome.Inconclusive, LimitReasons.SameProfile());
        if (view.Suspects!.MeasuredGrowth(view.Run, limit.Of, before.Value.At, after.Value.At) is not { } grown)
            return found.As(Outcome.Inconclusive, LimitReasons.ProfilesNotComparable());
        found = found with
        {
            Value = grown.Bytes,
            Low = grown.Low,
            High = grown.High,
            Confidence = 0.98,
            Samples = 2,
            Measured = MeasuredReasons.ProfileLevels(fromName, new ByteSize(before.Value.Bytes), toName, new ByteSize(after.Value.Bytes)),
        };
        return Decide(view, limit, found, gate, window);
    }

    private static Finding Decide(RunView view, Limit limit, Finding found, GateFinding? gate, Window window)
    {
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason);
        if (found.Low > limit.Rule.Bound)
            return found.As(Outcome.Broken, LimitReasons.ModuleGrewAbove());
        if (found.High > limit.Rule.Bound)
            return found.As(Outcome.Inconclusive, LimitReasons.ModuleGrowthSpans());
        return Held(view, limit, found, window, LimitReasons.ModuleGrowthWithin());
    }

    private static Finding Held(RunView view, Limit limit, Finding found, Window window, Reason reason) =>
        LoadGate.Check(view, limit, window) is { } load
            ? found.As(load.Outcome, load.Reason) : found.As(Outcome.Held, reason);

    private static Finding OfSlope(RunView view, Limit limit, LimitSource source, Finding found, GateFinding? gate,
        double alpha)
    {
        var window = found.Window!.Value;
        var values = source.Values.Select(v => new TimedValue((v.At - window.From).TotalSeconds, v.Value)).ToArray();
        var known = ProfiledSlope.Judge(view, limit, source.Measured, alpha);
        var slope = known ?? GrowthProcedure.Judge(values, limit.Rule.Bound, alpha, apart: true);
        var sampled = known is { } k
            ? new MeasuredBytes(window.To, k.SlopePerHour, k.LowPerHour, k.HighPerHour) : Hourly(view, limit, source,
                0);
        found = found with
        {
            Statistical = true,
            Confidence = 1 - (2 * alpha),
            Value = double.IsNaN(slope.SlopePerHour) ? sampled?.Bytes : slope.SlopePerHour,
            Low = Least(slope.LowPerHour, sampled?.Low),
            High = Most(slope.HighPerHour, sampled?.High),
            Measured = MeasuredText.Ends(limit, source, window, slope.Points),
        };
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason) with { Statistical = false };
        if (slope.Reason == GrowthReason.TooFewPoints)
            return found.As(Outcome.Inconclusive, TooFew(values.Length));
        if (slope.Outcome == GrowthOutcome.Inconclusive)
            return found.As(Outcome.Inconclusive, SlopeText.Reason(slope, limit));
        if (slope.Outcome == GrowthOutcome.Broken && (known is not null || sampled?.Low > limit.Rule.Bound))
            return found.As(Outcome.Broken, SlopeText.Reason(slope, limit)) with { Since = window.From };
        // Held on the last part alone: then the sampling must allow it there.
        var part = known is not null
            ? sampled : Hourly(view, limit, source,
                Math.Max(0, Array.FindIndex(values, v => v.Seconds >= slope.FromSeconds)));
        if (slope.Outcome != GrowthOutcome.Held || part is null || part.Value.High > limit.Rule.Bound)
            return found.As(Outcome.Inconclusive, LimitReasons.SamplingErrorSpans(values.Length));
        return Held(view, limit, found, window, SlopeText.Reason(slope, limit))
            with
        { OfLastPart = slope.Reason == GrowthReason.StoppedGrowing };
    }

    private static Reason TooFew(int count) => LimitReasons.TooFewProfiles(count, FewPoints.Fewest);

    /// <summary>The growth between one profile and the last, an hour.</summary>
    private static MeasuredBytes? Hourly(RunView view, Limit limit, LimitSource source, int first) =>
        ProfiledSlope.Between(view, limit, source.Measured, first, source.Measured.Count - 1);

    private static double? Least(double one, double? other) =>
        double.IsFinite(one) ? Math.Min(one, other ?? one) : other;

    private static double? Most(double one, double? other) =>
        double.IsFinite(one) ? Math.Max(one, other ?? one) : other;

    private static Window Widened(Window window) => window.Widened(TimeSpan.Zero, Late);

    private static MeasuredBytes? LastOf(LimitSource source, Phase phase, Func<Window, Window> cut)
    {
        var whole = Widened(new Window(phase.StartedAt, phase.EndedAt));
        var inside = source.Measured.Where(m => cut(whole).Contains(m.At)).ToList();
        inside = inside.Count > 0 ? inside : source.Measured.Where(m => whole.Contains(m.At)).ToList();
        return inside.Count > 0 ? inside[^1] : null;
    }

    private static (LimitSource Source, GateFinding? Gate, Finding Found) Begin(RunView view, Limit limit,
        Window window)
    {
        var source = LimitSource.Of(view, limit, window);
        return (source, LimitGates.Check(view, limit, source, window), Finding.In(window, source));
    }

    /// <summary>
    /// Profiles that were captured and can't be read, or weren't asked for, measured nothing; those outside the window
    /// only can't tell.
    /// </summary>
    private static Finding Without(Finding found, LimitSource source, GateFinding? gate,
        Reason why) => gate?.Outcome == Outcome.NotMeasured
        ? found.As(gate.Outcome, gate.Reason)
        : found.As(source.OutsideWindowOnly ? Outcome.Inconclusive : Outcome.NotMeasured, why);
}
