using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>The <c>measured</c> line: how many samples, how far apart, over how long, from what to what.</summary>
internal static class MeasuredText
{
    public static Reason Range(Limit limit, LimitSource source, Window window) => MeasuredReasons.Range(
        Count(source), Spacing(source), window.Length, FigureText.Level(limit, source.Values.Min(v => v.Value)),
            FigureText.Level(limit, source.Values.Max(v => v.Value)));

    public static Reason Ends(Limit limit, LimitSource source, Window window, int points) => MeasuredReasons.Ends(
        Count(source), Judged(source, points), Spacing(source), window.Length,
        FigureText.Level(limit, source.Values[0].Value), FigureText.Level(limit, source.Values[^1].Value));

    public static Reason Levels(Limit limit, LimitSource source, (string Name, PhaseLevel Level) before,
        (string Name, PhaseLevel Level) after) =>
        MeasuredReasons.Levels(Level(limit, before.Name, before.Level), Level(limit, after.Name, after.Level),
            source.Evidence);

    /// <summary>Blocks of samples, or medians of several collections, are what a slope is fitted to.</summary>
    private static int? Judged(LimitSource source, int points) =>
        points > 0 && points != source.Values.Count ? points : null;

    private static Reason Level(Limit limit, string phase, PhaseLevel level) =>
        MeasuredReasons.Level(phase, FigureText.Level(limit, level.Value), level.Points);

    private static Reason Count(LimitSource source) => source switch
    {
        { Evidence: LimitSource.HeapProfiles } => MeasuredReasons.Profiles(source.Values.Count),
        { Kind: SeriesKind.LiveHeap } => MeasuredReasons.Collections(source.Values.Count, source.Evidence),
        _ => MeasuredReasons.Samples(source.Values.Count, source.Evidence),
    };

    private static TimeSpan? Spacing(LimitSource source)
    {
        if (source.Values.Count < 2)
            return null;
        var gaps = source.Values.Zip(source.Values.Skip(1), (a, b) => b.At - a.At).Order().ToList();
        return gaps[gaps.Count / 2];
    }
}
