using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Proposals;

/// <summary>
/// What one run says of one limit, asked of the judge itself: no other procedure knows what noise allows.
/// </summary>
/// <param name="Value">What was measured, in bytes or counts; NaN when nothing was.</param>
/// <param name="Needed">The least bound that the judge holds on this run.</param>
/// <param name="Low">The lower end of the value's interval; the value where it is exact.</param>
/// <param name="WhyNot">Why the run can't hold any bound; null when it can.</param>
internal readonly record struct ProbedLimit(double Value, double Needed, double Low, Reason? WhyNot)
{
    private const double WideSize = 1024.0 * 1024 * ByteSize.MiB;
    private const double WideCount = 1e9;
    private const int MostSteps = 12;
    private const double Step = 1.25;

    /// <summary>Asks a run.</summary>
    /// <param name="run">A good run.</param>
    /// <param name="limit">The limit; its bound doesn't matter.</param>
    /// <param name="frame">The budget whose warm-up counts.</param>
    /// <param name="others">How many other intervals share the error.</param>
    /// <param name="suspects">Reads profiles; null when nothing can.</param>
    public static ProbedLimit Of(MemoryRun run, Limit limit, MemoryBudget frame, int others, ISuspectFinder? suspects)
    {
        Verdict At(double bound) => Judge(run, With(limit, bound), frame, others, suspects);
        if (PhaseNames.Of(limit).Any(name => PhaseNames.IsMissing(run, name)))
            return new ProbedLimit(double.NaN, double.NaN, double.NaN, ProposalReasons.NoSuchPhase());
        var unit = FigureText.Unit(limit).Factor;
        Verdict wide;
        try
        {
            wide = At(limit.Metric.IsSize() ? WideSize : WideCount);
        }
        catch (BadInputException)
        {
            // A module that is in no table and in no answer of this run: another run may have it.
            return new ProbedLimit(double.NaN, double.NaN, double.NaN, ProposalReasons.NoSuchModule(limit.Of));
        }

        if (wide.Outcome != Outcome.Held || wide.Value is not { } value)
            return new ProbedLimit(double.NaN, double.NaN, double.NaN, wide.Reason);
        if (limit.Rule is not (GrowthPerHour or GrowthPer))
            return new ProbedLimit(value * unit, Math.Max(0, (wide.High ?? value) * unit), (wide.Low ?? value) * unit,
                null);
        var (needed, at) = LeastHeld(wide, unit, At);
        return new ProbedLimit((at.Value ?? value) * unit, needed, (at.Low ?? value) * unit,
            double.IsFinite(needed) ? null : wide.Reason);
    }

    /// <summary>The limit with another bound.</summary>
    public static Limit With(Limit limit, double bound)
    {
        LimitRule rule = limit.Rule switch
        {
            Peak => new Peak(bound),
            Budgets.Growth growth => growth with { Max = bound },
            GrowthPerHour => new GrowthPerHour(bound),
            ReturnsTo returns => returns with { Tolerance = bound },
            GrowthPer per => per with { Max = bound },
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "no such rule"),
        };
        return limit with { Rule = rule, Text = LimitRuleText.Of(rule, limit.Metric.IsSize()) };
    }

    /// <summary>Judges one limit of a run.</summary>
    public static Verdict Judge(MemoryRun run, Limit limit, MemoryBudget frame, int others, ISuspectFinder? suspects)
    {
        // Whom a broken limit is to be blamed on is not asked here; only measuredBytes is read from profiles.
        var finder = limit.Metric == Metric.MeasuredBytes ? suspects : null;
        return BudgetJudge.Judge(run, frame with { Limits = [limit], PhaseNames = [] },
            new JudgeContext(run.Header.Name, frame.File, run.Header.Id, finder), others).Verdicts[0];
    }

    /// <summary>
    /// Mostly the interval's upper end is enough. Where the judge wants more, as next to a bend, it is a quarter more
    /// and again; where the run grew at first only, the judge holds less by its last part, and that is what a good run
    /// needs.
    /// </summary>
    private static (double Bound, Verdict At) LeastHeld(Verdict wide, double unit, Func<double, Verdict> at)
    {
        var bound = Math.Max((wide.High ?? wide.Value!.Value) * unit, unit / 1000);
        var found = at(bound);
        for (var i = 0; i < MostSteps && found.Outcome != Outcome.Held; i++)
        {
            bound *= Step;
            found = at(bound);
        }

        if (found.Outcome != Outcome.Held)
            return (double.PositiveInfinity, wide);
        if (found.Low is not > 0)
            return (bound, found);
        for (var lower = at(bound / Step); lower.Outcome == Outcome.Held
            && bound > unit / 1000; lower = at(bound / Step))
            (bound, found) = (bound / Step, lower);
        return (bound, found);
    }
}
