using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Baselines;

/// <summary>Reads the levels of runs, wherever they are kept.</summary>
internal static class BaselineRuns
{
    /// <summary>The levels of each run, in order.</summary>
    /// <exception cref="UnreadableRunException">A run has no level: it says why.</exception>
    public static async Task<IReadOnlyList<RunLevels>> ReadAsync(
        IReadOnlyList<string> paths, string? period, string? commit, TimeSpan replayTimeout, Surroundings surroundings,
            CancellationToken ct)
    {
        var all = new List<RunLevels>();
        foreach (var path in paths)
        {
            var shown = path.Replace('\\', '/');
            var source = await RunSource.OpenAsync(Path.Combine(surroundings.WorkingFolder, path), shown, replayTimeout, ct)
                .ConfigureAwait(false);
            var part = Period.Read(period, "--period", source.Run);
            var levels = SteadyLevels.Of(source.Run, part.From, part.To, out var whyNot)
                ?? throw new UnreadableRunException(InputReasons.Of(shown, whyNot!));
            all.Add(levels with { Commit = commit });
        }

        return all;
    }
}
