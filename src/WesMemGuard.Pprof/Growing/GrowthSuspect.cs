using WesMemGuard.Pprof.Attribution;

namespace WesMemGuard.Pprof.Growing;

/// <summary>How a growth went through the series.</summary>
internal enum GrowthTrend
{
    /// <summary>It grew in the later part too (or only two profiles are there, which can't tell).</summary>
    Growing,

    /// <summary>It didn't grow in the later part, on too few sampled objects to say that it stopped.</summary>
    Unclear,

    /// <summary>It grew, and then stopped: a cache that fills, a start-up.</summary>
    Stopped,
}

/// <summary>A function that holds more at the end of a series of profiles than at its beginning.</summary>
/// <param name="Holder">The function, its place in the source, its module, and the innermost call beside it.</param>
/// <param name="Growth">By how much, in the unit of the kind asked for, with what the sampling leaves open.</param>
/// <param name="Share">Its part of what all growing functions grew, 0 to 1.</param>
/// <param name="Elapsed">The time between the first and the last profile.</param>
/// <param name="SlopePerHour">The median slope between all pairs of profiles (Theil and Sen), per hour.</param>
/// <param name="Trend">Whether it goes on.</param>
internal sealed record GrowthSuspect(Holder Holder, SampledBytes Growth, double Share, TimeSpan Elapsed, double SlopePerHour,
    GrowthTrend Trend)
{
    /// <summary>The function's full name.</summary>
    public string Function => Holder.Frame.Function;

    /// <summary>The module it belongs to.</summary>
    public AttributedModule Module => Holder.Module;

    /// <summary>Growth divided by the elapsed time, per hour.</summary>
    public double PerHour => Growth.Value / Elapsed.TotalHours;

    /// <summary>The lower end of the rate's interval, per hour.</summary>
    public double PerHourLow => Growth.Low / Elapsed.TotalHours;

    /// <summary>The upper end of the rate's interval, per hour.</summary>
    public double PerHourHigh => Growth.High / Elapsed.TotalHours;

    /// <summary>Whether it grew and then stopped, as a cache does that is full: no leak.</summary>
    public bool StoppedGrowing => Trend == GrowthTrend.Stopped;
}
