using WesMemGuard.Budgets;
using WesMemGuard.Files;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing;

/// <summary>Runs and budgets of files, for the fluent form.</summary>
public static class GuardFiles
{
    private static readonly TimeSpan ReplayTimeout = TimeSpan.FromMinutes(2);

    /// <summary>A run from a recording folder (it is replayed), a run folder, a run file or a series.</summary>
    /// <param name="path">Relative to the test project's folder or one above it, or absolute.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">It is not there.</exception>
    /// <exception cref="UnreadableRunException">It is none of these.</exception>
    public static async Task<MemoryRun> RunAsync(string path, CancellationToken ct = default) =>
        (await RunSource.OpenAsync(ProjectFolder.Whole(path), path, ReplayTimeout, ct).ConfigureAwait(false)).Run;

    /// <summary>A budget.</summary>
    /// <param name="path">Relative to the test project's folder or one above it, or absolute.</param>
    /// <exception cref="BadInputException">It is not there, or no budget; the message names line and column.</exception>
    public static MemoryBudget Budget(string path)
    {
        var whole = ProjectFolder.Whole(path);
        return BudgetFile.Read(PlainFile.Read(whole, Path.GetFileName(path), RunJudge.LargestBudget), Path.GetFileName(path));
    }
}
