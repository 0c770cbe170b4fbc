using WesMemGuard.Input;

namespace WesMemGuard.Harness.Suites;

/// <summary>
/// The scenarios that some paths lead to. A path that holds <c>scenario.json</c> is a scenario, any other folder a
/// suite; folders that begin with <c>_</c> are skipped.
/// </summary>
/// <param name="Scenarios">At least one, suites in the order of their folders' names.</param>
/// <param name="ComparesExpectations">Whether a suite was given: then expectations are compared.</param>
internal sealed record Suite(IReadOnlyList<ScenarioFolder> Scenarios, bool ComparesExpectations)
{
    private const int MostLevels = 16;

    /// <summary>Finds the scenarios.</summary>
    /// <param name="paths">Folders, relative to <paramref name="workingFolder"/> or absolute.</param>
    /// <param name="workingFolder">The folder that relative paths start from.</param>
    /// <param name="only">Names of scenarios or folders, <c>*</c> for any letters; none: all.</param>
    /// <exception cref="BadInputException">A path doesn't exist, a suite has no scenario, a name matches none.</exception>
    public static Suite Find(IReadOnlyList<string> paths, string workingFolder, IReadOnlyList<string> only)
    {
        var problems = new List<FileProblem>();
        var found = new List<ScenarioFolder>();
        var hasSuite = false;
        foreach (var path in paths)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(workingFolder, path)));
            var shown = ScenarioFolder.Slashes(Path.TrimEndingDirectorySeparator(path));
            if (!Directory.Exists(full))
            {
                problems.Add(new FileProblem(shown, 0, 0, File.Exists(full) ? InputReasons.IsFile() : NearPaths.Missing(full)));
                continue;
            }

            if (!IsScenario(full) && NearPaths.NoScenario(full, shown) is { } meant)
            {
                problems.Add(new FileProblem(shown, 0, 0, meant)); // a recording's folders hold none either
                continue;
            }

            hasSuite |= !IsScenario(full);
            Walk(full, shown, 0, found, problems);
        }

        if (problems.Count > 0)
            throw new BadInputException(problems);
        return new Suite(Chosen([.. found.DistinctBy(s => s.FullPath)], only), hasSuite);
    }

    private static void Walk(string folder, string shown, int level, List<ScenarioFolder> found, List<FileProblem> problems)
    {
        if (IsScenario(folder))
        {
            var scenario = new ScenarioFolder(folder, shown);
            var same = found.Count(s => s.FolderName == scenario.FolderName && s.FullPath != folder);
            found.Add(same == 0 ? scenario : new ScenarioFolder(folder, shown) { RunName = $"{scenario.FolderName}-{same + 1}" });
            return;
        }

        var before = found.Count + problems.Count;
        if (level == MostLevels)
            problems.Add(new FileProblem(shown, 0, 0, $"lies more than {MostLevels} folders deep; a link that leads back to itself?"));
        else
            foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                if (!Path.GetFileName(child).StartsWith('_'))
                    Walk(child, $"{shown}/{Path.GetFileName(child)}", level + 1, found, problems);
            }

        if (found.Count + problems.Count == before)
            problems.Add(NearPaths.NoScenario(folder, shown) is { } meant
                ? new FileProblem(shown, 0, 0, meant) : new FileProblem(shown, 0, 0, Empty(folder)));
    }

    private static string Empty(string folder) => File.Exists(Path.Combine(folder, ScenarioFolder.BudgetFileName))
        ? $"holds {ScenarioFolder.BudgetFileName} but no {ScenarioFolder.ScenarioFileName}"
        : $"is a suite without scenarios: no folder in it holds {ScenarioFolder.ScenarioFileName} (folders that begin with _ are skipped)";

    private static ScenarioFolder[] Chosen(ScenarioFolder[] found, IReadOnlyList<string> only)
    {
        if (only.Count == 0)
            return found;
        var problems = only.Where(name => !found.Any(s => Matches(s, name)))
            .Select(name =>
                new FileProblem("--only " + name, 0, 0, "matches no scenario; there are: "
                + string.Join(", ", found.Select(s => s.FolderName))))
            .ToArray();
        return problems.Length == 0 ? [.. found.Where(s => only.Any(name => Matches(s, name)))] : throw new BadInputException(problems);
    }

    private static bool Matches(ScenarioFolder scenario, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(name, scenario.FolderName, ignoreCase: false)
        || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(name, scenario.Name, ignoreCase: false);

    private static bool IsScenario(string folder) => File.Exists(Path.Combine(folder, ScenarioFolder.ScenarioFileName));
}
