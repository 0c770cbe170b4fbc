using WesMemGuard.Budgets;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Periods;

/// <summary>How a node is watched for days.</summary>
/// <param name="Url">The node's HTTP port.</param>
/// <param name="Budget">What each period must keep.</param>
/// <param name="BudgetPath">How messages call the budget.</param>
/// <param name="Every">How long a period is; the judge's warm-up is part of it.</param>
/// <param name="Out">The folder that takes a folder a day, absolute.</param>
internal sealed record PeriodPlan(Uri Url, MemoryBudget Budget, string BudgetPath, TimeSpan Every, string Out)
{
    /// <summary>How many days of runs are kept, today's included; null: all.</summary>
    public int? KeepDays { get; init; }

    /// <summary>How many periods; null: until it is ended.</summary>
    public int? Periods { get; init; }

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
