using System.Globalization;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Comparison;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison of two builds for people: a paragraph a figure, the worst first, and one line that says it all.</summary>
internal static class AbReport
{
    private const string Between = "  ";

    public static void Write(BuildRounds rounds, Surroundings surroundings)
    {
        var (verdict, language) = (rounds.Verdict, surroundings.Language);
        var words = Enum.GetValues<BuildOutcome>().Select(o => Named(o).In(language)).ToList();
        var width = words.Max(Paragraph.Columns);
        foreach (var difference in verdict.Differences.OrderByDescending(d => d.Outcome))
            Write(difference, width, surroundings);
        foreach (var remark in verdict.Remarks)
            Paragraph.Write(surroundings, Paragraph.Padded("", width) + Between, remark.In(language));
        surroundings.Out.WriteLine();
        int Count(BuildOutcome outcome) => verdict.Differences.Count(d => d.Outcome == outcome);
        Paragraph.Write(surroundings, "", AbReasons.Sum(Named(verdict.Outcome), Count(BuildOutcome.Worse), Count(BuildOutcome.Better),
            Count(BuildOutcome.Same), Count(BuildOutcome.CantTell), verdict.Rounds).In(language));
        if (rounds.Folder is { } folder)
            Paragraph.Write(surroundings, "", AbReasons.Stored(folder).In(language));
    }

    /// <summary>The word for an outcome.</summary>
    public static Reason Named(BuildOutcome outcome) => outcome switch
    {
        BuildOutcome.Worse => AbReasons.Worse(),
        BuildOutcome.Better => AbReasons.Better(),
        BuildOutcome.Same => AbReasons.Same(),
        _ => AbReasons.CantTell(),
    };

    private static void Write(BuildDifference difference, int width, Surroundings to)
    {
        var language = to.Language;
        var colon = language == Language.Chinese ? "：" : ": ";
        var comma = language == Language.Chinese ? "；" : "; ";
        var label = Paragraph.Padded(Named(difference.Outcome).In(language), width) + Between;
        Paragraph.Write(to, label, difference.Figure.Title.In(language) + colon + difference.Measured.In(language) + comma
            + difference.Reason.In(language));
        var indent = Paragraph.Padded("", width) + Between;
        if (difference is { Base: { } before, Head: { } after, Evidence: { } evidence })
            Paragraph.Write(to, indent, AbReasons.OwnFigures(
                difference.Amount(before), difference.Amount(after), evidence, difference.Pairs).In(language));
        foreach (var culprit in difference.Culprits)
            Paragraph.Write(to, indent, Said(culprit, difference.Figure.Metric.IsSize()).In(language));
        if (difference.WhyNobody is { } why)
            Paragraph.Write(to, indent, AbReasons.Nobody(why).In(language));
    }

    private static Reason Said(BuildCulprit culprit, bool isSize) => AbReasons.Culprit(culprit.Function, culprit.Module,
        "+" + Amount(culprit.Amount, isSize) + (isSize ? " MiB" : ""), Amount(culprit.Low, isSize), Amount(culprit.High, isSize),
        culprit.IsNew);

    private static string Amount(double value, bool isSize) => isSize
        ? (value / ByteSize.MiB).ToString("#,0.00", CultureInfo.InvariantCulture) : value.ToString("#,0", CultureInfo.InvariantCulture);
}
