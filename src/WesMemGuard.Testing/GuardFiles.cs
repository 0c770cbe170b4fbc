using System.Runtime.CompilerServices;
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

    /// <summary>Where runs came from: messages name these and no file that was never written.</summary>
    private static readonly ConditionalWeakTable<MemoryRun, RunSource> Sources = [];

    /// <summary>A run from a recording folder (it is replayed), a run folder, a run file or a series.</summary>
    /// <param name="path">Relative to the test project's folder or one above it, or absolute.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">It is not there.</exception>
    /// <exception cref="UnreadableRunException">It is none of these.</exception>
    public static async Task<MemoryRun> RunAsync(string path, CancellationToken ct = default)
    {
        var source =
            await RunSource.OpenAsync(ProjectFolder.Whole(path), path, ReplayTimeout, ct).ConfigureAwait(false);
        Sources.Add(source.Run, source);
        return source.Run;
    }

    /// <summary>
    /// How messages call what a run was read from, and what a command is given; both its name where a test made it.
    /// </summary>
    internal static (string Evidence, string Command) PlaceOf(MemoryRun run) => Sources.TryGetValue(run, out var source)
        ? (source.EvidencePath, source.CommandPath ?? source.EvidencePath) : (run.Header.Name, run.Header.Name);

    /// <summary>A budget.</summary>
    /// <param name="path">Relative to the test project's folder or one above it, or absolute.</param>
    /// <exception cref="BadInputException">It is not there, or no budget; the message names line and
    /// column.</exception>
    public static MemoryBudget Budget(string path)
    {
        var whole = ProjectFolder.Whole(path);
        return BudgetFile.Read(PlainFile.Read(whole, Path.GetFileName(path), RunJudge.LargestBudget),
            Path.GetFileName(path));
    }
}
