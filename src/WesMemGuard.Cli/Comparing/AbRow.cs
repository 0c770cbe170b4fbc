using System.Globalization;
using WesMemGuard.Clients;
using WesMemGuard.Comparison;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>One difference in words, for the terminal and for Markdown.</summary>
/// <param name="Outcome">What the evidence says.</param>
/// <param name="Title">What is compared.</param>
/// <param name="Measured">The difference with its interval.</param>
/// <param name="Why">Why this outcome.</param>
/// <param name="Own">What the two builds have by themselves; null where they were not measured.</param>
/// <param name="Culprits">Who makes the difference, or why nobody is named.</param>
internal sealed record AbRow(BuildOutcome Outcome, string Title, string Measured, string Why, string? Own, IReadOnlyList<string> Culprits)
{
    /// <summary>A figure of two nodes.</summary>
    public static AbRow Of(BuildDifference difference, Language language)
    {
        var isSize = difference.Figure.Metric.IsSize();
        List<Reason> culprits = [.. difference.Culprits.Select(c => Said(c, isSize))];
        if (difference.WhyNobody is { } why)
            culprits.Add(AbReasons.Nobody(why));
        return new AbRow(difference.Outcome, difference.Figure.Title.In(language), difference.Measured.In(language),
            difference.Reason.In(language),
            difference is { Base: { } before, Head: { } after, Evidence: { } evidence }
                ? AbReasons.OwnFigures(difference.Amount(before), difference.Amount(after), evidence, difference.Pairs).In(language) : null,
            culprits.ConvertAll(c => c.In(language)));
    }

    /// <summary>A client of two builds.</summary>
    public static AbRow Of(ClientDifference difference, Language language)
    {
        var own = difference is { Base: { } before, Head: { } after }
            ? AbReasons.OwnCalls(ClientDifference.Amount(before), ClientDifference.Amount(after), difference.BaseCalls,
                difference.HeadCalls) : null;
        return new AbRow(difference.Outcome, AbReasons.PerCall(difference.Name).In(language), difference.Measured.In(language),
            difference.Reason.In(language), own?.In(language), [.. difference.Types.Select(t => Said(t).In(language))]);
    }

    private static Reason Said(DifferingType type) => AbReasons.Type(type.Name, ClientDifference.WithSign(type.BytesPerCall),
        Math.Round(type.CountPerCall, 3), type.Path, type.IsNew, type.IsNewPath);

    private static Reason Said(BuildCulprit culprit, bool isSize) => AbReasons.Culprit(culprit.Function, culprit.Module,
        "+" + Amount(culprit.Amount, isSize) + (isSize ? " MiB" : ""), Amount(culprit.Low, isSize), Amount(culprit.High, isSize),
        culprit.IsNew);

    private static string Amount(double value, bool isSize) => isSize
        ? (value / ByteSize.MiB).ToString("#,0.00", CultureInfo.InvariantCulture) : value.ToString("#,0", CultureInfo.InvariantCulture);
}
