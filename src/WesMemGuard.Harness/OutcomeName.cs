using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness;

/// <summary>Outcomes as people and JSON read them.</summary>
internal static class OutcomeName
{
    /// <summary><c>held</c>, <c>broken</c>, <c>inconclusive</c> or <c>not measured</c>.</summary>
    public static string Of(Outcome outcome) => outcome == Outcome.NotMeasured ? "not measured" : InJson(outcome);

    /// <summary><c>held</c>, <c>broken</c>, <c>inconclusive</c> or <c>notMeasured</c>.</summary>
    public static string InJson(Outcome outcome) => outcome switch
    {
        Outcome.Held => "held",
        Outcome.Broken => "broken",
        Outcome.Inconclusive => "inconclusive",
        Outcome.NotMeasured => "notMeasured",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not one of the four outcomes"),
    };
}
