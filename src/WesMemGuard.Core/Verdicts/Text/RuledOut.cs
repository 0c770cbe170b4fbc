using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>ruled out</c> line: what stood still while the limit was passed.</summary>
internal static class RuledOut
{
    /// <summary>A figure that moved by no more than this share of itself stood still.</summary>
    private const double Still = 0.1;

    /// <summary>What stood still; null when nothing is known to.</summary>
    public static Reason? Of(RunView view, Limit limit, Finding found)
    {
        if (found.Window is not { } window || limit.Rule is Peak)
            return null;
        var still = new List<Reason>();
        Add(view, window, limit, Metric.Goroutines, MessageReasons.StillGoroutines, still);
        Add(view, window, limit, Metric.OpenFiles, MessageReasons.StillOpenFiles, still);
        Add(view, window, limit, Metric.Threads, MessageReasons.StillThreads, still);
        var releases = Treatments.Of(view.Run).Count(t => window.Contains(t.At));
        if (releases > 0)
            still.Add(MessageReasons.FreedItself(releases));
        return still.Count > 0 ? MessageReasons.RuledOut(still) : null;
    }

    private static void Add(RunView view, Window window, Limit limit, Metric metric, Func<double, double, Reason> said,
        List<Reason> still)
    {
        if (limit.Metric == metric)
            return;
        var values = view.Sources.OfProcess(metric).Within(window).Distinct().Select(s => s.Value!.Value).ToList();
        if (values.Count > 1 && values.Max() - values.Min() <= Math.Max(5, Still * values.Max()))
            still.Add(said(values.Min(), values.Max()));
    }
}
