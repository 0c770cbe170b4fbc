using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Modules;
using WesMemGuard.Verdicts.Dark;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>suspect</c> lines: who may hold the growth, with its share; or why nobody can be named.</summary>
internal static class SuspectText
{
    private const int MostSuspects = 3;
    private const int MostCalls = 6;
    private const string Label = "  suspect    ";
    private const string Below = "             ";

    /// <summary>Who grew in the window of a broken limit.</summary>
    public static Suspects Of(RunView view, Limit limit, Window window)
    {
        var levels = limit.Rule is Budgets.Growth or ReturnsTo;
        return (view.Suspects, limit.Metric.Row().Profile) switch
        {
            (null, _) => new Suspects([], "the profiles of this run were not read"),
            (_, MetricProfile.Heap) when limit.IsOfProcess => view.Suspects.OfHeap(view.Run, window.From, window.To, levels),
            (_, MetricProfile.Heap) => Within(limit.Of, view.Suspects.OfHeap(view.Run, window.From, window.To, levels)),
            (_, MetricProfile.Goroutine) => view.Suspects.OfGoroutines(view.Run, window.From, window.To, levels),
            _ => new Suspects([], $"profiles do not tell {limit.Metric.Name()}"),
        };
    }

    public static void Write(RunView view, Limit limit, Finding found, Suspects suspects, MessageLines lines)
    {
        if (suspects.Found.Count == 0)
            lines.Add(Label + "unknown: " + suspects.WhyNone);
        for (var i = 0; i < Math.Min(MostSuspects, suspects.Found.Count); i++)
        {
            lines.Add((i == 0 ? Label : Below) + One(limit, suspects.Found[i], withPlace: i == 0), i == 0 ? Keep.Always : suspects.Found[i].Share < 0.1 ? Keep.Aside : i == 1 ? Keep.Culprits : Keep.Details);
            if (i == 0)
                Beside(view, limit, found, suspects.Found[0], lines);
        }
    }

    /// <summary>What is known of the first suspect beside its growth: the calls of goroutines, what its module says of itself.</summary>
    private static void Beside(RunView view, Limit limit, Finding found, Suspect suspect, MessageLines lines)
    {
        if (suspect.Waits is { } waits)
            lines.Add(Below + "waits for " + waits, Keep.Culprits);
        if (suspect.Stack.Count > 0)
            lines.Add(Below + "stack: " + string.Join(" < ", suspect.Stack.Take(MostCalls).Select(Short)), Keep.Culprits);
        if (limit.Metric.IsSize() && found.Window is { } window)
            lines.Add(Below + ModuleCounters.Text(view.Run, ModuleName(suspect.Module), window, suspect.Bytes), Keep.Details);
    }

    private static Suspects Within(string module, Suspects suspects)
    {
        var own = suspects.Found.Where(s => ModuleName(s.Module) == module).ToList();
        return new Suspects(own, own.Count > 0 ? null : suspects.WhyNone ?? $"no function of {module} stands out of the sampling error");
    }

    private static string One(Limit limit, Suspect suspect, bool withPlace)
    {
        var share = string.Create(CultureInfo.InvariantCulture, $"{100 * suspect.Share:0} %");
        var place = suspect.Where is null || !withPlace ? "" : ", " + suspect.Where;
        return $"{ModuleName(suspect.Module)}: {Grown(limit, suspect, share, withPlace)}, {Short(suspect.Function)}{place}{(suspect.Low > 0 ? "" : " (not sure)")}";
    }

    /// <summary>The growth in the limit's own terms: an hourly limit's suspect by the hour, with its sampling interval.</summary>
    private static string Grown(Limit limit, Suspect suspect, string share, bool withRate)
    {
        var hourly = withRate && limit.Rule is GrowthPerHour && suspect.PerHour is not null;
        if (!limit.Metric.IsSize())
            return string.Create(CultureInfo.InvariantCulture, $"+{suspect.Bytes:0} ({share}){(hourly ? $", {suspect.PerHour:0}/h" : "")}");
        return hourly
            ? $"+{FigureText.Size(suspect.Bytes)} ({share}), {FigureText.Size(suspect.PerHour!.Value)}/h ({Bare(suspect.PerHourLow!.Value)} .. {Bare(suspect.PerHourHigh!.Value)})"
            : $"+{FigureText.Size(suspect.Bytes)} ({share}; {Bare(suspect.Low)} .. {Bare(suspect.High)})";
    }

    private static string Bare(double bytes) => FigureText.InMiB(bytes);

    /// <summary>The module without what is special about it: <c>api (no reporter)</c> is <c>api</c>.</summary>
    private static string ModuleName(string module) => module.Split(" (")[0];

    /// <summary>The function without the path of its package: what people of the field say.</summary>
    private static string Short(string function)
    {
        var end = function.IndexOfAny(['[', '(']);
        return function[(function.LastIndexOf('/', (end <= 0 ? function.Length : end) - 1) + 1)..];
    }
}
