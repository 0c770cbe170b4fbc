using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts;

/// <summary>A function that may hold the growth, from heap or goroutine profiles.</summary>
/// <param name="Function">The nearest function of the node on the stack.</param>
/// <param name="Where">File and line.</param>
/// <param name="Module">The module, or a library.</param>
/// <param name="Bytes">Growth in bytes (goroutines: count).</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Share">Share of the whole growth, 0..1.</param>
public sealed record Suspect(string Function, string? Where, string Module, double Bytes, double Low, double High, double Share)
{
    /// <summary>The time between the two profiles that the growth was read from.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What kind of holder the module is.</summary>
    public SuspectHolder Holder { get; init; }

    /// <summary>The module with what is special about it: <c>api (no reporter)</c>.</summary>
    public Reason Held => MessageReasons.Holder(Module, Holder);

    /// <summary>What its goroutines wait for and how long, by a dump of the run; null without one.</summary>
    public Waiting? Waits { get; init; }

    /// <summary>Where its goroutines stand, the innermost call first; empty for memory.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    /// <summary>Growth an hour; null when the time is unknown.</summary>
    public double? PerHour => Hourly(Bytes);

    /// <summary>Lower end of the interval of <see cref="PerHour"/>.</summary>
    public double? PerHourLow => Hourly(Low);

    /// <summary>Upper end of the interval of <see cref="PerHour"/>.</summary>
    public double? PerHourHigh => Hourly(High);

    private double? Hourly(double amount) => Elapsed > TimeSpan.Zero ? amount / Elapsed.TotalHours : null;
}

/// <summary>What goroutines of one function wait for.</summary>
/// <param name="For">The runtime's word: <c>select</c>.</param>
/// <param name="LeastMinutes">The shortest wait.</param>
/// <param name="MostMinutes">The longest wait.</param>
/// <param name="Goroutines">How many wait.</param>
public sealed record Waiting(string For, int LeastMinutes, int MostMinutes, long Goroutines)
{
    /// <summary>All of it: <c>select, 3 .. 95 min (5 goroutines)</c>.</summary>
    public Reason Text => MessageReasons.Waiting(For, LeastMinutes, MostMinutes, Goroutines);
}
