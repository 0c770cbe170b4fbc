using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>What a report is written from.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="EvidencePath">How the report calls what it rests on.</param>
/// <param name="WrittenAt">When the report is written, UTC.</param>
internal sealed record ReportedRun(MemoryRun Run, string EvidencePath, DateTimeOffset WrittenAt)
{
    /// <summary>The budget that the run was held against; null without one.</summary>
    public MemoryBudget? Budget { get; init; }

    /// <summary>What the judge said, in the budget's order; null without a budget.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>What was recognised in the run, the likeliest first; null when nobody looked.</summary>
    public IReadOnlyList<ReportedFinding>? Findings { get; init; }

    /// <summary>The growths as diagnosis judged them against what is harmless: what is said where there is no budget.</summary>
    public IReadOnlyList<HarmlessGrowth> Growths { get; init; } = [];

    /// <summary>What heap profiles say of the run from its first to its last one; null without two of them.</summary>
    public ProfiledGrowth? Profiled { get; init; }

    /// <summary>What heap profiles say that modules hold, arenas apart, those that moved most first; empty without profiles.</summary>
    public IReadOnlyList<MeasuredModule> Measured { get; init; } = [];

    /// <summary>The program that writes it, with its version.</summary>
    public string Program { get; init; } = "wesmemguard";
}

/// <summary>A module's bytes by heap profiles.</summary>
/// <param name="Module">Its name.</param>
/// <param name="Points">One a profile, in time order.</param>
internal sealed record MeasuredModule(string Module, IReadOnlyList<(DateTimeOffset At, double Bytes)> Points);

/// <summary>Something recognised in a run, in both languages.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In Chinese.</param>
internal sealed record ReportedFinding(FindingText English, FindingText Chinese)
{
    /// <summary>What it is; null for a growth that can't be told yet and for what is only hinted at.</summary>
    public ProblemRank? Rank { get; init; }

    /// <summary>Whether it is a growth that can't be told yet.</summary>
    public bool IsUndecided { get; init; }
}

/// <summary>The words of a finding.</summary>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Evidence">The figures that say so.</param>
/// <param name="Steps">What to do next.</param>
internal sealed record FindingText(string Title, IReadOnlyList<string> Evidence, IReadOnlyList<string> Steps)
{
    /// <summary>How sure it is, in words; null when that isn't said.</summary>
    public string? Certainty { get; init; }
}
