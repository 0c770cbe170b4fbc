using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Messages;
using WesMemGuard.Clients;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Client.Judging;

/// <summary>What the levels and the walks say of a limit together.</summary>
internal sealed record CallFinding(Outcome Outcome, Reason Reason, GrowthFinding Growth)
{
    /// <summary>
    /// Broken needs both: the judge of growth on the levels, and types that grew in each of three cycles by what the limit doesn't allow,
    /// and not in a rest.
    /// </summary>
    public static CallFinding Of(CycleRun run, CallLimit limit)
    {
        var found = CallGrowth.OfHeap(run.Levels, limit.PerCall);
        if (GrewInSteps(run.Walked, limit) is { } bytes && found.Outcome != GrowthOutcome.Broken
            && (found.Outcome != GrowthOutcome.Held || CallGrowth.RoseLate(run.Levels, limit.PerCall)))
            return Checked(run.Walked, limit, found with
            {
                SlopePerHour = bytes,
                LowPerHour = double.NegativeInfinity,
                HighPerHour = double.PositiveInfinity,
            });
        if (found.Outcome == GrowthOutcome.Held)
            return StoodStill(run, limit, found);
        if (found.Outcome != GrowthOutcome.Broken)
            return new(Outcome.Inconclusive, SlopeReasons.Of(found.Reason, found.Points, null), found);
        return Checked(run.Walked, limit, found);
    }

    private static CallFinding StoodStill(CycleRun run, CallLimit limit, GrowthFinding found)
    {
        if (CallGrowth.RoseLate(run.Levels, limit.PerCall))
            return new(Outcome.Inconclusive, ClientReasons.RoseLate(run.WarmUpCalls + run.Calls), found);
        return CallGrowth.CallsToDouble(run.Levels) is > 0 and var missing
            ? new(Outcome.Inconclusive, ClientReasons.MayDoubleLater(run.Levels[0].Calls, run.Calls, missing), found)
            : new(Outcome.Held, ClientReasons.StoodStill(), found);
    }

    /// <summary>
    /// Bytes a call of the types that grew in each of the cycles between walks, which are each as long as all before where it can be: what
    /// grows by doubling shows there, while its levels stand still for most of the time. Null where they keep the limit.
    /// </summary>
    private static double? GrewInSteps(HeapWalked? walked, CallLimit limit) =>
        walked?.Types.Sum(t => t.Growth.BytesPerCall) is { } bytes && bytes > CallGrowth.Bound(limit.PerCall) ? bytes : null;

    private static CallFinding Checked(HeapWalked? walked, CallLimit limit, GrowthFinding found)
    {
        var bytes = walked?.Types.Sum(t => t.Growth.BytesPerCall) ?? 0;
        if (walked?.WhyNone is null && (bytes <= limit.PerCall || bytes < CallResolution.LeastExplained * found.SlopePerHour))
            return new(Outcome.Inconclusive, ClientReasons.NoTypeGrew(CallBytesText.Write(found.SlopePerHour)), found);
        if (walked?.GoneAfter is { } rest)
            return new(Outcome.Inconclusive, ClientReasons.GoneAfterRest(rest.TotalSeconds), found);
        return walked?.WithoutCalls > CallResolution.MostWithoutCalls
            ? new(Outcome.Inconclusive, ClientReasons.GrewWithoutCalls(walked.WithoutCalls * 100), found)
            : new(Outcome.Broken, walked is { WhyNone: null } ? ClientReasons.Grows() : ClientReasons.GrowsUnwalked(), found);
    }
}
