using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Baselines;

/// <summary>What comparing runs with a baseline found.</summary>
internal static class BaselineReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BaselineReasons));

    public static Reason NoRunHasIt() => new(Texts, "baseline.noRunHasIt");

    public static Reason RunHasNot() => new(Texts, "baseline.runHasNot");

    public static Reason ShiftAbove() => new(Texts, "baseline.shiftAbove");

    public static Reason ShiftWithin() => new(Texts, "baseline.shiftWithin");

    public static Reason ShiftSpans() => new(Texts, "baseline.shiftSpans");

    public static Reason TooFewRuns(int stored, int compared, int needed) =>
        new(Texts, "baseline.tooFewRuns", ("stored", stored), ("compared", compared), ("needed", needed));

    public static Reason RunWithin() => new(Texts, "baseline.runWithin");

    public static Reason OnlyOneStored() => new(Texts, "baseline.onlyOneStored");

    public static Reason ScatterAsWide() => new(Texts, "baseline.scatterAsWide");

    public static Reason TooFewForOne(int stored, int needed) =>
        new(Texts, "baseline.tooFewForOne", ("stored", stored), ("needed", needed));

    public static Reason RunAbove() => new(Texts, "baseline.runAbove");

    public static Reason NothingMeasured() => new(Texts, "baseline.nothingMeasured");

    public static Reason PeriodEmpty(DateTimeOffset from, DateTimeOffset to, TimeSpan warmUp) =>
        new(Texts, "baseline.periodEmpty", ("from", from), ("to", to), ("warmUp", warmUp));

    public static Reason ProcessChanged(DateTimeOffset at) => new(Texts, "baseline.processChanged", ("at", at));
}
