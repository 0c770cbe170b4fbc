using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>What outcomes are called.</summary>
internal static class OutcomeReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(OutcomeReasons));

    /// <summary><c>held</c>, <c>broken</c>, <c>inconclusive</c> or <c>not measured</c>.</summary>
    public static Reason Of(Outcome outcome) => outcome switch
    {
        Outcome.Held => new(Texts, "outcome.held"),
        Outcome.Broken => new(Texts, "outcome.broken"),
        Outcome.Inconclusive => new(Texts, "outcome.inconclusive"),
        Outcome.NotMeasured => new(Texts, "outcome.notMeasured"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not one of the four outcomes"),
    };
}
