using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>What there is to say of a run as a whole, whatever a limit found.</summary>
internal static class JudgeReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(JudgeReasons));

    public static Reason ErrorShared(int intervals, Outcome alone) =>
        new(Texts, "run.errorShared", ("intervals", intervals), ("alone", OutcomeReasons.Of(alone)));

    public static Reason PhaseRepeated(int count, string phase) => new(Texts, "run.phaseRepeated", ("count", count), ("phase", phase));

    /// <summary>A budget that would always pass.</summary>
    public static Reason NoLimits() => new(Texts, "run.noLimits");

    /// <summary>A budget without a limit that a leak could break.</summary>
    public static Reason NothingReached(IReadOnlyList<string> metrics) =>
        new(Texts, "run.nothingReached", ("metrics", ReasonValue.Of(metrics)));

    /// <summary>A leak that the budget allows.</summary>
    public static Reason SmallLeak(string leak, string limit) => new(Texts, "run.smallLeak", ("leak", leak), ("limit", limit));

    public static Reason Torn() => new(Texts, "run.torn");

    public static Reason Disordered() => new(Texts, "run.disordered");

    public static Reason Incomplete() => new(Texts, "run.incomplete");
}
