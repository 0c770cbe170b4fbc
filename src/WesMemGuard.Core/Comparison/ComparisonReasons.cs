using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Comparison;

/// <summary>What there is to say of the difference of two builds.</summary>
internal static class ComparisonReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ComparisonReasons));

    public static Reason Level(string metric, string? phase) => new(Texts, "compare.level", ("metric", metric), ("phase", phase));

    public static Reason PerHour(string metric, string? phase) => new(Texts, "compare.perHour", ("metric", metric), ("phase", phase));

    public static Reason PerUnit(string metric, string unit, string? phase) =>
        new(Texts, "compare.perUnit", ("metric", metric), ("unit", unit), ("phase", phase));

    public static Reason Peak(string metric, string? phase) => new(Texts, "compare.peak", ("metric", metric), ("phase", phase));

    public static Reason Measured(string amount, Reason? interval) =>
        new(Texts, "compare.measured", ("amount", amount), ("interval", interval));

    public static Reason NotMeasured() => new(Texts, "compare.notMeasured");

    public static Reason Above(string tolerance) => new(Texts, "compare.above", ("tolerance", tolerance));

    public static Reason Below(string tolerance) => new(Texts, "compare.below", ("tolerance", tolerance));

    public static Reason Within(string tolerance, bool isNamed) =>
        isNamed ? new(Texts, "compare.withinNamed", ("tolerance", tolerance)) : new(Texts, "compare.within", ("tolerance", tolerance));

    public static Reason WithinSmallest(string tolerance) => new(Texts, "compare.withinSmallest", ("tolerance", tolerance));

    public static Reason Spans(string tolerance, Reason? more) =>
        new(Texts, "compare.spans", ("tolerance", tolerance), ("more", more));

    public static Reason TooWide(string reach, Reason? more) => new(Texts, "compare.tooWide", ("reach", reach), ("more", more));

    public static Reason Longer(TimeSpan time) => new(Texts, "compare.longer", ("time", time));

    public static Reason MayHaveStopped() => new(Texts, "compare.mayHaveStopped");

    public static Reason TooFew(int pairs, int needed) => new(Texts, "compare.tooFew", ("pairs", pairs), ("needed", needed));

    public static Reason MoreRounds(int rounds, int needed) => new(Texts, "compare.moreRounds", ("rounds", rounds), ("needed", needed));

    /// <summary>A gate of one side.</summary>
    public static Reason OfSide(bool isBase, Reason why) =>
        isBase ? new(Texts, "compare.ofBase", ("why", why)) : new(Texts, "compare.ofHead", ("why", why));

    public static Reason EvidenceDiffers(string before, string after) =>
        new(Texts, "compare.evidenceDiffers", ("before", before), ("after", after));

    public static Reason LoadDiffers(string phase, double before, double after) =>
        new(Texts, "compare.loadDiffers", ("phase", phase), ("before", before), ("after", after));

    public static Reason NoWork(string unit) => new(Texts, "compare.noWork", ("unit", unit));

    public static Reason NoPhase(string phase) => new(Texts, "compare.noPhase", ("phase", phase));

    /// <summary>Which of them is meant nobody says.</summary>
    public static Reason RepeatedPhase(string phase, int times) =>
        new(Texts, "compare.repeatedPhase", ("phase", phase), ("times", times));

    public static Reason NothingLeft(TimeSpan warmUp) => new(Texts, "compare.nothingLeft", ("warmUp", warmUp));

    public static Reason AgesDiffer(TimeSpan apart, TimeSpan warmUp) =>
        new(Texts, "compare.agesDiffer", ("apart", apart), ("warmUp", warmUp));

    public static Reason HeadDied(string? how) => new(Texts, "compare.headDied", ("how", how));

    public static Reason NotSideBySide() => new(Texts, "compare.notSideBySide");

    public static Reason StartsUnknown(int rounds, int needed) =>
        new(Texts, "compare.startsUnknown", ("rounds", rounds), ("needed", needed));
}
