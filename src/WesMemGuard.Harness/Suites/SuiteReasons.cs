using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Suites;

/// <summary>Why a folder gives no scenarios.</summary>
internal static class SuiteReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SuiteReasons));

    public static Reason TooDeep(int most) => new(Texts, "suite.tooDeep", ("most", most));

    public static Reason BudgetOnly(string budget, string scenario) =>
        new(Texts, "suite.budgetOnly", ("budget", budget), ("scenario", scenario));

    public static Reason Empty(string scenario) => new(Texts, "suite.empty", ("scenario", scenario));

    public static Reason NoMatch(IReadOnlyList<string> there) => new(Texts, "suite.noMatch", ("there", ReasonValue.Of(there)));
}
