using System.Globalization;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>A watched node in one line, for logs: fixed words, so that it can be searched.</summary>
internal static class WatchLine
{
    public static string Of(WatchMoment moment, WatchView view)
    {
        var time = moment.Now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (moment.IsGone)
            return SafeText.Of($"{time}  {moment.Phase}  GONE for {WatchText.Elapsed(moment.Now - moment.AnsweredAt)}");
        var figures = view.Figures.Select(f => $"{f.Name} {WatchText.Value(f)}{(f.Slope is null ? "" : " " + WatchText.Slope(f))}");
        var limits = view.Limits.Where(l => l.Verdict is not null).GroupBy(l => l.Verdict!.Outcome)
            .OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {OutcomeReasons.Of(g.Key).In(Language.English)}");
        return SafeText.Of(string.Join("  ", [time, moment.Phase, .. figures, .. limits]));
    }
}
