using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Comparison;

/// <summary>
/// Compares two builds by runs that were made side by side: what is judged is the difference, paired by time, phase and unit of work.
/// Pure: the same runs and plan give the same differences. The chance to call two equal builds worse or better in any figure, at any of
/// the looks, is at most the judge's one error of a run.
/// </summary>
internal static class BuildJudge
{
    /// <summary>The part of the error that the figures have which the verdict waits for; those beside it have the rest.</summary>
    private const double MainShare = 0.8;

    /// <summary>Processes that began further apart than this are not of one age.</summary>
    private static readonly TimeSpan OneAge = TimeSpan.FromMinutes(1);

    /// <summary>Compares all rounds so far.</summary>
    /// <param name="rounds">At least one.</param>
    /// <param name="plan">How.</param>
    public static BuildVerdict Judge(IReadOnlyList<BuildRound> rounds, ComparisonPlan plan)
    {
        var ages = rounds.Select(AgesDiffer).FirstOrDefault(a => a is not null);
        var warmUp = plan.WarmUp ?? (ages is null ? ComparisonPlan.UsualWarmUp : Budgets.MemoryBudget.DefaultWarmUp);
        var sides = rounds.Select(r => (Base: new ComparedSide(r.Base, warmUp), Head: new ComparedSide(r.Head, warmUp))).ToList();
        var figures = FigureList.Of(rounds[0].Base, rounds[0].Head, plan.Budget)
            .Select(f => (Figure: f, Rounds: sides.ConvertAll(s => new RoundJudge(f, s.Base, s.Head))))
            .Where(f => f.Figure.Tolerance is not null || f.Figure.Metric == Measurement.Metric.LiveHeap
                || f.Rounds.Exists(r => !r.IsOfNeither)).ToList();
        var starts = plan.Starts(rounds.Count);
        var used = Shared(figures.Where(f => f.Rounds.TrueForAll(r => r.WhyNot is null)).ToList(), starts, BudgetJudge.Error / plan.Looks);
        var differences = figures.ConvertAll(f => f.Rounds.Find(r => r.WhyNot is not null) is { } closed
            ? Closed(f.Figure, closed) : Difference(f.Figure, f.Rounds, starts, used[f.Figure]));
        var died = rounds.FirstOrDefault(r => HasDied(r.Head) && !HasDied(r.Base))?.Head
            .Events.FindLast(e => e.Name is RunEvent.Died or "exited");
        var remarks = Remarks(rounds, starts, ages, warmUp);
        return new BuildVerdict(differences, rounds.Count, died is null ? remarks : [ComparisonReasons.HeadDied(died.Detail), .. remarks])
        {
            HeadDied = died is not null,
        };
    }

    /// <summary>
    /// The error at each end that a figure has: Holm's over "they do not differ", so what is surely worse or better leaves and the
    /// rest share the error anew; half of it for each end. A peak of few rounds has no interval and takes none. At one load the growth
    /// an hour and that a unit are one estimate in two units, which errs once. What the verdict waits for has most of the error.
    /// </summary>
    private static Dictionary<ComparedFigure, double> Shared(List<(ComparedFigure Figure, List<RoundJudge> Rounds)> open, int starts,
        double error)
    {
        var groups = open.Where(f => f.Figure.As != ComparedAs.Peak || starts >= RoundSum.FewestForScatter)
            .GroupBy(f => (f.Figure.Of, f.Figure.Metric, f.Figure.Phase,
                f.Figure.As == ComparedAs.PerUnit && f.Rounds.TrueForAll(r => r.HasOneLoad) ? ComparedAs.PerHour : f.Figure.As))
            .Select(g => g.ToList()).ToList();
        var shared = open.ToDictionary(f => f.Figure, _ => error / 2);
        foreach (var family in groups.GroupBy(g => g.Exists(f => f.Figure.IsMain)).Select(g => (IsMain: g.Key, Groups: g.ToList())))
        {
            var share = groups.TrueForAll(g => g.Exists(f => f.Figure.IsMain) == family.IsMain) ? 1
                : family.IsMain ? MainShare : 1 - MainShare;
            var used = Holm.StepDown(family.Groups.Count, share * error, (i, alpha) => family.Groups[i].Exists(f =>
                Difference(f.Figure, f.Rounds, starts, alpha / 2).Outcome is BuildOutcome.Worse or BuildOutcome.Better));
            for (var i = 0; i < used.Length; i++)
                family.Groups[i].ForEach(f => shared[f.Figure] = used[i] / 2);
        }

        return shared;
    }

    private static bool HasDied(MemoryRun run) => NodeEnd.Of(run)?.DiedAt is not null;

    private static BuildDifference Closed(ComparedFigure figure, RoundJudge closed) =>
        new(figure, BuildOutcome.CantTell, closed.WhyNot!) { IsUnmeasured = closed.IsUnmeasured, Tolerance = figure.Tolerance };

