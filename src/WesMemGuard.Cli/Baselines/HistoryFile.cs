using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Files;
using WesMemGuard.Harness.Bisecting;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Output;

namespace WesMemGuard.Cli.Baselines;

/// <summary>
/// A file to which every CI run adds a line a scenario: what it settled at, and of which commit. The lines are those of baselines.
/// </summary>
internal static class HistoryFile
{
    private const long Largest = 1024 * 1024;

    /// <summary>The oldest lines go before the file is longer than can be read.</summary>
    private const int MostKept = 960 * 1024;

    /// <summary>Where CI systems say the commit.</summary>
    private static readonly string[] Variables = ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "GIT_COMMIT"];

    /// <summary>Adds the runs of a suite. Others may add at the same time.</summary>
    /// <returns>How many lines were added.</returns>
    public static async Task<int> AddAsync(string file, IReadOnlyList<ScenarioResult> results, string? commit, Surroundings surroundings,
        CancellationToken ct)
    {
        var full = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, file));
        using var turn = await FileTurn.TakeAsync(full, file, ct).ConfigureAwait(false);
        List<string> lines = File.Exists(full) && new FileInfo(full).Length > 0
            ? [.. Read(file, surroundings).Select(BaselineFile.Line)] : [];
        var added = 0;
        foreach (var result in results.Where(r => r.Run is not null))
        {
            if (SteadyLevels.Of(result.Run!, null, null, out var whyNot) is { } levels)
            {
                lines.Add(BaselineFile.Line(levels with { Commit = commit, Scenario = result.Scenario.Name }));
                added++;
            }
            else
                surroundings.Say(InputReasons.Of(result.Scenario.Name, whyNot!));
        }

        var length = lines.Sum(l => l.Length + 1);
        var from = 0;
        for (; from < lines.Count - 1 && length > MostKept; from++)
            length -= lines[from].Length + 1;
        if (added > 0)
            OutputFile.Replace(full, file, string.Concat(lines.Skip(from).Select(l => surroundings.Scrubber.Last(l) + "\n")));
        return added;
    }

    /// <summary>The runs of a history.</summary>
    /// <exception cref="BadInputException">It is not there, or holds what is no run.</exception>
    public static IReadOnlyList<RunLevels> Read(string file, Surroundings surroundings)
    {
        var full = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, file));
        if (!File.Exists(full))
            throw new BadInputException(file, InputReasons.NotThere());
        return BaselineFile.Read(PlainFile.Read(full, file, Largest), file);
    }

    /// <summary>The commit that was named, else the one that CI or the working folder's repository has; null: none is known.</summary>
    public static async Task<string?> CommitAsync(string? named, Surroundings surroundings, CancellationToken ct)
    {
        if (named is not null)
            return named;
        if (Variables.Select(name => surroundings.Environment.GetValueOrDefault(name)).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            is { } told)
            return told;
        try
        {
            return await GitWorktree.CommitAsync(surroundings.WorkingFolder, "HEAD", "--commit", ct).ConfigureAwait(false);
        }
        catch (BadInputException)
        {
            return null; // no repository, or no git: the run stands for itself
        }
    }
}
