using WesMemGuard.Baselines;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Histories;

/// <summary>How the newest commit stands, in a word.</summary>
internal static class HistoryWords
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HistoryWords));

    /// <summary>For people: <c>worse</c>, <c>too few runs to tell</c>.</summary>
    public static string Of(StandingKind kind, Language language) => Texts.In(language)[InJson(kind)];

    /// <summary>For scripts: <c>worse</c>, <c>tooFew</c>, <c>cantTell</c>, <c>same</c>, <c>better</c>.</summary>
    public static string InJson(StandingKind kind) => kind switch
    {
        StandingKind.TooFew => "tooFew",
        StandingKind.CantTell => "cantTell",
        StandingKind.Same => "same",
        StandingKind.Worse => "worse",
        StandingKind.Better => "better",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such standing"),
    };

    /// <summary>
    /// Why the newest commit stands so: by a change that it lies behind, or by its own level against the commits before it; null with
    /// fewer than two commits.
    /// </summary>
    public static string? Newest(LevelStanding standing, Language language)
    {
        var (texts, history) = (Texts.In(language), standing.History);
        string Sized(double value) => Amount(history.Metric, value);
        string Signed(double value) => HistoryWords.WithSign(history.Metric, value);
        if (standing.News is { } news)
            return texts.Format(news.IsBreach ? "newestAfterRise" : "newestAfterFall", history.Commits[^1].Commit,
                Sized(history.Commits[^1].Level), news.FirstAfter.Commit, Signed(news.Shift.Shift), Signed(news.Shift.Low),
                Signed(news.Shift.High), Sized(news.Before));
        return standing.Newest is not { } newest ? null : texts.Format("newest", history.Commits[^1].Commit, Sized(newest.After ?? 0),
            Signed(newest.Shift ?? 0), Sized(newest.Allowed), newest.Reason.In(language));
    }

    /// <summary>An amount of a metric: MiB, or a count.</summary>
    public static string Amount(string metric, double value) =>
        Metrics.Find(metric[(metric.LastIndexOf(' ') + 1)..])?.IsSize() == true
            ? FormattableString.Invariant($"{value / ByteSize.MiB:#,0.0#} MiB") : FormattableString.Invariant($"{value:#,0.##}");

    /// <summary>An amount of a metric with its sign.</summary>
    public static string WithSign(string metric, double value) => (value < 0 ? "-" : "+") + Amount(metric, Math.Abs(value));
}
