using WesMemGuard.Baselines;
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

    internal static string Amount(string metric, double value) =>
        Measurement.Metrics.Find(metric[(metric.LastIndexOf(' ') + 1)..]) is { } known && Measurement.Metrics.IsSize(known)
            ? FormattableString.Invariant($"{value / ByteSize.MiB:#,0.0} MiB") : FormattableString.Invariant($"{value:#,0.##}");
}
