using System.Globalization;
using WesMemGuard.Files;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>suspect</c> lines: who may hold the growth, with its share; or why nobody can be named.</summary>
internal static class SuspectText
{
    private const int MostSuspects = 3;

    public static IEnumerable<string> Lines(RunView view, Limit limit, IReadOnlyList<Suspect> suspects)
    {
        if (suspects.Count == 0)
        {
            yield return "  suspect    " + WhyNone(view, limit);
            yield break;
        }

        for (var i = 0; i < Math.Min(MostSuspects, suspects.Count); i++)
            yield return (i == 0 ? "  suspect    " : "             ") + One(limit, suspects[i]);
    }

    private static string One(Limit limit, Suspect suspect)
    {
        var share = string.Create(CultureInfo.InvariantCulture, $"{100 * suspect.Share:0} %");
        var grown = limit.Metric.IsSize()
            ? $"+{FigureText.Size(suspect.Bytes)} ({share}; {FigureText.Size(suspect.Low)} .. {FigureText.Size(suspect.High)})"
            : string.Create(CultureInfo.InvariantCulture, $"+{suspect.Bytes:0} ({share})");
        return $"{suspect.Module}: {grown}, {suspect.Function}{(suspect.Where is null ? "" : ", " + suspect.Where)}";
    }

    private static string WhyNone(RunView view, Limit limit)
    {
        var kind = limit.Metric == Metric.Goroutines ? "goroutine" : "heap";
        if (limit.Metric is not (Metric.LiveHeap or Metric.HeapAlloc or Metric.HeapInuse or Metric.Goroutines))
            return $"unknown: profiles do not tell {limit.Metric.Name()}";
        var profiles = view.Run.Profiles.Count(p => p.Kind == kind);
        return profiles < 2
            ? $"unknown: {profiles} {kind} {(profiles == 1 ? "profile" : "profiles")} in this run, 2 are needed"
            : view.Suspects is null ? $"unknown: the {profiles} {kind} profiles of this run were not read" : $"unknown: no function's growth stands out of the {kind} profiles' sampling error";
    }
}
