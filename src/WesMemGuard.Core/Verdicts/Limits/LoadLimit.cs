using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Limits on what became of a phase's requests. Every request is counted, so that there is no error to share.
/// </summary>
internal static class LoadLimit
{
    public static Finding Judge(RunView view, Limit limit)
    {
        var phase = view.PhaseOf(limit.Phase!);
        var row = LoadRow.Of(phase);
        var found = new Finding(Outcome.Held, LoadReasons.Kept())
        {
            Window = new Window(phase.StartedAt, phase.EndedAt),
            Samples = (int)Math.Min(row.Sent, int.MaxValue),
            Evidence = Metrics.Load,
            Measured = LoadReasons.Counted(row.Asked, row.Sent, row.Ok, phase.Name),
            Value = Value(limit.Metric, phase, row),
        };
        if (PhaseLoad.Declared(phase) == 0)
            return found.As(Outcome.NotMeasured, LoadReasons.NoLoad(phase.Name, phase.Kind)) with { Value = null };
        if (found.Value is not { } value)
            return found.As(Outcome.NotMeasured, LoadReasons.NotCounted(phase.Name));
        if (value > limit.Rule.Bound)
            return found.As(Outcome.Broken, LoadReasons.Over(LoadFailures.Of(phase))) with { Since = phase.StartedAt };
        if (LossGate.Check(view, [], found.Window.Value) is { } lost)
            return found.As(lost.Outcome, lost.Reason);
        var isTime = limit.Metric.Row().Unit == MetricUnit.Milliseconds;
        return isTime
            && LoadGate.Check(view, limit, found.Window.Value) is { } shortfall ? found.As(shortfall.Outcome,
                shortfall.Reason) : found;
    }

    private static double? Value(Metric metric, Phase phase, LoadRow row) => metric switch
    {
        Metric.Failed => Math.Max(0, PhaseLoad.Declared(phase) - PhaseLoad.Done(phase)),
        Metric.NotSent => phase.Load is null ? null : row.Asked - row.Sent,
        Metric.LatencyP99 => row.Latency?.P99,
        Metric.Lateness => row.Lateness?.P99,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a figure of a load"),
    };
}
