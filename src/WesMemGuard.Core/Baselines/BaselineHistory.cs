using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Baselines;

/// <summary>
/// Where a metric's level changed over the commits of a baseline: change points on one number a commit (ED-PELT), each confirmed by
/// the interval of the shift between the two stretches (Mann and Whitney). Never on raw samples, which change all the time.
/// </summary>
internal static class BaselineHistory
{
    /// <summary>The fewest commits of a stretch: five a side decide at 1 %.</summary>
    public const int FewestCommits = 5;

    /// <summary>Finds the changes.</summary>
    /// <param name="baseline">The stored runs, in any order.</param>
    /// <param name="metric">What is looked at.</param>
    /// <param name="allowance">How far a level may rise without being called broken.</param>
    public static LevelHistory Of(IReadOnlyList<RunLevels> baseline, string metric, Allowance allowance)
    {
        CommitLevel[] commits =
            [.. Commits(baseline.Where(r => r.Levels.ContainsKey(metric)).OrderBy(r => r.From), metric).TakeLast(EdPelt.Most)];
        double[] values = Array.ConvertAll(commits, c => c.Level);
        int[] bounds = [0, .. EdPelt.Of(values, FewestCommits), values.Length];
        for (var i = 1; i < bounds.Length - 1; i++)
            bounds[i] = Placed(values, bounds[i - 1], bounds[i], bounds[i + 1]);
        // The place was looked for among so many: without sharing the error over them a fifth of histories without a
        // change has one "confirmed".
        var alpha = BudgetJudge.Error / Math.Max(1, values.Length - (2 * FewestCommits) + 1);
        var changes = new List<LevelChange>();
        for (var i = 1; i < bounds.Length - 1; i++)
        {
            var (before, after) = (values[bounds[i - 1]..bounds[i]], values[bounds[i]..bounds[i + 1]]);
            var shift = HodgesLehmann.Of(before, after, alpha);
            // An interval that holds 0 is no change: the two stretches scatter as widely.
            if (shift.Low > 0 || shift.High < 0)
                changes.Add(new LevelChange(commits[bounds[i] - 1], commits[bounds[i]], Median.Of(before), Median.Of(after),
                    shift, before.Length, after.Length, shift.Low > allowance.Above(Median.Of(before))));
        }

        var outcome = commits.Length < 2 * FewestCommits ? (commits.Length == 0 ? Outcome.NotMeasured : Outcome.Inconclusive)
            : changes.Exists(c => c.IsBreach) ? Outcome.Broken : Outcome.Held;
        return new LevelHistory(metric, outcome, commits, changes);
    }

    /// <summary>
    /// Where a change lies that was found: the place that parts the two stretches best by ranks (the largest standardised U of Mann and
    /// Whitney), for costs by quantiles err by a commit or two in short histories, and one commit on the wrong side takes the interval of
    /// the shift down to nothing. The error is shared over all places already.
    /// </summary>
    private static int Placed(double[] values, int from, int found, int to)
    {
        var (best, most) = (found, 0.0);
        var places = Enumerable.Range(found - FewestCommits, (2 * FewestCommits) + 1)
            .Where(p => p - from >= FewestCommits && to - p >= FewestCommits).OrderBy(p => Math.Abs(p - found));
        foreach (var place in places)
        {
            var (before, after) = (values[from..place], values[place..to]);
            double pairs = (double)before.Length * after.Length, above = before.Sum(b => after.Sum(a => a > b ? 1 : a.Equals(b) ? 0.5 : 0));
            var apart = Math.Abs(above - (pairs / 2)) / Math.Sqrt(pairs * (before.Length + after.Length + 1) / 12);
            if (apart > most + 1e-9)
                (best, most) = (place, apart);
        }

        return best;
    }

    // Several runs of one commit are one number: their median. A run of no commit stands for itself.
    private static IEnumerable<CommitLevel> Commits(IEnumerable<RunLevels> runs, string metric)
    {
        var together = new List<RunLevels>();
        foreach (var run in runs)
        {
            if (together.Count > 0 && (run.Commit is null || run.Commit != together[0].Commit))
            {
                yield return Level(together, metric);
                together.Clear();
            }

            together.Add(run);
        }

        if (together.Count > 0)
            yield return Level(together, metric);
    }

    private static CommitLevel Level(List<RunLevels> runs, string metric) =>
        new(runs[0].Commit ?? runs[0].Run, runs[0].From, Median.Of(runs.Select(r => r.Levels[metric]).ToArray()), runs.Count);
}

/// <summary>A metric's levels over the commits of a baseline.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Outcome">Broken when a level rose by more than is allowed; inconclusive with fewer than ten commits;
/// not measured without any.</param>
/// <param name="Commits">The commits, in the order of their first runs.</param>
/// <param name="Changes">Where the level changed, in order.</param>
internal sealed record LevelHistory(string Metric, Outcome Outcome, IReadOnlyList<CommitLevel> Commits, IReadOnlyList<LevelChange> Changes);

/// <summary>One number of a commit.</summary>
/// <param name="Commit">Its id, or the run's where nobody named a commit.</param>
/// <param name="At">When its first run began, UTC.</param>
/// <param name="Level">The median level of its runs; bytes, or a count.</param>
/// <param name="Runs">How many there are.</param>
internal readonly record struct CommitLevel(string Commit, DateTimeOffset At, double Level, int Runs);

/// <summary>A change of the level between two commits.</summary>
/// <param name="LastBefore">The last commit of the earlier stretch.</param>
/// <param name="FirstAfter">The first of the later one: the change came with it, or lies between the two.</param>
/// <param name="Before">The earlier stretch's median level.</param>
/// <param name="After">The later one's.</param>
/// <param name="Shift">From the one to the other with its interval, by Hodges and Lehmann.</param>
/// <param name="CommitsBefore">Commits of the earlier stretch.</param>
/// <param name="CommitsAfter">Commits of the later one.</param>
/// <param name="IsBreach">Whether it surely rose by more than is allowed.</param>
internal sealed record LevelChange(
    CommitLevel LastBefore, CommitLevel FirstAfter, double Before, double After, HodgesLehmann Shift, int CommitsBefore,
        int CommitsAfter, bool IsBreach);
