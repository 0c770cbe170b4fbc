using System.Globalization;
using WesMemGuard.Budgets;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>The <c>measured</c> line: how many samples, how far apart, over how long, from what to what.</summary>
internal static class MeasuredText
{
    public static string Range(Limit limit, LimitSource source, Window window) =>
        $"{Count(source)}, {Spacing(source)}over {Span(window)}; {FigureText.Level(limit, source.Values.Min(v => v.Value))} .. {FigureText.Level(limit, source.Values.Max(v => v.Value))}";

    public static string Ends(Limit limit, LimitSource source, Window window, int points) =>
        $"{Count(source)}{Judged(source, points)}, {Spacing(source)}over {Span(window)}; {FigureText.Level(limit, source.Values[0].Value)} -> {FigureText.Level(limit, source.Values[^1].Value)}";

    /// <summary>Blocks of samples, or medians of several collections, are what a slope is fitted to.</summary>
    private static string Judged(LimitSource source, int points) => points > 0 && points != source.Values.Count ? $" in {points} points" : "";

    public static string Levels(Limit limit, LimitSource source, (string Name, PhaseLevel Level) before, (string Name, PhaseLevel Level) after) =>
        $"\"{before.Name}\" {Level(limit, before.Level)}, \"{after.Name}\" {Level(limit, after.Level)} ({source.Evidence})";

    public static string Span(Window window) => window.Length.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{window.Length.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{window.Length.TotalSeconds:0} s");

    private static string Level(Limit limit, PhaseLevel level) =>
        $"{FigureText.Level(limit, level.Value)} of {level.Points} {(level.Points == 1 ? "point" : "points")}";

    private static string Count(LimitSource source) =>
        source.Evidence == LimitSource.HeapProfiles ? Number(source, "heap profile")
        : source.Kind == ValueKind.LiveHeap ? $"{Number(source, "collection")} ({source.Evidence})" : $"{Number(source, "sample")} ({source.Evidence})";

    private static string Number(LimitSource source, string what) => $"{source.Values.Count} {what}{(source.Values.Count == 1 ? "" : "s")}";

    private static string Spacing(LimitSource source)
    {
        if (source.Values.Count < 2)
            return "";
        var gaps = source.Values.Zip(source.Values.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{gaps[gaps.Count / 2]:0} s apart, ");
    }
}
