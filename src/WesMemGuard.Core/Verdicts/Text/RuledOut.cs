using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>ruled out</c> line: what stood still while the limit was passed.</summary>
internal static class RuledOut
{
    /// <summary>A figure that moved by no more than this share of itself stood still.</summary>
    private const double Still = 0.1;

    public static IEnumerable<string> Lines(RunView view, Limit limit, Finding found)
    {
        if (found.Window is not { } window || limit.Rule is Peak)
            yield break;
        var still = new List<string>();
        Add(view, window, limit, Metric.Goroutines, "goroutines", still);
        Add(view, window, limit, Metric.OpenFiles, "open files", still);
        Add(view, window, limit, Metric.Threads, "threads", still);
        var releases = Treatments.Of(view.Run).Count(t => window.Contains(t.At));
        if (releases > 0)
            still.Add($"the node freed memory {releases} {(releases == 1 ? "time" : "times")} itself");
        if (still.Count > 0)
            yield return "  ruled out  " + string.Join("; ", still);
    }

    private static void Add(RunView view, Window window, Limit limit, Metric metric, string name, List<string> still)
    {
        if (limit.Metric == metric)
            return;
        var values = view.Sources.OfProcess(metric).Within(window).Distinct().Select(s => s.Value!.Value).ToList();
        if (values.Count > 1 && values.Max() - values.Min() <= Math.Max(5, Still * values.Max()))
            still.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {values.Min():0} .. {values.Max():0}"));
    }
}
