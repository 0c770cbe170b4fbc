using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>
/// What judging one limit found, in the metric's own unit (bytes or a count), before it is put into words.
/// </summary>
internal sealed record Finding(Outcome Outcome, Reason Reason)
{
    /// <summary>What is said until something was found.</summary>
    private static readonly Reason Nothing = LimitReasons.NoSample();

    /// <summary>Nothing found yet: the window and what is read in it are known.</summary>
    public static Finding In(Window window, LimitSource source) => new(Outcome.Inconclusive, Nothing)
    {
        Window = window,
        Evidence = source.Evidence,
        Notices = source.Notices,
        Samples = source.Values.Count,
    };

    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? Confidence { get; init; }

    public Window? Window { get; init; }

    public int Samples { get; init; }

    public string Evidence { get; init; } = "none";

    public IReadOnlyList<Reason> Notices { get; init; } = [];

    /// <summary>What was measured, for the message: counts, spacing, first and last value.</summary>
    public Reason? Measured { get; init; }

    /// <summary>The moment from which the limit was passed; null: unknown.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// For a growth that the points can't decide, how much more would: hours, cycles, or units of work; null when
    /// none would or it isn't known.
    /// </summary>
    public double? More { get; init; }

    /// <summary>Whether the growth held because it stopped: the figures are of the window's last part.</summary>
    public bool OfLastPart { get; init; }

    /// <summary>
    /// Whether the outcome rests on a test at a chosen error, so that Holm shares the error over the run's limits.
    /// </summary>
    public bool Statistical { get; init; }

    /// <summary>How the process died, where that is why the limit is broken; null otherwise.</summary>
    public Reason? Death { get; init; }

    /// <summary>The same figures, with another outcome.</summary>
    public Finding As(Outcome outcome, Reason reason) => this with { Outcome = outcome, Reason = reason };

    /// <summary>With one more thing to know.</summary>
    public Finding Noting(Reason notice) => this with { Notices = [.. Notices, notice] };
}
