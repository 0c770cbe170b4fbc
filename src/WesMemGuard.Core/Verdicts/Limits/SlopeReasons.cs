using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What a slope's points say, and how much more would decide.</summary>
internal static class SlopeReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SlopeReasons));

    /// <summary>What the judge of growth found.</summary>
    /// <param name="found">Its reason.</param>
    /// <param name="points">How many points there were.</param>
    /// <param name="longer">What would decide; null: it isn't known.</param>
    public static Reason Of(GrowthReason found, int points, Reason? longer) => found switch
    {
        GrowthReason.WithinBudget => new(Texts, "slope.within"),
        GrowthReason.StoppedGrowing => new(Texts, "slope.stopped"),
        GrowthReason.AboveBudget => new(Texts, "slope.above"),
        GrowthReason.TooFewPoints => new(Texts, "slope.tooFew", ("points", points), ("longer", longer)),
        GrowthReason.SpansBudget => new(Texts, "slope.spans", ("longer", longer)),
        GrowthReason.MayHaveStopped => new(Texts, "slope.mayHaveStopped", ("longer", longer)),
        GrowthReason.Accelerating => new(Texts, "slope.accelerating", ("longer", longer)),
        GrowthReason.GivesBack => new(Texts, "slope.givesBack", ("longer", longer)),
        GrowthReason.MinimaKeep => new(Texts, "slope.minimaKeep"),
        GrowthReason.MinimaRise => new(Texts, "slope.minimaRise"),
        GrowthReason.PeriodsKeep => new(Texts, "slope.periodsKeep"),
        GrowthReason.PeriodsRise => new(Texts, "slope.periodsRise"),
        GrowthReason.VaryTheLoad => new(Texts, "slope.varyTheLoad"),
        GrowthReason.NoWork => new(Texts, "slope.noWork"),
        _ => throw new ArgumentOutOfRangeException(nameof(found), found, "no such reason"),
    };

    public static Reason MoreCycles(double cycles) => new(Texts, "slope.moreCycles", ("cycles", cycles));

    public static Reason MoreHours(double hours) => new(Texts, "slope.moreHours", ("hours", hours));

    public static Reason MoreMinutes(double minutes) => new(Texts, "slope.moreMinutes", ("minutes", minutes));

    public static Reason NeverDecides() => new(Texts, "slope.neverDecides");

    public static Reason MoreCollections(int needed, int minutes) =>
        new(Texts, "slope.moreCollections", ("needed", needed), ("minutes", minutes));

    public static Reason NothingAfterWarmUp(TimeSpan warmUp, double minutes) =>
        new(Texts, "slope.nothingAfterWarmUp", ("warmUp", warmUp), ("minutes", minutes));

    /// <summary>The live heap can't be read, and floors don't hold a limit: what would help.</summary>
    public static Reason ExportOrCollect(Reason why) => new(Texts, "slope.exportOrCollect", ("why", why));

    public static Reason NoKnownCollection() => new(Texts, "slope.noKnownCollection");

    public static Reason NoKnownCollectionIn(string phase) => new(Texts, "slope.noKnownCollectionIn", ("phase", phase));

    public static Reason NoWorkOf(string unit) => new(Texts, "slope.noWorkOf", ("unit", unit));

    public static Reason NoPointIn(string phase) => new(Texts, "slope.noPointIn", ("phase", phase));

    public static Reason NotFullYet(TimeSpan full) => new(Texts, "slope.notFullYet", ("full", full));
}
