using WesMemGuard.Budgets;
using WesMemGuard.Comparison;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Comparing;

/// <summary>Compares what was recorded or run before: pairs of recordings or runs, or the folder of a comparison.</summary>
/// <param name="workingFolder">The folder that relative paths start from.</param>
/// <param name="replayTimeout">The wall time that one replay may take.</param>
internal sealed class StoredBuilds(string workingFolder, TimeSpan replayTimeout)
{
    /// <summary>How the run of the base of a round is called in the folder of a comparison.</summary>
    internal const string BaseSuffix = "-base";

    /// <summary>How the run of the head of a round is called in the folder of a comparison.</summary>
    internal const string HeadSuffix = "-head";

    /// <summary>Compares them.</summary>
    /// <param name="paths">Base, head, base, head, …; or one folder of a comparison.</param>
    /// <param name="budget">Names differences that are allowed; null: none.</param>
    /// <param name="warmUp">What is cut as warm-up; null: the comparison's own.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">A path is not there, or they are no pairs.</exception>
    /// <exception cref="UnreadableRunException">One can't be read.</exception>
    public async Task<BuildRounds> CompareAsync(IReadOnlyList<string> paths, MemoryBudget? budget, TimeSpan? warmUp, CancellationToken ct)
    {
        var all = paths.Count == 1 ? InFolder(paths[0]) : paths;
        if (all.Count == 0 || all.Count % 2 != 0)
            throw new BadInputException(paths.Count == 0 ? "ab" : ScenarioFolder.Slashes(paths[^1]), ComparingReasons.NoPairs(all.Count));
        var runs = new List<MemoryRun>();
        foreach (var path in all)
        {
            var source = await RunSource.OpenAsync(Path.Combine(workingFolder, path), ScenarioFolder.Slashes(path), replayTimeout, ct)
                .ConfigureAwait(false);
            runs.Add(source.Run);
        }

        var rounds = runs.Chunk(2).Select(pair => new BuildRound(pair[0], pair[1])).ToList();
        var verdict = BuildJudge.Judge(rounds, new ComparisonPlan { Budget = budget, WarmUp = warmUp });
        return new BuildRounds(new BuildCulprits().Named(verdict, rounds), null);
    }

    private List<string> InFolder(string path)
    {
        var inside = RunFolders.In(workingFolder, [path]);
        var pairs = new List<string>();
        foreach (var before in inside.Where(p => p.EndsWith(BaseSuffix, StringComparison.Ordinal)))
        {
            var after = before[..^BaseSuffix.Length] + HeadSuffix;
            if (inside.Contains(after))
                pairs.AddRange([before, after]);
        }

        return pairs;
    }
}
