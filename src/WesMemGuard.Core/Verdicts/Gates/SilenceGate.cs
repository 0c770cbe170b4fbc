using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// Nothing heard in the last two intervals of a window: what happened at its end was not seen, and that is where things
/// break.
/// </summary>
internal static class SilenceGate
{
    private const int Intervals = 2;

    /// <summary>What the gate makes of a source in a window; null when it stays silent.</summary>
    /// <param name="source">The readings of the window.</param>
    /// <param name="window">The window.</param>
    public static GateFinding? Check(SourceReadings source, Window window)
    {
        if (source.Source == LimitSource.HeapProfiles)
            return null;
        var answered = source.Slots.Count - 1;
        while (answered >= 0 && source.Slots[answered].Value is null)
            answered--;
        if (answered < 0)
            return null; // that is the presence gate's finding
        var missed = source.Slots.Count - 1 - answered;
        var silence = window.To - source.Slots[answered].At;
        if (missed < Intervals && silence.TotalSeconds <= (Intervals + 0.5) * source.Rhythm.Interval)
            return null;
        return missed == 0 && silence.TotalSeconds <= (Intervals + 1) * source.Rhythm.Interval
            ? null
            : new GateFinding(Outcome.Inconclusive,
                EndReasons.Silence(source.Source, silence, source.Slots[answered].At));
    }
}
