using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// When each request of an open load is due: at a steady rate, on ramps, or stage by stage; it goes on at the last
/// rate when the phase is extended.
/// </summary>
internal sealed class LoadProfile
{
    private readonly Leg[] _legs;
    private readonly double _last;

    /// <param name="from">Requests a second at the start.</param>
    /// <param name="stages">How it goes on from there; empty: steadily.</param>
    public LoadProfile(double from, IReadOnlyList<LoadStage> stages)
    {
        _legs = new Leg[stages.Count];
        var (rate, start, count) = (from, 0.0, 0.0);
        for (var i = 0; i < stages.Count; i++)
        {
            var leg = _legs[i] = new Leg(start, stages[i].For.TotalSeconds, rate, stages[i].RateTo, count);
            (rate, start, count) = (leg.To, start + leg.Seconds, count + leg.CountAt(leg.Seconds));
        }

        _last = rate;
    }

    /// <summary>The load that a phase declares.</summary>
    public static LoadProfile Of(ScenarioPhase phase) => new(
        phase.Rate ?? 0,
        phase.Stages.Count > 0 ? phase.Stages : phase.RateTo is { } to ? [new LoadStage(to, phase.For!.Value)] : []);

    /// <summary>
    /// When request <paramref name="n"/>, from 0, is due after the start; null: never, the load has ended.
    /// </summary>
    public TimeSpan? DueOf(double n)
    {
        foreach (var leg in _legs)
        {
            if (n - leg.Before < leg.CountAt(leg.Seconds))
                return TimeSpan.FromSeconds(leg.Start + leg.SecondsOf(n - leg.Before));
        }

        var (start, before) = (EndOfLegs, _legs.Length == 0
            ? 0 : _legs[^1].Before + _legs[^1].CountAt(_legs[^1].Seconds));
        return _last > 0 ? TimeSpan.FromSeconds(start + (Math.Max(0, n - before) / _last)) : null;
    }

    /// <summary>Requests a second, on average, over the first so long.</summary>
    public double Average(TimeSpan over) =>
        over > TimeSpan.Zero ? Until(over.TotalSeconds) / over.TotalSeconds : _legs.Length > 0 ? _legs[0].From : _last;

    private double EndOfLegs => _legs.Length == 0 ? 0 : _legs[^1].Start + _legs[^1].Seconds;

    private double Until(double seconds) =>
        _legs.Sum(leg => leg.CountAt(Math.Clamp(seconds - leg.Start, 0, leg.Seconds))) + (Math.Max(0,
            seconds - EndOfLegs) * _last);

    /// <summary>A ramp from one rate to another.</summary>
    private readonly record struct Leg(double Start, double Seconds, double From, double To, double Before)
    {
        public double CountAt(double seconds) => (From * seconds) + ((To - From) * seconds * seconds / (2 * Seconds));

        /// <summary>
        /// from·t + (to − from)·t²/2T = n, solved so that neither a steady rate nor a start at 0 divides by nothing.
        /// </summary>
        public double SecondsOf(double n)
        {
            var bend = (To - From) / (2 * Seconds);
            var denominator = From + Math.Sqrt(Math.Max(0, (From * From) + (4 * bend * n)));
            return denominator > 0 ? 2 * n / denominator : 0;
        }
    }
}