    private static BuildDifference Difference(ComparedFigure figure, List<RoundJudge> rounds, int starts, double alpha)
    {
        var estimates = rounds.ConvertAll(r => r.Estimate(alpha));
        var sum = RoundSum.Of(estimates, figure.As, starts, alpha);
        // Each round has starts of its own: by how much they differ shrinks in the mean by the root of their number, as noise does.
        var span = estimates.Average(e => e.Span) * Math.Sqrt(estimates.Count);
        var least = LeastDifference.Of(figure, Finite(estimates.Average(e => e.Level)) ?? 0, Math.Max(span, 1e-9));
        var isKnown = span > 0 || figure.As is ComparedAs.Level or ComparedAs.Peak;
        var difference = new BuildDifference(figure, BuildOutcome.CantTell, ComparisonReasons.TooFew(0, FewPoints.Fewest))
        {
            Value = Finite(sum.Value),
            Low = Finite(sum.Low),
            High = Finite(sum.High),
            Confidence = 1 - (2 * alpha),
            Base = Finite(estimates.Average(e => e.Base)),
            Head = Finite(estimates.Average(e => e.Head)),
            Pairs = estimates.Sum(e => e.Pairs),
            Evidence = rounds[0].Evidence,
            From = rounds[0].Window.From,
            To = rounds[0].Window.To,
            IsNamed = figure.Tolerance is not null,
            Tolerance = figure.Tolerance ?? (isKnown ? least.Least : null),
        };
        if (difference.Tolerance is not null && double.IsFinite(sum.Low) && double.IsFinite(sum.High))
            return Decided(difference, sum, least, estimates);
        return difference with
        {
            Reason = figure.As == ComparedAs.Peak ? ComparisonReasons.MoreRounds(starts, RoundSum.FewestForScatter)
                : ComparisonReasons.TooFew(estimates.Min(e => e.Pairs), FewPoints.Fewest),
            MoreHours = figure.As == ComparedAs.Peak ? null : Missing(estimates),
        };
    }

    private static BuildDifference Decided(BuildDifference difference, RoundSum sum, LeastDifference least, List<RoundEstimate> rounds)
    {
        var tolerance = difference.Tolerance!.Value;
        var amount = difference.Amount(tolerance);
        if (sum.Low > tolerance)
            return rounds.TrueForAll(r => r.HasStopped)
                ? difference with { Reason = ComparisonReasons.MayHaveStopped() }
                : difference with { Outcome = BuildOutcome.Worse, Reason = ComparisonReasons.Above(amount) };
        if (sum.High < -tolerance)
            return difference with { Outcome = BuildOutcome.Better, Reason = ComparisonReasons.Below(amount) };
        var reach = Math.Max(Math.Abs(sum.Low), Math.Abs(sum.High));
        if (reach <= tolerance)
            return difference with { Outcome = BuildOutcome.Same, Reason = ComparisonReasons.Within(amount, difference.IsNamed) };
        if (!difference.IsNamed && reach <= least.Widest)
            return difference with
            {
                Outcome = BuildOutcome.Same,
                Tolerance = reach,
                Reason = ComparisonReasons.WithinSmallest(difference.Amount(reach)),
            };
        var isLarge = difference.IsNamed || Math.Abs(sum.Value) > tolerance;
        var hours = MoreHours(difference.Figure.As, Math.Max(rounds.Sum(r => r.Hours), 1e-9), sum.Value, sum.Low, sum.High,
            Math.CopySign(isLarge ? tolerance : least.Widest, sum.Value));
        return difference with
        {
            Reason = isLarge ? ComparisonReasons.Spans(amount, More(hours))
                : ComparisonReasons.TooWide(difference.Amount(reach), More(hours)),
            MoreHours = hours,
        };
    }

    /// <summary>
    /// How many hours more would tell. The error of a mean falls with the root of the length, that of a slope with its power 3/2: a level
    /// takes the square of what its interval is too wide by.
    /// </summary>
    internal static double? MoreHours(ComparedAs compared, double hours, double value, double low, double high, double bound)
    {
        if (compared is not (ComparedAs.Level or ComparedAs.Peak))
            return LongerRun.MoreHours(hours, value, low, high, bound);
        var distance = Math.Abs(value - bound);
        return double.IsFinite(high - low) && distance > 0
            ? Math.Max(hours / 10, (hours * Math.Pow((high - low) / (2 * distance), 2)) - hours) : null;
    }

    private static Reason? More(double? hours) => hours is > 0 and < 24 * 31
        ? ComparisonReasons.Longer(TimeSpan.FromMinutes(Math.Ceiling(hours.Value * 60))) : null;

    private static double? Missing(List<RoundEstimate> rounds)
    {
        var fewest = rounds.MinBy(r => r.Pairs);
        return fewest.Pairs < 2 ? null : fewest.Hours * (FewPoints.Fewest - fewest.Pairs) / (fewest.Pairs - 1);
    }

    private static List<Reason> Remarks(IReadOnlyList<BuildRound> rounds, int starts, TimeSpan? ages, TimeSpan warmUp)
    {
        var remarks = new List<Reason>();
        if (ages is { } apart)
            remarks.Add(ComparisonReasons.AgesDiffer(apart, warmUp));
        if (rounds.Any(r => !Overlap(r)))
            remarks.Add(ComparisonReasons.NotSideBySide());
        if (starts < RoundSum.FewestForScatter)
            remarks.Add(ComparisonReasons.StartsUnknown(starts, RoundSum.FewestForScatter));
        return remarks;
    }

    private static bool Overlap(BuildRound round)
    {
        var (one, other) = (new ComparedSide(round.Base, TimeSpan.Zero).Extent, new ComparedSide(round.Head, TimeSpan.Zero).Extent);
        var from = one.From > other.From ? one.From : other.From;
        var to = one.To < other.To ? one.To : other.To;
        return to - from >= (one.Length < other.Length ? one.Length : other.Length) / 2;
    }

    /// <summary>
    /// How much older one process was than the other when its run began; null when they were of one age, or it isn't told.
    /// </summary>
    private static TimeSpan? AgesDiffer(BuildRound round) =>
        Age(round.Base) is { } one && Age(round.Head) is { } other && (one - other).Duration() > OneAge ? (one - other).Duration() : null;

    private static TimeSpan? Age(MemoryRun run) =>
        run.Metrics.Find(r => UnixSeconds.IsMoment(r.Sample?.StartTimeSeconds)) is { Sample.StartTimeSeconds: { } start } first
            ? first.At - UnixSeconds.At(start) : null;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
