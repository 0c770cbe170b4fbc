using WesMemGuard.Harness.Suites;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Runs;

/// <summary>What the exit code of several scenarios is.</summary>
internal static class SuiteExit
{
    /// <summary>
    /// Only scenarios given: the worst of them. Any suite given: 4 with bad input anywhere, else 0 when all are as
    /// expected and 1 otherwise.
    /// </summary>
    public static int Of(Suite suite, IReadOnlyList<ScenarioResult> results)
    {
        var worst = results.Select(r => r.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        if (!suite.ComparesExpectations || worst == ExitCodes.BadInput)
            return worst;
        return results.All(r => r.IsAsExpected) ? ExitCodes.Held : ExitCodes.Broken;
    }
}
