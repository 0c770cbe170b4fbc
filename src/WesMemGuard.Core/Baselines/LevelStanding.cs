using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Baselines;

/// <summary>How the newest commit stands to those before it.</summary>
internal enum StandingKind
{
    /// <summary>There are too few runs to tell: never called worse.</summary>
    TooFew,

    /// <summary>There are enough, but they scatter as widely.</summary>
    CantTell,

    /// <summary>Within what is allowed.</summary>
    Same,

    /// <summary>Surely above what is allowed.</summary>
    Worse,

    /// <summary>Surely below.</summary>
    Better,
}

/// <summary>The level between two changes, and where the next commit of it falls.</summary>
/// <param name="First">The index of its first commit.</param>
/// <param name="Last">The index of its last.</param>
/// <param name="Middle">The median level.</param>
/// <param name="Low">The lower end of the interval in which the next commit falls, 98 %; the median with fewer than three commits.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct LevelStretch(int First, int Last, double Middle, double Low, double High);

/// <summary>A metric's history with how its newest commit stands.</summary>
/// <param name="History">Levels and changes.</param>
/// <param name="Kind">How the newest commit stands to the stretch before it.</param>
/// <param name="Newest">The newest commit held against that stretch; null with fewer than two commits.</param>
/// <param name="Stretches">The stretches between changes, in order.</param>
internal sealed record LevelStanding(
    LevelHistory History, StandingKind Kind, BaselineVerdict? Newest, IReadOnlyList<LevelStretch> Stretches)
{
    private const int FewestOfInterval = 3;

    /// <summary>
    /// The change that decides how the newest commit stands, as it came at most ten commits ago; null: its own level does.
    /// </summary>
    public LevelChange? News { get; private init; }

    /// <summary>How a metric stands.</summary>
    /// <param name="runs">The runs of one scenario, in any order.</param>
    /// <param name="metric">What is looked at.</param>
    /// <param name="allowance">How far a level may rise.</param>
    public static LevelStanding Of(IReadOnlyList<RunLevels> runs, string metric, Allowance allowance)
    {
        var history = BaselineHistory.Of(runs, metric, allowance);
        var stretches = StretchesOf(history);
        if (history.Commits.Count < 2)
            return new LevelStanding(history, StandingKind.TooFew, null, stretches);
        RunLevels[] ordered = [.. runs.Where(r => r.Levels.ContainsKey(metric)).OrderBy(r => r.From)];
        var newest = history.Commits[^1];
        var after = ordered[^newest.Runs..];
        var since = history.Commits[stretches[^1].First].At;
        var before = ordered[..^newest.Runs].Where(r => r.From >= since).ToList();
        var verdict = before.Count == 0 ? null : BaselineComparison.Judge(before, after, [metric], allowance)[0];
        var kind = KindOf(verdict, before.Count);
        // Above the level since a change is above the one before it too.
        return kind != StandingKind.Worse && NewsOf(history, allowance) is { } news
            ? new LevelStanding(history, news.IsBreach ? StandingKind.Worse : StandingKind.Better, verdict, stretches) { News = news }
            : new LevelStanding(history, kind, verdict, stretches);
    }

    /// <summary>
    /// A change that could be seen only now is news still; an older one is the level that commits are held against. So is one that the
    /// newest commit undoes. Null without news.
    /// </summary>
    private static LevelChange? NewsOf(LevelHistory history, Allowance allowance)
    {
        if (history.Changes is not [.., var last] || last.CommitsAfter > 2 * BaselineHistory.FewestCommits)
            return null;
        var newest = history.Commits[^1].Level;
        return last.IsBreach ? (newest > last.Before + allowance.Above(last.Before) ? last : null)
            : last.Shift.High < 0 && newest < last.Before ? last : null;
    }

    private static StandingKind KindOf(BaselineVerdict? verdict, int before) => verdict?.Outcome switch
    {
        Outcome.Broken => StandingKind.Worse,
        Outcome.Held when verdict.High < 0 => StandingKind.Better,
        Outcome.Held => StandingKind.Same,
        _ => before < BaselineComparison.FewestForOne ? StandingKind.TooFew : StandingKind.CantTell,
    };

    private static List<LevelStretch> StretchesOf(LevelHistory history)
    {
        var stretches = new List<LevelStretch>();
        for (var first = 0; first < history.Commits.Count;)
        {
            var next = history.Changes.Select(c => IndexOf(history, c.FirstAfter)).Where(i => i > first)
                .DefaultIfEmpty(history.Commits.Count).Min();
            double[] levels = [.. history.Commits.Skip(first).Take(next - first).Select(c => c.Level)];
            var middle = Median.Of(levels);
            var interval = levels.Length < FewestOfInterval ? new PredictionInterval(middle, middle)
                : PredictionInterval.OfNext(levels, 2 * BudgetJudge.Error);
            stretches.Add(new LevelStretch(first, next - 1, middle, interval.Low, interval.High));
            first = next;
        }

        return stretches;
    }

    private static int IndexOf(LevelHistory history, CommitLevel commit)
    {
        for (var i = 0; i < history.Commits.Count; i++)
        {
            if (history.Commits[i].Equals(commit))
                return i;
        }

        return -1;
    }
}
