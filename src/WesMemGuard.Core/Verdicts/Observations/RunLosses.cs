using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>What a run lost: what its readers and recorders say, and what was planned and never done.</summary>
internal static class RunLosses
{
    /// <summary>
    /// A run that went on for so much of its time went on to its end: the rest is the time that an end takes.
    /// </summary>
    private const double Whole = 0.99;

    private static readonly (string Event, LossKind Kind)[] Told =
    [
        ("torn", LossKind.Torn),
        ("incomplete", LossKind.Incomplete),
    ];

    /// <summary>All losses, in the order of time.</summary>
    public static IReadOnlyList<RunLoss> Of(MemoryRun run)
    {
        var losses = run.Losses.Select(loss => loss.Kind == LossKind.NoEnd
            ? loss with { To = loss.To ?? PlannedEnd(run) } : loss).ToList();
        // Files that were written before losses had a kind of their own say it by events.
        losses.AddRange(Told.Where(t => !losses.Exists(l => l.Kind == t.Kind
            || (l.Kind == LossKind.Damaged && t.Kind == LossKind.Torn)))
            .SelectMany(t => run.Events.Where(e => e.Name == t.Event)
                .Select(e => new RunLoss(t.Kind, t.Kind == LossKind.Torn ? e.At : null, null))));
        if (run.Events.LastOrDefault(e => e.Name == RunEvent.Interrupted) is { } interrupted
            && IsUnfinished(run, interrupted.At))
            losses.Add(new RunLoss(LossKind.Interrupted, interrupted.At, PlannedEnd(run)));
        losses.Sort((a, b) => (a.From ?? DateTimeOffset.MinValue).CompareTo(b.From ?? DateTimeOffset.MinValue));
        return losses;
    }

    /// <summary>When the planned phases would have ended, UTC; null: no plan is known.</summary>
    public static DateTimeOffset? PlannedEnd(MemoryRun run) => run.Header.Plan is { Phases.Count: > 0 } plan
        ? (run.Phases.Count > 0 ? run.Phases[0].StartedAt : run.Header.StartedAt) + plan.Length
        : null;

    /// <summary>A run that goes on until it is ended, is finished whenever that happens.</summary>
    private static bool IsUnfinished(MemoryRun run, DateTimeOffset at) => run.Header.Plan is not { } plan
        || (PlannedEnd(run) is { } end && at < end - ((1 - Whole) * plan.Length));
}
