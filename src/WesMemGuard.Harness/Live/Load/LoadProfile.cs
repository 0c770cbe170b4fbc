namespace WesMemGuard.Harness.Live.Load;

/// <summary>When each request of an open load is due: at a steady rate, or on a ramp, which goes on at its end's rate when the phase is extended.</summary>
/// <param name="from">Requests a second at the start.</param>
/// <param name="to">Requests a second at the end of the ramp.</param>
/// <param name="ramp">How long the ramp takes.</param>
internal sealed class LoadProfile(double from, double to, TimeSpan ramp)
{
    private readonly double _seconds = ramp.TotalSeconds;

    /// <summary>When request <paramref name="n"/>, from 0, is due after the start; null: never, the load has ended.</summary>
    public TimeSpan? DueOf(long n)
    {
        if (from.Equals(to))
            return TimeSpan.FromSeconds(n / from);
        var onRamp = Until(_seconds);
        if (n > onRamp)
            return to > 0 ? TimeSpan.FromSeconds(_seconds + ((n - onRamp) / to)) : null;
        // from·t + (to - from)·t²/2T = n
        var bend = (to - from) / (2 * _seconds);
        var root = Math.Max(0, (from * from) + (4 * bend * n));
        return TimeSpan.FromSeconds(2 * n / (from + Math.Sqrt(root)));
    }

    /// <summary>Requests a second, on average, over the first so many seconds.</summary>
    public double Average(TimeSpan over) => over > TimeSpan.Zero ? Until(over.TotalSeconds) / over.TotalSeconds : from;

    private double Until(double seconds)
    {
        var ramped = Math.Min(seconds, _seconds);
        return (from * ramped) + ((to - from) * ramped * ramped / (2 * _seconds)) + (Math.Max(0, seconds - _seconds) * to);
    }
}
