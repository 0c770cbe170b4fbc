using System.Globalization;
using WesMemGuard.Files;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>suspect</c> lines: who may hold the growth, with its share; or why nobody can be named.</summary>
internal static class SuspectText
{
    private const int MostSuspects = 3;

    /// <summary>Who grew in the window of a broken limit.</summary>
    public static Suspects Of(RunView view, Limit limit, Window window)
    {
        var levels = limit.Rule is Files.Growth or ReturnsTo;
        return (view.Suspects, limit.Metric) switch
        {
            (null, _) => new Suspects([], "the profiles of this run were not read"),
            (_, Metric.LiveHeap or Metric.HeapAlloc or Metric.HeapInuse) => view.Suspects.OfHeap(view.Run, window.From, window.To, levels),
            (_, Metric.Goroutines) => view.Suspects.OfGoroutines(view.Run, window.From, window.To, levels),
            _ => new Suspects([], $"profiles do not tell {limit.Metric.Name()}"),
        };
    }

    public static IEnumerable<string> Lines(Limit limit, Suspects suspects)
    {
        if (suspects.Found.Count == 0)
            yield return "  suspect    unknown: " + suspects.WhyNone;
        for (var i = 0; i < Math.Min(MostSuspects, suspects.Found.Count); i++)
            yield return (i == 0 ? "  suspect    " : "             ") + One(limit, suspects.Found[i]);
    }

    private static string One(Limit limit, Suspect suspect)
    {
        var share = string.Create(CultureInfo.InvariantCulture, $"{100 * suspect.Share:0} %");
        var grown = limit.Metric.IsSize()
            ? $"+{FigureText.Size(suspect.Bytes)} ({share}; {FigureText.Size(suspect.Low)} .. {FigureText.Size(suspect.High)})"
            : string.Create(CultureInfo.InvariantCulture, $"+{suspect.Bytes:0} ({share})");
        return $"{suspect.Module}: {grown}, {Short(suspect.Function)}{(suspect.Where is null ? "" : ", " + suspect.Where)}{(suspect.Low > 0 ? "" : " (not sure)")}";
    }

    /// <summary>The function without the path of its package: what people of the field say.</summary>
    private static string Short(string function) => function[(function.LastIndexOf('/') + 1)..];
}
