using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UncheckedVerdictTests
{
    private static readonly string[] Bad =
    [
        """
        using WesMemGuard;
        public static class C { public static async Task Run(Func<Task<Verdict>> f) { await f(); } }
        """,
        """
        using WesMemGuard;
        public static class C { public static void Run(MemoryBudget b, MemoryRun r) { _ = b.Judge(r); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        using WesMemGuard;
        public static class C { public static bool Run(MemoryBudget b, MemoryRun r) => b.Judge(r).Holds; }
        """,
        """
        using WesMemGuard;
        public static class C { public static void Run(MemoryBudget b, MemoryRun r) { var v = b.Judge(r); v.ShouldHold(); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG9001", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
