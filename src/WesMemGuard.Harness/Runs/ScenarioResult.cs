using WesMemGuard.Budgets;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Runs;

/// <summary>What came of one scenario: verdicts, or why there are none.</summary>
internal sealed record ScenarioResult
{
    /// <summary>The scenario.</summary>
    public required ScenarioFolder Scenario { get; init; }

    /// <summary>Why it could not be judged (exit code 4), with file, line and column; null when it was.</summary>
    public Reason? BadInput { get; init; }

    /// <summary>Whether <see cref="BadInput"/> tells of a node that could not be started (exit code 5).</summary>
    public bool IsNodeMissing { get; init; }

    /// <summary>The budget; null with bad input.</summary>
    public MemoryBudget? Budget { get; init; }

    /// <summary>What was seen; null with bad input.</summary>
    public MemoryRun? Run { get; init; }

    /// <summary>The verdicts in the budget's order; null with bad input.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>What a reader of the scenario should know: settings without effect, loads that the node can't carry.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Whether a node was driven; else a recording or log was judged.</summary>
    public bool IsLive { get; init; }

    /// <summary>How long it took, in real time.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>How the verdicts differ from what the folder's prefix and <c>expected.txt</c> say; empty when they don't.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>The exit code of this scenario alone, expectations aside.</summary>
    public int ExitCode => Verdict?.ExitCode ?? (IsNodeMissing ? ExitCodes.NoNode : ExitCodes.BadInput);

    /// <summary>Whether it came out as a suite expects: judged, the node there, no differences.</summary>
    public bool IsAsExpected => Verdict is { NodeGone: null } && Differences.Count == 0;
}
