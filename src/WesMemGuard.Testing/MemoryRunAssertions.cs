using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing;

/// <summary>
/// Assertions on a run, in sentences: <c>run.Process().LiveHeap.ShouldGrowAtMost("2 MiB", per: TimeSpan.FromHours(1))</c>.
/// </summary>
public static class MemoryRunAssertions
{
    /// <summary>Every limit of the budget should have held.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="budget">What must have been kept.</param>
    /// <param name="inconclusive">What an inconclusive limit does, when no other failed; without a word the test fails.</param>
    /// <exception cref="ShouldHoldException">One did not; the message is theirs, one after the other.</exception>
    /// <exception cref="InconclusiveLimitException">The evidence can't tell, and that is accepted.</exception>
    /// <exception cref="BadInputException">The budget names a phase or a module that is not there.</exception>
    public static void ShouldHold(this MemoryRun run, MemoryBudget budget, WhenInconclusive inconclusive = WhenInconclusive.Fail) =>
        Held.OrThrow(run, budget, inconclusive != WhenInconclusive.AssertInconclusive);

    /// <summary>The figures of the node's process.</summary>
    public static ProcessFigures Process(this MemoryRun run) => new(run);

    /// <summary>The figures that a module reports of itself.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="name">As the node calls it: <c>mempool.txpool</c>; or a Go package, of which profiles tell:
    /// <c>package:go.etcd.io/bbolt</c>.</param>
    public static ModuleFigures Module(this MemoryRun run, string name) => new(run, name);

    /// <summary>What became of the requests of a phase.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="phase">The phase whose requests are meant.</param>
    public static LoadFigures Load(this MemoryRun run, string phase) => new(run, phase);
}
