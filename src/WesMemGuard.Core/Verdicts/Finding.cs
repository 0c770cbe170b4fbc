using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts;

/// <summary>What judging one limit found, in the metric's own unit (bytes or a count), before it is put into words.</summary>
internal sealed record Finding(Outcome Outcome, string Reason)
{
    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? Confidence { get; init; }

    public Window? Window { get; init; }

    public int Samples { get; init; }

    public string Evidence { get; init; } = "none";

    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What was measured, for the message: counts, spacing, first and last value.</summary>
    public string? Measured { get; init; }

    /// <summary>The moment from which the limit was passed; null: unknown.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>For a growth that the points can't decide, how much more would: hours, cycles, or units of work; null when none would or it isn't known.</summary>
    public double? More { get; init; }

    /// <summary>Whether the outcome rests on a test at a chosen error, so that Holm shares the error over the run's limits.</summary>
    public bool Statistical { get; init; }

    /// <summary>How the process died, where that is why the limit is broken; null otherwise.</summary>
    public Reason? Death { get; init; }

    /// <summary>The same figures, with another outcome.</summary>
    public Finding As(Outcome outcome, string reason) => this with { Outcome = outcome, Reason = reason };

    /// <summary>With one more thing to know.</summary>
    public Finding Noting(string notice) => this with { Notices = [.. Notices, notice] };
}
