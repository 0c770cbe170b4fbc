using WesMemGuard.Comparison;
using WesMemGuard.Growth;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Clients;

/// <summary>
/// Compares what a call leaves in two builds of a client's tests. The slope of each side over its calls is that of the judge of growth,
/// with its interval; the two processes know nothing of each other, so their errors add as squares. A head that leaves more is worse only
/// where types that grow with its calls show it, and not in a rest as well, as for a limit. Clients share the error by Holm.
/// </summary>
internal static class ClientComparison
{
    /// <summary>Two builds are never called the same within more bytes a call than this: it would say nothing.</summary>
    private const double Widest = 16;

    private const int MostTypes = 5;

    /// <summary>Compares all rounds so far.</summary>
    /// <param name="rounds">At least one: what the tests of the base left, and those of the head.</param>
    /// <param name="looks">How often the comparison may be asked in all while rounds are added, from 1: the looks share the error.</param>
    public static ClientComparisonVerdict Judge(IReadOnlyList<ClientRound> rounds, int looks = 1)
    {
        var pairs = ClientPair.All(rounds);
        var error = BudgetJudge.Error / Math.Max(1, looks);
        var used = Holm.StepDown(pairs.Count, error, (i, alpha) =>
            Difference(pairs[i], alpha / 2).Outcome is BuildOutcome.Worse or BuildOutcome.Better);
        return new ClientComparisonVerdict([.. pairs.Select((p, i) => Difference(p, used[i] / 2))], rounds.Count);
    }

    private static ClientDifference Difference(ClientPair pair, double alpha)
    {
        if (pair.Sides.Count == 0)
            return new ClientDifference(pair.Name, BuildOutcome.CantTell,
                pair.IsOfHead ? ClientComparisonReasons.OnlyInHead() : ClientComparisonReasons.OnlyInBase())
            { IsUnmeasured = true };
        var sides = pair.Sides.Select(s => (Base: Slope(s.Base, alpha), Head: Slope(s.Head, alpha))).ToList();
        var sum = RoundSum.Of([.. sides.Select(s => Between(s.Base, s.Head))], ComparedAs.PerUnit, sides.Count, alpha);
        var difference = new ClientDifference(pair.Name, BuildOutcome.CantTell, ClientComparisonReasons.Steps())
        {
            Value = Finite(sum.Value),
            Low = Finite(sum.Low),
            High = Finite(sum.High),
            Confidence = 1 - (2 * alpha),
            Tolerance = CallResolution.Bytes,
            Base = Finite(sides.Average(s => s.Base.Value)),
            Head = Finite(sides.Average(s => s.Head.Value)),
            BaseCalls = pair.Sides.Sum(s => s.Base.Calls),
            HeadCalls = pair.Sides.Sum(s => s.Head.Calls),
        };
        return Decided(difference, sum, pair);
    }

    private static ClientDifference Decided(ClientDifference difference, RoundSum sum, ClientPair pair)
    {
        var tolerance = CallResolution.Bytes;
        if (sum.Low > tolerance)
            return pair.WhyNotWorse(sum.Value) is { } doubt
                ? difference with { Reason = doubt }
                : difference with
                {
                    Outcome = BuildOutcome.Worse,
                    Reason = ComparisonReasons.Above(ClientDifference.Amount(tolerance)),
                    Types = pair.Differing(MostTypes),
                };
        if (sum.High < -tolerance)
            return difference with
            {
                Outcome = BuildOutcome.Better,
                Reason = ComparisonReasons.Below(ClientDifference.Amount(tolerance)),
                Types = pair.Differing(MostTypes),
            };
        var reach = Math.Max(Math.Abs(sum.Low), Math.Abs(sum.High));
        if (reach <= tolerance)
            return difference with
            {
                Outcome = BuildOutcome.Same,
                Reason = ComparisonReasons.Within(ClientDifference.Amount(tolerance), isNamed: false),
            };
        if (reach <= Widest)
            return difference with
            {
                Outcome = BuildOutcome.Same,
                Tolerance = reach,
                Reason = ComparisonReasons.WithinSmallest(ClientDifference.Amount(reach)),
            };
        return double.IsFinite(reach)
            ? difference with { Reason = ComparisonReasons.TooWide(ClientDifference.Amount(reach), null) } : difference;
    }

    private static RoundEstimate Between(RoundEstimate before, RoundEstimate after) => new(
        after.Value - before.Value,
        after.Value - before.Value - Both(after.Value - after.Low, before.High - before.Value),
        after.Value - before.Value + Both(after.High - after.Value, before.Value - before.Low),
        Math.Min(before.Pairs, after.Pairs));

    private static double Both(double one, double other) => Math.Sqrt((one * one) + (other * other));

    /// <summary>
    /// What a call leaves. What grows by doubling has no slope that levels tell, but took a step in each cycle between walks of the heap:
    /// so much a call on average, and at least a share of it in each of them.
    /// </summary>
    private static RoundEstimate Slope(ClientMeasurement measured, double alpha)
    {
        var found = PerUnitGrowth.Judge([.. measured.Levels.Select(l => new TimedValue(l.Seconds, l.Live))],
            [.. measured.Levels.Select(l => (double)l.Calls)], new double[measured.Levels.Count], CallResolution.Bytes, alpha);
        var inSteps = measured.Types.Sum(t => t.BytesPerCall);
        return found.Outcome != GrowthOutcome.Broken && inSteps > CallResolution.Bytes
            ? new RoundEstimate(inSteps, inSteps * CallResolution.LeastShare, double.PositiveInfinity, found.Points)
            : new RoundEstimate(found.SlopePerHour, found.LowPerHour, found.HighPerHour, found.Points);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What a round of a comparison measured.</summary>
/// <param name="Base">What the tests of the base left, in their order.</param>
/// <param name="Head">What those of the head left.</param>
internal sealed record ClientRound(IReadOnlyList<ClientMeasurement> Base, IReadOnlyList<ClientMeasurement> Head);
