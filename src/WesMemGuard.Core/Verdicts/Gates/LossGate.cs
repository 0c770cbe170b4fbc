using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// A limit is held only if the whole of what it speaks about was seen: what is known to be lost counts at start, middle and end alike.
/// </summary>
internal static class LossGate
{
    /// <summary>Between the last that was seen of a phase and the moment of its end lies as much as a request takes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>What the losses make of a source in a window; null when none lies in it.</summary>
    public static GateFinding? Check(RunView view, SourceReadings source, Window window)
    {
        var part = source.Source switch
        {
            MetricSource.ProcessPath => RunPart.Process,
            LimitSource.HeapProfiles => RunPart.Profiles,
            _ => RunPart.Answers,
        };
        var lost = view.Losses.FirstOrDefault(loss => (loss.Part == RunPart.All || loss.Part == part) && Touches(loss, window));
        return lost is null ? null : new GateFinding(Outcome.Inconclusive, LossReason.Of(lost, view.Run));
    }

    /// <summary>
    /// What makes a limit inconclusive whose phase was planned, or may have been, and is not in the run; null when it has all its phases.
    /// </summary>
    public static GateFinding? NotReached(RunView view, Limit limit)
    {
        if (view.Losses.FirstOrDefault(IsOpen) is not { } lost)
            return null;
        var missing = PhaseNames.Of(limit).FirstOrDefault(name => PhaseNames.IsMissing(view.Run, name));
        return missing is null
            ? null : new GateFinding(Outcome.Inconclusive, EndReasons.NotReached(missing, LossReason.Of(lost, view.Run)));
    }

    /// <summary>Whether phases may be missing because the run was cut short.</summary>
    public static bool MayLackPhase(MemoryRun run, PhaseReference name) =>
        RunLosses.Of(run).Any(IsOpen) && (run.Header.Plan is not { } plan || plan.Phases.Any(p => name.Matches(p.Name)));

    private static bool IsOpen(RunLoss loss) =>
        loss.Part == RunPart.All && loss.Kind is LossKind.Interrupted or LossKind.NoEnd or LossKind.Torn or LossKind.DiskFull;

    private static bool Touches(RunLoss loss, Window window) =>
        (loss.From is not { } from || from <= window.To + Slack) && (loss.To is not { } to || to >= window.From);
}
