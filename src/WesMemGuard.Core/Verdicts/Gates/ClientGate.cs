using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Whether a limit of the client has anything to rest on: there is one, and of its live heap it told a figure.</summary>
internal static class ClientGate
{
    /// <summary>Why it has nothing; null when it has, and of limits of others.</summary>
    public static GateFinding? Check(RunView view, Limit limit)
    {
        if (!limit.IsOfClient)
            return null;
        if (view.Run.Client.Count == 0)
            return new GateFinding(Outcome.NotMeasured, LimitReasons.NoClient());
        // Nothing stands for a full collection: what a .NET heap has between two is garbage of unknown age.
        return limit.Metric == Metric.LiveHeap && !view.Run.Metrics.Exists(r => r.Sample?.HeapLive is not null)
            ? new GateFinding(Outcome.NotMeasured, LimitReasons.NoFullCollection())
            : null;
    }
}
