using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>
/// Drives <c>git bisect</c>: checks out, builds, judges, and says good, bad or skip. A step is believed when its runs agree: of seven
/// steps that err by 1 % each way one would lead astray in 7 %, two runs that must agree make that 0.1 %.
/// </summary>
/// <param name="judge">Builds and judges.</param>
/// <param name="journal">What is known of commits from earlier; what is learnt is added.</param>
internal sealed class Bisection(IBisectJudge judge, BisectJournal journal)
{
    /// <summary>More commits between good and bad are refused.</summary>
    internal int MostCommits { get; init; } = 1_000_000;

    /// <summary>How many runs of a commit must agree, from 1.</summary>
    public int Agree { get; init; } = 2;

    /// <summary>How many runs a commit is given to agree in.</summary>
    private int MostRuns => 2 * Agree;

    /// <summary>Told of each step as it ends.</summary>
    public Action<BisectStep>? Told { get; init; }

    /// <summary>Looks for the first bad commit.</summary>
    /// <param name="repository">A folder of the repository; its checkout stays as it is.</param>
    /// <param name="good">A revision that is good, an ancestor of the bad one.</param>
    /// <param name="bad">A revision that is bad.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="BadInputException">A revision is none, or the good one is no ancestor of the bad one.</exception>
    public async Task<BisectResult> RunAsync(string repository, string good, string bad, CancellationToken ct)
    {
        var (first, last) = (await GitWorktree.CommitAsync(repository, good, "--good", ct).ConfigureAwait(false),
            await GitWorktree.CommitAsync(repository, bad, "--bad", ct).ConfigureAwait(false));
        if (first == last || !await GitWorktree.IsAncestorAsync(repository, first, last, ct).ConfigureAwait(false))
            throw new BadInputException("--good", BisectReasons.NoAncestor(good, bad));
        var tree = await GitWorktree.CreateAsync(repository, last, ct).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            await tree.GitAsync(ct, "bisect", "start", last, first).ConfigureAwait(false);
            var steps = new List<BisectStep>();
            var left = await LeftAsync(tree, ct).ConfigureAwait(false);
            if (left.Count > MostCommits)
                throw new BadInputException("--good", BisectReasons.ManyCommits(MostCommits, good, bad));
            while (left.Any(c => c != left[0] && !steps.Exists(s => s.Commit == c)))
            {
                var step = await StepAsync(tree, await HeadAsync(tree, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
                steps.Add(step);
                await MarkAsync(tree, step, ct).ConfigureAwait(false);
                left = await LeftAsync(tree, ct).ConfigureAwait(false);
            }

            var result = new BisectResult(left.Count == 1 ? left[0] : null, left, steps);
            return result with { Doubt = await DoubtAsync(tree, result, first, last, ct).ConfigureAwait(false) };
        }
    }

    private static async Task MarkAsync(GitWorktree tree, BisectStep step, CancellationToken ct)
    {
        // What a build changed in tracked files would keep git from checking out the next commit.
        await tree.GitAsync(ct, "reset", "--quiet", "--hard").ConfigureAwait(false);
        var mark = step.State switch { CommitState.Untold => "skip", CommitState.Good => "good", _ => "bad" };
        await tree.MarkAsync(mark, ct).ConfigureAwait(false);
    }

    /// <summary>An end that the search ran up to without ever judging it is judged now: nobody else has.</summary>
    private async Task<Reasons.Reason?> DoubtAsync(GitWorktree tree, BisectResult result, string first, string last, CancellationToken ct)
    {
        var steps = (List<BisectStep>)result.Steps;
        if (result.FirstBad is null)
            return null;
        foreach (var (end, said, other, why) in new[]
        {
            (last, CommitState.Bad, CommitState.Good, BisectReasons.BadIsGood(last)),
            (first, CommitState.Good, CommitState.Bad, BisectReasons.GoodIsBad(first)),
        })
        {
            if (steps.Exists(s => s.State == said))
                continue;
            var seen = await EndAsync(tree, end, steps, ct).ConfigureAwait(false);
            if (seen == other)
                return why;
            if (seen == CommitState.Untold)
                return BisectReasons.EndUntold(end);
        }

        return null;
    }

    private async Task<CommitState> EndAsync(GitWorktree tree, string commit, List<BisectStep> steps, CancellationToken ct)
    {
        await tree.GitAsync(ct, "checkout", "--quiet", "--force", "--detach", commit).ConfigureAwait(false);
        var step = await StepAsync(tree, commit, ct).ConfigureAwait(false);
        steps.Add(step);
        return step.State;
    }

    private async Task<BisectStep> StepAsync(GitWorktree tree, string commit, CancellationToken ct)
    {
        var step = journal.Known(commit) is { } known ? new BisectStep(commit, known, [], null) { WasKnown = true }
            : await JudgedAsync(tree, commit, ct).ConfigureAwait(false);
        if (step is { WasKnown: false, State: not CommitState.Untold })
            await journal.LearnAsync(commit, step.State, ct).ConfigureAwait(false);
        Told?.Invoke(step);
        return step;
    }

    private async Task<BisectStep> JudgedAsync(GitWorktree tree, string commit, CancellationToken ct)
    {
        if (await judge.BuildAsync(tree.Folder, commit, ct).ConfigureAwait(false) is { } why)
            return new BisectStep(commit, CommitState.Untold, [], why);
        var outcomes = new List<Outcome>();
        string? folder = null;
        while (outcomes.Count < MostRuns)
        {
            var run = await judge.RunAsync(tree.Folder, commit, ct).ConfigureAwait(false);
            outcomes.Add(run.Outcome);
            folder = run.RunFolder ?? folder;
            foreach (var (outcome, state) in new[] { (Outcome.Held, CommitState.Good), (Outcome.Broken, CommitState.Bad) })
            {
                if (outcomes.Count(o => o == outcome) >= Agree)
                    return new BisectStep(commit, state, outcomes, null) { RunFolder = folder };
            }
        }

        return new BisectStep(commit, CommitState.Untold, outcomes, BisectReasons.RunsDisagree(outcomes.Count)) { RunFolder = folder };
    }

    /// <summary>The commits that may be the first bad one, the bad one first.</summary>
    private async Task<List<string>> LeftAsync(GitWorktree tree, CancellationToken ct)
    {
        var refs = Lines(await tree.GitAsync(ct, "for-each-ref", "--format=%(refname)", "refs/bisect").ConfigureAwait(false));
        var bad = refs.Single(r => r == "refs/bisect/bad");
        string[] goods = [.. refs.Where(r => r.StartsWith("refs/bisect/good-", StringComparison.Ordinal))];
        return Lines(await tree.GitAsync(ct, ["rev-list", $"--max-count={MostCommits + 1}", bad, "--not", .. goods]).ConfigureAwait(false));
    }

    private static async Task<string> HeadAsync(GitWorktree tree, CancellationToken ct) =>
        (await tree.GitAsync(ct, "rev-parse", "HEAD").ConfigureAwait(false)).Trim();

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
