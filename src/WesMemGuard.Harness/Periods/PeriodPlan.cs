using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Periods;

/// <summary>How a node is watched for days; the judge's warm-up is part of each period.</summary>
internal sealed record PeriodPlan : WatchPlan
{
    /// <summary>A plan for one node.</summary>
    public PeriodPlan(Uri url, WatchPlan plan)
        : base(plan) => Url = url;

    /// <summary>The node's HTTP port.</summary>
    public Uri Url { get; }

    /// <summary>What the runs take beside: allowed hosts, the diagnostics port.</summary>
    public LiveOptions Live { get; init; } = new();
}

/// <summary>A period that ended.</summary>
/// <param name="Folder">Its run's folder.</param>
/// <param name="Run">What was seen.</param>
/// <param name="Verdict">What the judge says of it.</param>
internal sealed record WatchedPeriod(string Folder, MemoryRun Run, RunVerdict Verdict)
{
    /// <summary>What it says of the last day and week, the period in them; empty while they are no longer than a period.</summary>
    public IReadOnlyList<JudgedSpan> Spans { get; init; } = [];

    /// <summary>How messages call its run.</summary>
    internal string Evidence { get; init; } = "";

    /// <summary>The worst outcome of the period and the longer times.</summary>
    public Outcome Worst => Spans.Select(span => span.Verdict.Worst).Append(Verdict.Worst).Max();

    /// <summary>The worst exit code of the period and the longer times.</summary>
    public int ExitCode => Spans.Select(span => span.Verdict.ExitCode).Aggregate(Verdict.ExitCode, ExitCodes.Worse);
}
