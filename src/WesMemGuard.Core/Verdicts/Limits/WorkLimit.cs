using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Growth per unit of work, and per cycle.</summary>
internal static class WorkLimit
{
    /// <summary>Judges growth per transfer, deploy, read, request, connection or block.</summary>
    public static Finding PerUnit(RunView view, Limit limit, GrowthPer per, double alpha)
    {
        var window = view.AfterWarmUp(view.WindowOf(limit));
        var source = LimitSource.Of(view, limit, window);
        return Bracket.Judge(source.Quiet(), limit, end => PerUnit(view, limit, per, alpha, end, window));
    }

    private static Finding PerUnit(RunView view, Limit limit, GrowthPer per, double alpha, LimitSource source,
        Window window)
    {
        var found = Finding.In(window, source) with { Statistical = true };
        var gate = LimitGates.Check(view, limit, source, window);
        if (gate?.Outcome == Outcome.NotMeasured || source.WhyNone is not null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone!) with
            { Statistical = false };
        var work = new WorkDone(view.Run, per.Unit, view.PhasesIn(window));
        if (work.None)
            return found.As(Outcome.NotMeasured,
                SlopeReasons.NoWorkOf(LimitRuleText.NameOf(per.Unit))) with
            { Statistical = false };
        GrowthFinding Since(DateTimeOffset moment) => Slope(source.Since(moment).Values, work, window, per.Max, alpha);
        var slope = Since(window.From);
        return Decide(view, limit,
            With(found, slope, alpha,
                source.Values.Count == 0 ? null : MeasuredText.Ends(limit, source, window, slope.Points)),
            slope, gate, window, Since);
    }

    private static GrowthFinding Slope(IReadOnlyList<(DateTimeOffset At, double Value)> values, WorkDone work,
        Window window,
        double budget, double alpha) =>
        PerUnitGrowth.Judge(
            values.Select(v => new TimedValue((v.At - window.From).TotalSeconds, v.Value))
                .ToArray(), values.Select(v => work.Until(v.At)).ToArray(),
            values.Select(v => work.LoadAt(v.At)).ToArray(), budget, alpha);

    /// <summary>
    /// Judges the levels of the phases that the limit's pattern names, the first dropped, against their number.
    /// </summary>
    public static Finding PerCycle(RunView view, Limit limit, double alpha)
    {
        var cycles = view.Cycles(limit.Phase!);
        var window = new Window(RunView.WindowOf(cycles[0]).From, cycles[^1].EndedAt);
        var source = LimitSource.Of(view, limit, window);
        return Bracket.Judge(source, limit, end => PerCycle(view, limit, alpha, end, window, cycles));
    }

    private static Finding PerCycle(RunView view, Limit limit, double alpha, LimitSource source, Window window,
        List<Phase> cycles)
    {
        var found = Finding.In(window, source) with { Samples = 0, Statistical = true };
        var gate = LimitGates.Check(view, limit, source, window);
        if (gate?.Outcome == Outcome.NotMeasured || source.WhyNone is not null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone!) with
            { Statistical = false };
        var levels = new List<(DateTimeOffset At, double Value)>();
        foreach (var cycle in cycles.Skip(1))
        {
            var inside = RunView.LevelWindow(cycle, source.Kind);
            if (PhaseLevel.Of(source.Values.Where(v => inside.Contains(v.At)).ToList(), inside,
                source.Kind) is not { } level)
                return found.As(Outcome.Inconclusive, SlopeReasons.NoPointIn(cycle.Name));
            levels.Add((cycle.StartedAt, level.Value));
        }

        GrowthFinding Since(DateTimeOffset moment) =>
            GrowthJudge.PerCycle(levels.Where(l => l.At >= moment).Select(l => l.Value).ToArray(), limit.Rule.Bound,
                alpha);
        var slope = Since(cycles[0].StartedAt);
        var measured = levels.Count == 0
            ? null : MeasuredReasons.Cycles(levels.Count, source.Evidence, FigureText.Level(limit, levels[0].Value),
            FigureText.Level(limit, levels[^1].Value));
        return Decide(view, limit, With(found, slope, alpha, measured), slope, gate, window, Since);
    }

    private static Finding With(Finding found, GrowthFinding slope, double alpha, Reason? measured) => found with
    {
        Value = double.IsNaN(slope.SlopePerHour) ? null : slope.SlopePerHour,
        Low = double.IsFinite(slope.LowPerHour) ? slope.LowPerHour : null,
        High = double.IsFinite(slope.HighPerHour) ? slope.HighPerHour : null,
        Confidence = 1 - (2 * alpha),
        Samples = found.Samples == 0 ? slope.Points : found.Samples,
        Measured = measured,
    };

    private static Finding Decide(RunView view, Limit limit, Finding found, GrowthFinding slope, GateFinding? gate,
        Window window, Func<DateTimeOffset, GrowthFinding> since)
    {
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason) with { Statistical = false };
        var reason = SlopeText.Reason(slope, limit);
        return slope.Outcome switch
        {
            GrowthOutcome.Broken => Saturation.WhyNotYet(view, limit, window, since) is { } filling
                ? found.As(Outcome.Inconclusive, filling)
                : found.As(Outcome.Broken, reason) with { Since = window.From },
            GrowthOutcome.Held => LoadGate.Check(view, limit, window) is { } load
                ? found.As(load.Outcome, load.Reason)
                : found.As(Outcome.Held, reason) with { OfLastPart = slope.Reason == GrowthReason.StoppedGrowing },
            _ => found.As(Outcome.Inconclusive, reason) with { More = SlopeText.More(slope, limit) },
        };
    }
}
