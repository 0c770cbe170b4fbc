using System.Globalization;
using WesMemGuard.Baselines;
using WesMemGuard.Reports.Html;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Histories;

/// <summary>
/// Histories as one static page for any host of files: a chart a scenario and metric, with the interval in which the
/// next commit falls and a line at each change. No script runs in it.
/// </summary>
internal static class HistoryPage
{
    private const double Width = 900, Height = 220, Left = 90, Right = 20, Top = 16, Bottom = 24;

    private static HtmlLine Style => HtmlLine.Of($$"""
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2rem auto; padding: 0 1rem }
        body { color: CanvasText; background: Canvas }
        svg { width: 100%; height: auto } .band { fill: #2a78c8; opacity: .18 } .line { fill: none; stroke: #2a78c8; stroke-width: 1.5 }
        .dot { fill: #2a78c8 } .change { stroke: #c0392b; stroke-dasharray: 4 3 } text { fill: CanvasText; font-size: 12px }
        .worse { color: #c0392b; font-weight: 600 } .better { color: #1e8449; font-weight: 600 }
        """);

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HistoryPage));

    /// <summary>Writes the page.</summary>
    public static void Write(IReadOnlyList<ScenarioHistory> all, Language language, TextWriter page)
    {
        var (texts, to) = (Texts.In(language), new HtmlWriter(page));
        to.Write($"<!doctype html>\n<html lang=\"{Languages.NameOf(language)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        to.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        to.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
            + $"content=\"light dark\">\n");
        to.Write($"<title>{texts["Title"]}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        to.Write($"<h1>{texts["Title"]}</h1>\n<p>{texts["Legend"]}</p>\n");
        foreach (var one in all)
            Write(one, language, texts, to);
        to.Write($"</main>\n</body>\n</html>\n");
    }

    private static void Write(ScenarioHistory one, Language language, LocalTexts texts, HtmlWriter to)
    {
        var (kind, history) = (one.Standing.Kind, one.Standing.History);
        to.Write($"<section>\n<h2>{PageText.Name($"{one.Scenario} {history.Metric}".Trim())}: <span class=\"{HistoryWords.InJson(kind)}\">"
            + $"{HistoryWords.Of(kind, language)}</span></h2>\n");
        if (history.Commits.Count > 0)
            Chart(one.Standing, texts, to);
        to.Write($"<ul>\n");
        foreach (var change in history.Changes)
            to.Write($"<li>{texts.Format("Changed", change.FirstAfter.Commit, change.FirstAfter.At,
                HistoryWords.Amount(history.Metric, change.Before), HistoryWords.Amount(history.Metric, change.After))}</li>\n");
        if (history.Changes.Count == 0)
            to.Write($"<li>{texts["NoChange"]}</li>\n");
        to.Write($"</ul>\n</section>\n");
    }

    private static void Chart(LevelStanding standing, LocalTexts texts, HtmlWriter to)
    {
        var (history, commits) = (standing.History, standing.History.Commits);
        var least = Math.Min(commits.Min(c => c.Level), standing.Stretches.Min(s => s.Low));
        var most = Math.Max(commits.Max(c => c.Level), standing.Stretches.Max(s => s.High));
        var span = most > least ? most - least : Math.Max(1, Math.Abs(most) * 0.01);
        double X(double index) =>
            Left + ((Width - Left - Right) * (commits.Count == 1 ? 0.5 : index / (commits.Count - 1)));
        double Y(double level) => Top + ((Height - Top - Bottom) * (1 - ((level - least) / span)));
        to.Write($"<svg viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-label=\"{texts.Format("Chart",
            history.Metric, commits.Count)}\">\n");
        foreach (var stretch in standing.Stretches)
            to.Write($"<rect class=\"band\" x=\"{N(X(stretch.First))}\" y=\"{N(Y(stretch.High))}\" "
                + $"width=\"{N(Math.Max(2, X(stretch.Last) - X(stretch.First)))}\" height=\"{N(Y(stretch.Low) - Y(stretch.High))}\"/>\n");
        foreach (var stretch in standing.Stretches.Skip(1))
            to.Write($"<line class=\"change\" x1=\"{N(X(stretch.First - 0.5))}\" x2=\"{N(X(stretch.First - 0.5))}\" "
                + $"y1=\"{N(Top)}\" y2=\"{N(Height - Bottom)}\"/>\n");
        to.Write($"<polyline class=\"line\" points=\"{string.Join(' ', commits.Select((c, i) => $"{N(X(i))},{N(Y(c.Level))}"))}\"/>\n");
        for (var i = 0; i < commits.Count; i++)
            to.Write($"<circle class=\"dot\" cx=\"{N(X(i))}\" cy=\"{N(Y(commits[i].Level))}\" r=\"3\"><title>"
                + $"{texts.Format("Commit", commits[i].Commit, commits[i].At,
                    HistoryWords.Amount(history.Metric, commits[i].Level), commits[i].Runs)}</title></circle>\n");
        to.Write($"<text x=\"4\" y=\"{N(Y(most) + 4)}\">{HistoryWords.Amount(history.Metric, most)}</text>\n");
        to.Write($"<text x=\"4\" y=\"{N(Y(least) + 4)}\">{HistoryWords.Amount(history.Metric, least)}</text>\n</svg>\n");
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
