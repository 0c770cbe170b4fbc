using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>What a commit is to the bisection.</summary>
internal enum CommitState
{
    /// <summary>Its runs held.</summary>
    Good,

    /// <summary>Its runs broke.</summary>
    Bad,

    /// <summary>It can't be told: it doesn't build or start, or its runs don't agree or decide.</summary>
    Untold,
}

/// <summary>A commit that was tried.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="State">What it is.</param>
/// <param name="Outcomes">What came of each run; none when it was known, or does not build.</param>
/// <param name="Why">Why it was skipped; null when it was not.</param>
internal sealed record BisectStep(string Commit, CommitState State, IReadOnlyList<Outcome> Outcomes, Reason? Why)
{
    /// <summary>Whether an earlier bisection had told.</summary>
    public bool WasKnown { get; init; }

    /// <summary>The folder of its last run; null without one.</summary>
    public string? RunFolder { get; init; }
}

/// <summary>One run of a commit.</summary>
/// <param name="Outcome">What came of it: held, broken, or it doesn't tell.</param>
/// <param name="RunFolder">Where it is kept; null: nowhere.</param>
internal readonly record struct StepRun(Outcome Outcome, string? RunFolder);

/// <summary>Builds commits and judges runs of them.</summary>
internal interface IBisectJudge
{
    /// <summary>Builds what is checked out.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="commit">Its id.</param>
    /// <param name="ct">Ends the build.</param>
    /// <returns>Why it doesn't build; null when it does.</returns>
    Task<Reason?> BuildAsync(string folder, string commit, CancellationToken ct);

    /// <summary>Runs what was built once.</summary>
    Task<StepRun> RunAsync(string folder, string commit, CancellationToken ct);
}

/// <summary>What a bisection found.</summary>
/// <param name="FirstBad">The first bad commit; null when it can't be told among <see cref="Left"/>.</param>
/// <param name="Left">The commits that may be the first bad one, the newest first; one when it was found.</param>
/// <param name="Steps">The commits that were tried, in order.</param>
internal sealed record BisectResult(string? FirstBad, IReadOnlyList<string> Left, IReadOnlyList<BisectStep> Steps)
{
    /// <summary>How many commits were run, not known before.</summary>
    public int Judged => Steps.Count(s => s.Outcomes.Count > 0);

    /// <summary>How many runs that took.</summary>
    public int Runs => Steps.Sum(s => s.Outcomes.Count);

    /// <summary>How many commits were skipped.</summary>
    public int Skipped => Steps.Count(s => s.State == CommitState.Untold);

    /// <summary>Why the result is not to be believed: the end that was said to be good or bad is not. Null when it is.</summary>
    public Reason? Doubt { get; init; }
}
