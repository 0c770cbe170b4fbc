#if (mstest)
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif
using WesMemGuard.Testing;
#if (xunit)
using Xunit;
#endif
#if (mstest)

// One scenario is replayed after the other; [assembly: Parallelize] in its place replays several at the same time.
[assembly: DoNotParallelize]
#endif

#if (nunit)
/// <summary>One test per scenario in the folder and limit in its budget.</summary>
[ScenarioSuite("scenarios")]
public sealed class Budgets;
#endif
#if (xunit)
/// <summary>One row per scenario in the folder and limit in its budget.</summary>
public sealed class Budgets
{
    [Theory, ScenarioLimits("scenarios")]
    public Task Memory(LimitTest limit) => limit.ShouldHoldAsync();
}
#endif
#if (mstest)
/// <summary>One row per scenario in the folder and limit in its budget.</summary>
[TestClass]
public sealed class Budgets
{
    [TestMethod, ScenarioLimits("scenarios")]
    public Task Memory(LimitTest limit) => limit.ShouldHoldAsync();
}
#endif
