using WesMemGuard.Budgets;
using WesMemGuard.Runs;
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
    public static GateFinding? Check(RunView view, SourceReadings source, Window window) => Check(view, PartsOf(source), window);

    /// <summary>
    /// The same of a run that was cut short alone: that tells more than the samples that are missing besides.
    /// </summary>
    public static GateFinding? Cut(RunView view, SourceReadings source, Window window) => Check(view, PartsOf(source), window, IsCut);

    /// <summary>The same of what is read from parts of the run; of what is counted beside them all, where there are none.</summary>
    public static GateFinding? Check(RunView view, IReadOnlyList<RunPart> parts, Window window) => Check(view, parts, window, _ => true);

    private static GateFinding? Check(RunView view, IReadOnlyList<RunPart> parts, Window window, Func<RunLoss, bool> counts)
    {
        var lost = view.Losses.FirstOrDefault(loss =>
            counts(loss) && (loss.Part == RunPart.All || parts.Contains(loss.Part))
            && (Touches(loss, window) || (IsCut(loss) && EndsWithRun(view, window))));
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

    /// <summary>
    /// What keeps a limit from being held whose pattern was to match phases that are not in the run, or may have been; null when it has
    /// them all. What the phases that are there broke stays broken.
    /// </summary>
    public static GateFinding? CutShort(RunView view, Limit limit)
    {
        if (limit.Phase is not { } name || !new PhaseReference(name, 0, 0).IsPattern || view.Losses.FirstOrDefault(IsOpen) is not { } lost)
            return null;
        return Lacking(view.Run, new PhaseReference(name, 0, 0)) is { } missing
            ? new GateFinding(Outcome.Inconclusive, EndReasons.NotReached(missing, LossReason.Of(lost, view.Run)))
            : null;
    }

    /// <summary>Whether phases may be missing because the run was cut short.</summary>
    public static bool MayLackPhase(MemoryRun run, PhaseReference name) =>
        RunLosses.Of(run).Any(IsOpen) && (run.Header.Plan is not { } plan || plan.Phases.Any(p => name.Matches(p.Name)));

    /// <summary>Without a plan nobody knows how many phases there were to be: then it is the pattern itself.</summary>
    private static string? Lacking(MemoryRun run, PhaseReference pattern) => run.Header.Plan is not { } plan
        ? pattern.Name
        : plan.Phases.Select(p => p.Name).FirstOrDefault(planned => pattern.Matches(planned) && PhaseNames.IsMissing(run, planned));

    private static RunPart[] PartsOf(SourceReadings source) => source.Source switch
    {
        MetricSource.ProcessPath => [RunPart.Process],
        MetricSource.PairedPath => [RunPart.Process, RunPart.Answers],
        LimitSource.HeapProfiles => [RunPart.Profiles],
        _ => [RunPart.Answers],
    };

    private static bool IsOpen(RunLoss loss) =>
        loss.Part == RunPart.All && loss.Kind is LossKind.Interrupted or LossKind.NoEnd or LossKind.Torn or LossKind.DiskFull;

    private static bool IsCut(RunLoss loss) => loss.Kind is LossKind.Interrupted or LossKind.NoEnd or LossKind.DiskFull;

    /// <summary>
    /// Whether a window goes to the end of what was seen, and was to go on: between the last request and the cut nothing was asked, for
    /// as long as the interval is. A phase that was done as planned was over before.
    /// </summary>
    private static bool EndsWithRun(RunView view, Window window) => window.To >= view.Extent.To
        && !view.Run.Phases.Exists(done => done.EndedAt == window.To && view.Run.Header.Plan?.Phases.Any(planned =>
            planned.Name == done.Name && done.EndedAt - done.StartedAt + Slack >= TimeSpan.FromSeconds(planned.Seconds)) == true);

    private static bool Touches(RunLoss loss, Window window) =>
        (loss.From is not { } from || from <= window.To + Slack) && (loss.To is not { } to || to >= window.From);
}
